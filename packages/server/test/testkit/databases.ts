import { randomBytes } from "node:crypto";
import path from "node:path";
import { describe } from "@jest/globals";
import mysql from "mysql2/promise";
import type { DatabaseConfig } from "../../dist/base/config.js";

/** The two kinds of database that every whole-request test runs on. */
export type DatabaseKind = "sqlite" | "mysql";

const mysqlServerUrl = process.env["TEST_MYSQL_URL"];

/** Runs a suite that needs MySQL or MariaDB; skipped, and counted as such, where no server was found. */
export function describeMysql(name: string, suite: () => void): void {
  (mysqlServerUrl ? describe : describe.skip)(name, suite);
}

/** Runs a suite of replicas that share MySQL or MariaDB and Redis; skipped, and counted as such, without one of them. */
export function describeShared(name: string, suite: () => void): void {
  (mysqlServerUrl && process.env["TEST_REDIS_URL"] ? describe : describe.skip)(name, suite);
}

/** Runs a suite on both databases; the MySQL one is skipped, and counted as such, where no server was found. */
export function describeOnEachDatabase(name: string, suite: (kind: DatabaseKind) => void): void {
  describe(`${name} (sqlite)`, () => suite("sqlite"));
  describeMysql(`${name} (mysql)`, () => suite("mysql"));
}

/** An empty database of its own for one test server. */
export interface ScratchDatabase {
  readonly config: DatabaseConfig;
  drop(): Promise<void>;
}

/** Makes an empty database: a file in the folder, or a new schema on the test server. */
export async function createScratchDatabase(
  kind: DatabaseKind,
  folder: string,
): Promise<ScratchDatabase> {
  if (kind === "sqlite") {
    return {
      config: { kind, file: path.join(folder, "latchkey.db") },
      drop: () => Promise.resolve(),
    };
  }
  const name = `latchkey_test_${randomBytes(6).toString("hex")}`;
  // Created with another default on purpose: the migrations must not depend on it.
  await runOnServer(`CREATE DATABASE ${name} CHARACTER SET latin1`);
  return {
    config: { kind, url: withDatabase(name) },
    drop: () => runOnServer(`DROP DATABASE ${name}`),
  };
}

function withDatabase(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function runOnServer(sql: string): Promise<void> {
  const connection = await mysql.createConnection(serverUrl());
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

function serverUrl(): string {
  if (!mysqlServerUrl) throw new Error("TEST_MYSQL_URL is not set: run the tests with npm test");
  return mysqlServerUrl;
}
