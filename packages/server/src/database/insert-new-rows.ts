import { setImmediate } from "node:timers/promises";
import type { QueryRunner } from "typeorm";
import { inBatches } from "../base/in-batches.js";
import { loadNewRows, takesFiles, type Value } from "./load-new-rows.js";
import { MysqlQueryRunner } from "./mysql-query-runner.js";

/** Rows of one statement. On SQLite more of them bind no faster; on MySQL a statement has a length. */
const ROWS_MAX = { sqlite: 20, mysql: 500 } as const;
/** Rows of one turn of the event loop: the embedded database works in this process, beside the requests. */
const ROWS_PER_TURN = 500;
/** As many as make up for asking MySQL to take a file. */
const LOADED_MIN = 50;

/**
 * Inserts rows, and leaves those alone whose id is there already; returns how many were new. For what
 * is written by the thousand, in a transaction of the runner's. SQLite has their values bound: to read
 * so many from a JSON text costs it more. MySQL takes them as a file, where it does so.
 */
export async function insertNewRows(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<number> {
  if (runner instanceof MysqlQueryRunner) return insertIntoMysql(runner, table, columns, rows);
  const into = `INSERT OR IGNORE INTO ${table} (${columns.join(", ")}) VALUES`;
  const places = `(${columns.map(() => "?").join(", ")})`;
  let inserted = 0;
  for (let from = 0; from < rows.length; from += ROWS_MAX.sqlite) {
    if (from > 0 && from % ROWS_PER_TURN === 0) await setImmediate();
    const some = rows.slice(from, from + ROWS_MAX.sqlite);
    const sql = `${into} ${some.map(() => places).join(", ")}`;
    const { affected } = await runner.query(sql, flat(some), true);
    inserted += affected ?? 0;
  }
  return inserted;
}

async function insertIntoMysql(
  runner: MysqlQueryRunner,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<number> {
  if (rows.length >= LOADED_MIN && (await takesFiles(runner.dataSource, table))) {
    return loadNewRows(runner, table, columns, rows);
  }
  let inserted = 0;
  const sql = `INSERT IGNORE INTO ${table} (${columns.join(", ")}) VALUES ?`;
  for (const some of inBatches(rows, ROWS_MAX.mysql)) {
    const { affected } = await runner.query(sql, [some], true);
    inserted += affected ?? 0;
  }
  return inserted;
}

/** As the array's own method, which takes many times as long. */
function flat(rows: ReadonlyArray<readonly Value[]>): Value[] {
  const values: Value[] = [];
  for (const row of rows) for (const value of row) values.push(value);
  return values;
}
