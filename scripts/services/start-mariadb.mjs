import path from "node:path";
import { run } from "../steps/run.mjs";
import { mysqlRefusal } from "./mysql-refusal.mjs";
import { onPath } from "./on-path.mjs";
import { startTemporaryServer } from "./temporary-server.mjs";

/**
 * Starts an empty MariaDB of our own, root without a password on the loopback address: { url, stop }.
 * One for tests need not outlive a crash; one that is measured commits to the disk, as any other does.
 */
export async function startMariadb(mariadbd, { isDurable = false } = {}) {
  // MariaDB refuses to run as root unless that is asked for by name.
  const asUser = process.getuid?.() === 0 ? ["--user=root"] : [];
  const server = await startTemporaryServer({
    name: "mariadb",
    prepare: (folder) => install(path.join(folder, "data"), asUser),
    commandOf: ({ folder, port }) => [
      mariadbd,
      [
        "--no-defaults",
        ...asUser,
        `--datadir=${path.join(folder, "data")}`,
        `--socket=${path.join(folder, "s")}`,
        `--pid-file=${path.join(folder, "pid")}`,
        "--bind-address=127.0.0.1",
        `--port=${port}`,
        "--character-set-server=utf8mb4",
        ...(isDurable ? [] : ["--innodb-flush-log-at-trx-commit=0"]),
      ],
    ],
    probe: async (port) => {
      const refusal = await mysqlRefusal(urlOf(port));
      if (refusal) throw new Error(refusal);
    },
  });
  return { url: urlOf(server.port), stop: server.stop };
}

async function install(dataFolder, asUser) {
  const command = onPath("mariadb-install-db");
  if (!command) throw new Error("no mariadb-install-db on the PATH");
  const { code, output } = await run(command, [
    "--no-defaults",
    ...asUser,
    `--datadir=${dataFolder}`,
    "--auth-root-authentication-method=normal",
    "--skip-test-db",
  ]);
  if (code !== 0) throw new Error(`mariadb-install-db failed: ${output.trim().split("\n").at(-1)}`);
}

function urlOf(port) {
  return `mysql://root@127.0.0.1:${port}`;
}
