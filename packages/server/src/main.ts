import "reflect-metadata";
import { ConfigError, readConfig } from "./base/config.js";
import { createLogger } from "./base/logger.js";
import { makeObjectsYoung } from "./base/young-objects.js";
import { boot } from "./boot.js";
import { DataFolderError } from "./database/data-folder.js";
import { announce, seedDemo } from "./demo/demo.js";

const HINTS: Readonly<Record<string, string>> = {
  EADDRINUSE: "The port is in use: set PORT to another one.",
  EADDRNOTAVAIL: "HOST is no address of this machine.",
  EACCES: "A file, folder or port may not be used by this user.",
  EEXIST: "LATCHKEY_DATA_DIR must be a folder.",
  ENOTDIR: "LATCHKEY_DATA_DIR must be a folder.",
  ENOTFOUND: "A host name of DATABASE_URL or HOST cannot be resolved.",
  ECONNREFUSED: "The database cannot be reached.",
  ETIMEDOUT: "The database does not answer.",
  ER_ACCESS_DENIED_ERROR: "The database refuses the user of DATABASE_URL.",
  ER_BAD_DB_ERROR: "The database that DATABASE_URL names does not exist: create it first.",
  SQLITE_NOTADB: "The file of DATABASE_URL is no SQLite database.",
};

/** A terminal sends Ctrl-C to every process of a command, and npm passes it on once more: that is one wish to stop. */
const SAME_SIGNAL_MS = 500;

// `--demo` (npm start) fills an empty database with a demo workspace and tells how to reach it.
const isDemo = process.argv.includes("--demo");
const log = createLogger("warn");
const report = (line: string) => process.stderr.write(`${line}\n`);

makeObjectsYoung();
try {
  const config = readConfig(process.env);
  const server = await boot(config, {
    log,
    report,
    ...(isDemo ? { seed: seedDemo(config, report) } : {}),
  });
  let stoppingSinceMs: number | null = null;
  const stop = () => {
    if (stoppingSinceMs !== null) {
      if (performance.now() - stoppingSinceMs > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    stoppingSinceMs = performance.now();
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "Stopping failed");
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);

  if (isDemo) announce(server.url, config, server.dataFolder);
  else {
    report(`Latchkey listens on ${server.url}`);
    // It serves by now, whether or not the database answers this.
    if (!(await server.hasUsers().catch(() => true))) {
      report(
        "Nobody can sign in yet: set LATCHKEY_ADMIN_EMAIL and LATCHKEY_ADMIN_PASSWORD and start again.",
      );
    }
  }
} catch (error) {
  report(startFailure(error));
  process.exitCode = 1;
}

/** What an operator needs to know; a stack only where nobody foresaw the failure. */
function startFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof ConfigError || error instanceof DataFolderError) return error.message;
  const code = "code" in error ? error.code : undefined;
  if (typeof code !== "string") return error.stack ?? error.message;
  return `Latchkey cannot start. ${HINTS[code] ?? ""} (${code}: ${error.message})`;
}
