import "reflect-metadata";
import { pino } from "pino";
import { ConfigError, readConfig } from "./base/config.js";
import { boot } from "./boot.js";
import { DataFolderInUseError } from "./database/data-folder.js";
import { announce, seedDemo } from "./demo/demo.js";

// `--demo` (npm start) fills an empty database with a demo workspace and tells how to reach it.
const isDemo = process.argv.includes("--demo");
const log = pino({ level: "warn" });
const report = (line: string) => process.stderr.write(`${line}\n`);

try {
  const config = readConfig(process.env);
  const server = await boot(config, {
    log,
    report,
    ...(isDemo ? { seed: seedDemo(config, report) } : {}),
  });
  if (isDemo) announce(server.url, config);
  else {
    report(`Latchkey listens on ${server.url}`);
    if (!(await server.hasUsers())) {
      report(
        "Nobody can sign in yet: set LATCHKEY_ADMIN_EMAIL and LATCHKEY_ADMIN_PASSWORD and start again.",
      );
    }
  }

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    server.stop().catch((error: unknown) => {
      log.error({ err: error }, "Stopping failed");
      process.exitCode = 1;
    });
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
} catch (error) {
  report(startFailure(error));
  process.exitCode = 1;
}

/** What an operator needs to know; a stack only where nobody foresaw the failure. */
function startFailure(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DataFolderInUseError) return error.message;
  if (error instanceof Error && "code" in error) {
    if (error.code === "EADDRINUSE") return "The port is in use: set PORT to another one.";
    if (error.code === "ECONNREFUSED") return `The database cannot be reached: ${error.message}`;
    if (error.code === "ER_ACCESS_DENIED_ERROR")
      return "The database refuses the user of DATABASE_URL.";
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
