import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import type { DataSource } from "typeorm";
import { MysqlQueryRunner } from "./mysql-query-runner.js";

/** A value that can be kept as it is; instants as the database writes them. */
export type Value = string | number | null;

/** Put into words in one turn of the event loop. */
const ROWS_PER_PIECE = 250;
const SPECIAL = /[\\\t\n]/;
const ALL_SPECIAL = new RegExp(SPECIAL, "g");

/** How long it is believed that a database takes no files. */
const BELIEVED_MS = 300_000;

/** Until when each database is believed to take none; null for one that took some. */
const refusedUntilMs = new WeakMap<DataSource, number | null>();

/**
 * Whether MySQL takes rows as a file: `local_infile` is off on MySQL 8 until it is set, and not every proxy
 * knows such statements. Found out by a file without rows, over a connection of its own: what fails there
 * spoils no transaction.
 */
export async function takesFiles(database: DataSource, table: string): Promise<boolean> {
  const untilMs = refusedUntilMs.get(database);
  if (untilMs === null) return true;
  if (untilMs !== undefined && performance.now() < untilMs) return false;
  const runner = database.createQueryRunner();
  try {
    if (!(runner instanceof MysqlQueryRunner)) return false;
    await runner.load(loadInto(table, ["id"]), () => Readable.from([]));
    refusedUntilMs.set(database, null);
    return true;
  } catch {
    refusedUntilMs.set(database, performance.now() + BELIEVED_MS);
    return false;
  } finally {
    await runner.release();
  }
}

/**
 * Sends new rows to MySQL as the lines of a file (`LOAD DATA LOCAL INFILE`), which costs it half of what
 * an `INSERT` does, and leaves those alone whose id is there already. Returns how many were new. After a
 * failure `takesFiles` asks again.
 */
export async function loadNewRows(
  runner: MysqlQueryRunner,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<number> {
  try {
    const { affected } = await runner.load(loadInto(table, columns), () =>
      Readable.from(piecesOf(rows)),
    );
    return affected ?? 0;
  } catch (error) {
    refusedUntilMs.delete(runner.dataSource);
    throw error;
  }
}

/** The backslash as a number, because `sql_mode` may take it for a letter. */
function loadInto(table: string, columns: readonly string[]): string {
  return `LOAD DATA LOCAL INFILE 'rows' IGNORE INTO TABLE ${table} CHARACTER SET utf8mb4 FIELDS ESCAPED BY x'5C' (${columns.join(", ")})`;
}

async function* piecesOf(rows: ReadonlyArray<readonly Value[]>): AsyncGenerator<Buffer> {
  for (let from = 0; from < rows.length; from += ROWS_PER_PIECE) {
    if (from > 0) await setImmediate();
    yield Buffer.from(linesOf(rows.slice(from, from + ROWS_PER_PIECE)));
  }
}

/** As `LOAD DATA` reads them: tabs between, a line feed behind, a backslash before what is neither. */
function linesOf(rows: ReadonlyArray<readonly Value[]>): string {
  // Asked once for all of them: nearly always none is special.
  const isPlain = !SPECIAL.test(rows.map((row) => row.join("")).join(""));
  const textOf = (value: Value) => {
    if (value === null) return "\\N";
    return isPlain || typeof value === "number" ? value : value.replaceAll(ALL_SPECIAL, "\\$&");
  };
  return rows.map((row) => `${row.map(textOf).join("\t")}\n`).join("");
}
