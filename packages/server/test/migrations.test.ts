import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { openDatabase } from "../dist/database/data-source.js";
import { migrate, runAlone } from "../dist/database/migrate.js";
import { ExtendLeads1761000000020 } from "../dist/database/migrations/1761000000020-extend-leads.js";
import { MIGRATIONS } from "../dist/database/migrations.js";
import {
  createScratchDatabase,
  describeOnEachDatabase,
  type ScratchDatabase,
} from "./testkit/databases.js";

/** How many there are since leads have what they are searched by, to the last one. */
const MIGRATIONS_OF_SEARCH = MIGRATIONS.length - MIGRATIONS.indexOf(ExtendLeads1761000000020);

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
    await migrate(database);
    const { upQueries } = await database.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test("are told by name, and a second start has none", async () => {
    let begun = 0;
    const begin = () => {
      begun += 1;
    };
    const names = database.migrations.map((migration) => migration.constructor.name);
    expect(await migrate(database, begin)).toEqual(names);
    expect(await migrate(database, begin)).toEqual([]);
    expect(begun).toBe(1);
  });

  test("can be undone, down to an empty database", async () => {
    await migrate(database);
    for (const _ of database.migrations) await database.undoLastMigration({ transaction: "each" });
    const names = database.entityMetadatas.map((metadata) => metadata.tableName);
    const runner = database.createQueryRunner();
    expect(await runner.getTables(names)).toEqual([]);
    await runner.release();
  });

  test("compare ids and hashes byte by byte, whatever the database was created with", async () => {
    await migrate(database);
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

  test("give leads and campaigns that were there before what they are searched by", async () => {
    await migrate(database);
    for (let undone = 0; undone < MIGRATIONS_OF_SEARCH; undone += 1) {
      await database.undoLastMigration({ transaction: "each" });
    }
    const at = new Date();
    await database.query(
      "INSERT INTO workspaces (id, name, slug, createdAt) VALUES ('w', 'W', 'w', ?)",
      [at],
    );
    await database.query(
      "INSERT INTO campaigns (id, workspaceId, name, status, createdAt, updatedAt) VALUES ('c', 'w', 'Été', 'ACTIVE', ?, ?)",
      [at, at],
    );
    const insert = (id: string, name: string, company: string | null) =>
      database.query(
        "INSERT INTO leads (id, workspaceId, campaignId, name, company, email, status, createdAt, updatedAt) VALUES (?, 'w', 'c', ?, ?, 'a@b.example', 'NEW', ?, ?)",
        [id, name, company, at, at],
      );
    for (let index = 0; index < 501; index += 1) await insert(`l${index}`, `Lead ${index}`, null);
    await insert("z", "ÅSA Öberg", "Ümlaut");
    await insert("y", "Cher", null);
    await insert("x", "Ada King Lovelace", null);
    await migrate(database);
    const keysOf = (id: string) =>
      database.query("SELECT nameKey, lastNameKey, companyKey FROM leads WHERE id = ?", [id]);
    const keys = (nameKey: string, lastNameKey: string, companyKey: string) => [
      { nameKey, lastNameKey, companyKey },
    ];
    expect(await keysOf("l0")).toEqual(keys("lead 0", "0", ""));
    expect(await keysOf("l500")).toEqual(keys("lead 500", "500", ""));
    expect(await keysOf("z")).toEqual(keys("asa oberg", "oberg", "umlaut"));
    expect(await keysOf("y")).toEqual(keys("cher", "", ""));
    expect(await keysOf("x")).toEqual(keys("ada king lovelace", "lovelace", ""));
    expect(await database.query("SELECT nameKey FROM campaigns")).toEqual([{ nameKey: "ete" }]);
  });

  if (kind === "mysql") {
    test("are run by one of two replicas that start at once", async () => {
      const other = await openDatabase(scratch.config);
      const start = (replica: DataSource) => runAlone(replica, () => migrate(replica));
      const told = (await Promise.all([start(database), start(other)])).flat();
      await other.destroy();
      expect(told).toHaveLength(database.migrations.length);
    });
  }
});
