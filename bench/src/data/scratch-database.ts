import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { DatabaseConfig } from "@latchkey/server/dist/base/config.js";
import mysql from "mysql2/promise";
import type { Rows } from "./rows.js";
import { seedDatabase } from "./seed-database.js";

/** A seeded database of one server's own, and a folder for whatever else that server keeps. */
export interface ScratchDatabase {
  readonly config: DatabaseConfig;
  readonly folder: string;
  drop(): Promise<void>;
}

/** Makes one: a new schema on the named MySQL server, or an embedded file where none is named. */
export async function createScratchDatabase(
  mysqlUrl: string | null,
  rows: Rows,
): Promise<ScratchDatabase> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-bench-"));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", removeFolder);
  const name = `latchkey_bench_${randomBytes(6).toString("hex")}`;
  if (mysqlUrl !== null) await runOn(mysqlUrl, `CREATE DATABASE ${name}`);
  const config: DatabaseConfig =
    mysqlUrl === null
      ? { kind: "sqlite", file: path.join(folder, "latchkey.db") }
      : { kind: "mysql", url: Object.assign(new URL(mysqlUrl), { pathname: `/${name}` }).href };
  await seedDatabase(config, rows);
  return {
    config,
    folder,
    drop: async () => {
      if (mysqlUrl !== null) await runOn(mysqlUrl, `DROP DATABASE ${name}`);
      removeFolder();
      process.off("exit", removeFolder);
    },
  };
}

async function runOn(url: string, sql: string): Promise<void> {
  const connection = await mysql.createConnection(url);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
