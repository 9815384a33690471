import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import "reflect-metadata";
import type { DataSource } from "typeorm";
import { openDatabase } from "../../dist/database/data-source.js";
import { migrate } from "../../dist/database/migrate.js";
import type { RequestLog } from "../../dist/resources/request-logs/request-log.entity.js";
import { createScratchDatabase, type DatabaseKind, type ScratchDatabase } from "./databases.js";

const FIRST_OF_ROLLUPS = "SetRequestLogsAside1761000000013";

/** A migrated database without a server, for what is done to request logs beside requests. */
export class ScratchLogs {
  private constructor(
    readonly database: DataSource,
    readonly scratch: ScratchDatabase,
    private readonly folder: string,
  ) {}

  /** With `rowsBefore`, those rows were there before the migrations that made the roll-ups. */
  static async open(
    kind: DatabaseKind,
    { rowsBefore = [] }: { rowsBefore?: readonly RequestLog[] } = {},
  ): Promise<ScratchLogs> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
    const scratch = await createScratchDatabase(kind, folder);
    const database = await openDatabase(scratch.config);
    if (rowsBefore.length > 0) {
      const all = [...database.migrations];
      const since = all.findIndex((one) => one.constructor.name === FIRST_OF_ROLLUPS);
      database.migrations.splice(since);
      await migrate(database);
      database.migrations.push(...all.slice(since));
      await insertAll(database, rowsBefore);
    }
    await migrate(database);
    return new ScratchLogs(database, scratch, folder);
  }

  async close(): Promise<void> {
    await this.database.destroy();
    await this.scratch.drop();
    rmSync(this.folder, { recursive: true });
  }
}

async function insertAll(database: DataSource, rows: readonly RequestLog[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  for (let from = 0; from < rows.length; from += 100) {
    const some = rows.slice(from, from + 100);
    const places = some.map(() => `(${columns.map(() => "?").join(", ")})`);
    await database.query(
      `INSERT INTO request_logs (${columns.join(", ")}) VALUES ${places.join(", ")}`,
      some.flatMap((row) => Object.values({ ...row, rootFields: row.rootFields.join(",") })),
    );
  }
}
