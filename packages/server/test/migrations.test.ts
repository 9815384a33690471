import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { openDatabase } from "../dist/database/data-source.js";
import { migrate, runAlone } from "../dist/database/migrate.js";
import {
  createScratchDatabase,
  describeOnEachDatabase,
  type ScratchDatabase,
} from "./testkit/databases.js";

describeOnEachDatabase("migrations", (kind) => {
  let folder: string;
  let scratch: ScratchDatabase;
  let database: DataSource;

  beforeEach(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
    scratch = await createScratchDatabase(kind, folder);
    database = await openDatabase(scratch.config);
  });
  afterEach(async () => {
    await database.destroy();
    await scratch.drop();
    rmSync(folder, { recursive: true });
  });

  test("leave no difference to the entities", async () => {
    await migrate(database, () => undefined);
    const { upQueries } = await database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test("are told one by one, and a second start has none", async () => {
    const told: string[] = [];
    await migrate(database, (name) => told.push(name));
    expect(told).toEqual(database.migrations.map((migration) => migration.constructor.name));
    await migrate(database, () => {
      throw new Error("Nothing was left to migrate");
    });
  });

  test("can be undone, down to an empty database", async () => {
    await migrate(database, () => undefined);
    for (const _ of database.migrations) await database.undoLastMigration({ transaction: "each" });
    const names = database.entityMetadatas.map((metadata) => metadata.tableName);
    const runner = database.createQueryRunner();
    expect(await runner.getTables(names)).toEqual([]);
    await runner.release();
  });

  test("compare ids and hashes byte by byte, whatever the database was created with", async () => {
    await migrate(database, () => undefined);
    const insert = (id: string, slug: string) =>
      database.query("INSERT INTO workspaces (id, name, slug, createdAt) VALUES (?, ?, ?, ?)", [
        id,
        "Ünïcödé 🔑",
        slug,
        new Date(),
      ]);
    await insert("a", "slug");
    await insert("A", "SLUG");
    const rows = await database.query("SELECT name FROM workspaces WHERE id = ?", ["A"]);
    expect(rows).toEqual([{ name: "Ünïcödé 🔑" }]);
  });

  if (kind === "mysql") {
    test("are run by one of two replicas that start at once", async () => {
      const other = await openDatabase(scratch.config);
      const told: string[] = [];
      const start = (replica: DataSource) =>
        runAlone(replica, () => migrate(replica, (name) => told.push(name)));
      await Promise.all([start(database), start(other)]);
      await other.destroy();
      expect(told).toHaveLength(database.migrations.length);
    });
  }
});
