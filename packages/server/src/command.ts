import "reflect-metadata";
import { systemClock } from "./base/clock.js";
import { ConfigError, readConfig } from "./base/config.js";
import { DataFolderError, readPepper } from "./database/data-folder.js";
import { openDatabase } from "./database/data-source.js";
import { withoutDeadlines } from "./database/without-deadlines.js";
import { Workspace } from "./resources/workspaces/workspace.entity.js";
import { createServices, type Services } from "./services.js";

// Commands for whoever operates the server; they only read, and may run beside it:
//   npm run verify-audit    is every workspace's audit log whole? (exit code 1 when one is not)
//   npm run peppers         how many usable secrets does each pepper still verify?
type Command = (services: Services, workspaces: readonly Workspace[]) => Promise<boolean>;

const COMMANDS: Readonly<Record<string, Command>> = {
  "verify-audit": async ({ audit }, workspaces) => {
    let isWhole = true;
    for (const { id, slug } of workspaces) {
      const found = await audit.verifyWorkspace(id);
      isWhole &&= found.isWhole;
      console.log(`${slug}: ${found.events} events, ${found.problem ?? "whole"}`);
    }
    return isWhole;
  },
  peppers: async ({ peppers }) => {
    for (const { version, secrets, isNeededForAuditLog, ...pepper } of await peppers.count()) {
      const name = pepper.isConfigured ? `version ${version}` : "not configured";
      const advice = pepper.isFirst
        ? "hashes new secrets"
        : secrets > 0
          ? "still needed"
          : isNeededForAuditLog
            ? "needed only to verify the audit log"
            : "can be dropped";
      console.log(`${name}: ${secrets} usable secrets (${advice})`);
    }
    return true;
  },
};

const name = process.argv[2] ?? "";
const command = COMMANDS[name];
if (!command) {
  console.error(`Say which: ${Object.keys(COMMANDS).join(", ")}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = (await run(command)) ? 0 : 1;
  } catch (error) {
    const isKnown = error instanceof ConfigError || error instanceof DataFolderError;
    console.error(isKnown ? error.message : error);
    process.exitCode = 2;
  }
}

async function run(work: Command): Promise<boolean> {
  const config = readConfig(process.env);
  const peppers = config.peppers ?? [readPepper(config.dataDir)];
  const database = await openDatabase(config.database);
  try {
    const services = createServices(
      {
        database,
        redis: null,
        clock: systemClock,
        peppers,
        keyPrefix: config.keyPrefix,
        // The commands change nothing of keys.
        announce: () => Promise.resolve(),
      },
      () => [],
    );
    const workspaces = await database.getRepository(Workspace).find({ order: { slug: "ASC" } });
    return await withoutDeadlines(database, () => work(services, workspaces));
  } finally {
    await database.destroy();
  }
}
