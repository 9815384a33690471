import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { openDatabase } from "../dist/database/data-source.js";
import { isDuplicate, isUnavailable } from "../dist/database/failures.js";
import { SqliteDatabase } from "../dist/database/sqlite-database.js";

let folder: string;
const opened: SqliteDatabase[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
});
afterEach(() => {
  for (const database of opened.splice(0)) database.close();
  rmSync(folder, { recursive: true });
});

function open(name: string, options: { timeout?: number } = {}): SqliteDatabase {
  const database = new SqliteDatabase(path.join(folder, name), options);
  opened.push(database);
  return database;
}

/** A table of one column, and the statement that adds to it. */
function openKept(column = "value") {
  const database = open("x.db");
  database.exec(`CREATE TABLE kept (${column})`);
  return { database, insert: database.prepare("INSERT INTO kept VALUES (?)") };
}

function failureOf(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error("Nothing failed");
}

test("values come back as they were kept, digests as Buffers", () => {
  const database = open("x.db");
  database.exec("CREATE TABLE kept (text TEXT, number, digest BINARY(4), yes, empty, at)");
  const at = new Date("2026-01-02T03:04:05.678Z");
  const digest = Buffer.from([0, 1, 254, 255]);
  // A piece of another buffer, as digests often are.
  const piece = Buffer.concat([Buffer.alloc(3), digest]).subarray(3);
  const insert = "INSERT INTO kept VALUES (?, ?, ?, ?, ?, ?)";
  expect(database.prepare(insert).run("é", 1.5, piece, true, null, at).changes).toBe(1);
  const [row] = database.prepare("SELECT * FROM kept").all();
  expect({ ...row }).toEqual({
    text: "é",
    number: 1.5,
    digest,
    yes: 1,
    empty: null,
    at: "2026-01-02 03:04:05.678",
  });
  expect(Buffer.isBuffer(row?.["digest"])).toBe(true);
});

test("a text with a NUL in it is no other text", () => {
  const { database, insert } = openKept("value UNIQUE");
  insert.run("ab");
  const find = database.prepare("SELECT value FROM kept WHERE value = ?");
  expect(find.all("ab\0cd")).toEqual([]);
  insert.run("ab\0cd");
  expect(find.all("ab\0zz")).toEqual([]);
  expect(find.all("ab\0cd").map((row) => row["value"])).toEqual(["ab\uFFFDcd"]);
  expect(find.all("ab")).toHaveLength(1);
});

test("a value that SQLite has no type for is refused before anything is written", () => {
  const { database, insert } = openKept();
  for (const value of [{}, [1], Symbol("x"), () => 1]) {
    expect(() => insert.run(value)).toThrow("SQLite cannot bind a value of type");
  }
  expect(database.prepare("SELECT * FROM kept").all()).toEqual([]);
});

test("failures are told by SQLite's names for them", () => {
  const { database, insert } = openKept("value UNIQUE");
  insert.run("once");
  const returning = database.prepare("INSERT INTO kept VALUES (?) RETURNING value");
  for (const work of [() => insert.run("once"), () => returning.all("once")]) {
    const taken = failureOf(work);
    expect(taken).toMatchObject({ code: "SQLITE_CONSTRAINT" });
    expect(isDuplicate(taken)).toBe(true);
  }
  expect(failureOf(() => database.prepare("SELEC 1"))).toMatchObject({ code: "SQLITE_ERROR" });
  const unreadable = database.prepare("SELECT json(?) AS value");
  expect(failureOf(() => unreadable.all("{"))).toMatchObject({ code: "SQLITE_ERROR" });

  const beside = open("x.db", { timeout: 0 });
  const read = beside.prepare("SELECT value FROM kept");
  database.exec("BEGIN EXCLUSIVE");
  for (const work of [() => beside.exec("BEGIN EXCLUSIVE"), () => read.all()]) {
    const busy = failureOf(work);
    expect(busy).toMatchObject({ code: "SQLITE_BUSY" });
    expect(isUnavailable(busy)).toBe(true);
  }
  database.exec("ROLLBACK");

  writeFileSync(
    path.join(folder, "text"),
    "no database, and longer than a header would have to be",
  );
  expect(failureOf(() => open("text").pragma("journal_mode"))).toMatchObject({
    code: "SQLITE_NOTADB",
  });
  const nowhere = path.join("nowhere", "x.db");
  expect(failureOf(() => open(nowhere))).toMatchObject({ code: "SQLITE_CANTOPEN" });
});

test("a database that was closed is whole in its one file", async () => {
  const file = path.join(folder, "x.db");
  const database = await openDatabase({ kind: "sqlite", file });
  await database.query("CREATE TABLE kept (value)");
  await database.query("INSERT INTO kept VALUES (?)", ["here"]);
  await database.query("SELECT value FROM kept");
  await database.destroy();
  copyFileSync(file, path.join(folder, "copy.db"));
  const rows = open("copy.db").prepare("SELECT value FROM kept").all();
  expect(rows.map((row) => row["value"])).toEqual(["here"]);
});
