import type { QueryRunner } from "typeorm";
import { isMysql } from "./migrate.js";

/** A value that can be kept as it is; instants as the database writes them. */
type Value = string | number | null;

/** Rows of one statement. On SQLite more of them bind no faster; on MySQL a statement has a length. */
const ROWS_MAX = { sqlite: 20, mysql: 500 } as const;

/**
 * Inserts rows, and leaves those alone whose id is there already; returns how many were new. For what
 * is written by the thousand, in a transaction of the runner's. Their values are bound: to read so many
 * from a JSON text costs SQLite more.
 */
export async function insertNewRows(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<number> {
  const onMysql = isMysql(runner.dataSource);
  const step = onMysql ? ROWS_MAX.mysql : ROWS_MAX.sqlite;
  const into = `INTO ${table} (${columns.join(", ")}) VALUES`;
  const places = `(${columns.map(() => "?").join(", ")})`;
  let inserted = 0;
  for (let from = 0; from < rows.length; from += step) {
    const some = rows.slice(from, from + step);
    const { affected } = onMysql
      ? await runner.query(`INSERT IGNORE ${into} ?`, [some], true)
      : await runner.query(
          `INSERT OR IGNORE ${into} ${some.map(() => places).join(", ")}`,
          flat(some),
          true,
        );
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
