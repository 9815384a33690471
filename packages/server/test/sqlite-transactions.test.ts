import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { openDatabase } from "../dist/database/data-source.js";
import { FirstComeLock, LockTimeoutError } from "../dist/database/first-come-lock.js";
import { migrate } from "../dist/database/migrate.js";
import { SqliteQueryRunner } from "../dist/database/sqlite-query-runner.js";

let folder: string;
let database: DataSource;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
  database = await openDatabase({ kind: "sqlite", file: path.join(folder, "x.db") });
  await migrate(database);
});
afterAll(async () => {
  await database.destroy();
  rmSync(folder, { recursive: true });
});

const insert = (run: { query: DataSource["query"] }, id: string) =>
  run.query("INSERT INTO workspaces (id, name, slug, createdAt) VALUES (?, ?, ?, ?)", [
    id,
    id,
    id,
    new Date(),
  ]);
const ids = async () =>
  (await database.query("SELECT id FROM workspaces ORDER BY id")).map(
    (row: { id: string }) => row.id,
  );

test("a write beside an open transaction is not rolled back with it", async () => {
  let beside: Promise<unknown> = Promise.resolve();
  const failed = database.transaction(async (manager) => {
    await insert(manager, "inside");
    beside = insert(database, "beside");
    await manager.query("SELECT 1");
    throw new Error("rolled back on purpose");
  });
  await expect(failed).rejects.toThrow("on purpose");
  await beside;
  expect(await ids()).toEqual(["beside"]);
});

test("transactions at once run one after another", async () => {
  let open = 0;
  let mostOpen = 0;
  await Promise.all(
    ["a", "b", "c", "d"].map((id) =>
      database.transaction(async (manager) => {
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        await insert(manager, id);
        await manager.query("SELECT 1");
        open -= 1;
      }),
    ),
  );
  expect(mostOpen).toBe(1);
  expect(await ids()).toEqual(["a", "b", "beside", "c", "d"]);
});

test("beside a transaction that lets them, others read, and write only after it", async () => {
  const runner = database.createQueryRunner();
  if (!(runner instanceof SqliteQueryRunner)) throw new Error("Not SQLite's runner");
  const order: string[] = [];
  await runner.startTransaction();
  await insert(runner.manager, "early");
  const waits = ids().then((found) => order.push(`waited: ${found.includes("late")}`));
  runner.letOthersRead();
  order.push(`read: ${(await ids()).includes("early")}`);
  const written = insert(database, "after").then(() => order.push("written"));
  const inOne = database
    .transaction(async (manager) => manager.query("SELECT 1"))
    .then(() => order.push("in a transaction"));
  await insert(runner.manager, "late");
  order.push(`read: ${(await ids()).includes("late")}`);
  await runner.commitTransaction();
  await runner.release();
  await Promise.all([waits, written, inOne]);
  expect(order.slice(0, 2)).toEqual(["read: true", "read: true"]);
  expect(order.slice(2).sort()).toEqual(["in a transaction", "waited: true", "written"]);
  await database.query("DELETE FROM workspaces WHERE id IN ('early', 'late', 'after')");

  const next = database.transaction(async (manager) => {
    await insert(manager, "unseen");
    reading = ids();
    await manager.query("SELECT 1");
    throw new Error("rolled back on purpose");
  });
  let reading: Promise<string[]> = Promise.resolve([]);
  await expect(next).rejects.toThrow("on purpose");
  expect(await reading).not.toContain("unseen");
});

test("a failed statement leaves the lock free", async () => {
  await expect(database.query("SELECT nonsense FROM nowhere")).rejects.toThrow();
  await expect(
    database.transaction((manager) => manager.query("SELECT nonsense FROM nowhere")),
  ).rejects.toThrow();
  expect(await database.query("SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("a lock is given in the order it was asked for, and a wait has an end", async () => {
  const lock = new FirstComeLock(20);
  const order: string[] = [];
  await lock.acquire();
  const first = lock.acquire().then(() => order.push("first"));
  const second = lock.acquire().then(() => order.push("second"));
  lock.release();
  await first;
  lock.release();
  await second;
  expect(order).toEqual(["first", "second"]);
  await expect(lock.acquire()).rejects.toBeInstanceOf(LockTimeoutError);
  lock.release();
  await lock.acquire();
});
