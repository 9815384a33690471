import type { DatabaseConfig } from "@latchkey/server/dist/base/config.js";

/** A database as DATABASE_URL names it. */
export function databaseUrl(config: DatabaseConfig): string {
  return config.kind === "sqlite" ? `sqlite:${config.file}` : config.url;
}

/** The database that a peer's DATABASE_URL names. */
export function readDatabaseUrl(url: string | undefined): DatabaseConfig {
  if (!url) throw new Error("DATABASE_URL is not set");
  return url.startsWith("sqlite:")
    ? { kind: "sqlite", file: url.slice("sqlite:".length) }
    : { kind: "mysql", url };
}
