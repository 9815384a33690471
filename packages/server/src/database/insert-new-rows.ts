import type { QueryRunner } from "typeorm";
import { isMysql } from "./migrate.js";

/** A value that can be kept as it is; instants as the database writes them. */
type Value = string | number | null;

/** Rows of one statement. On SQLite more of them bind no faster; on MySQL a statement has a length. */
const ROWS_MAX = { sqlite: 20, mysql: 500 } as const;

/**
 * Inserts rows, and leaves those alone whose id is there already; returns how many were new. For what
 * is written by the thousand, in a transaction of the runner's. Binding values by the row costs SQLite
 * three fifths of reading them from a JSON text (docs/performance.md).
 */
export async function insertNewRows(
  runner: QueryRunner,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<number> {
  const names = columns.join(", ");
  const onMysql = isMysql(runner.dataSource);
  const step = onMysql ? ROWS_MAX.mysql : ROWS_MAX.sqlite;
  const places = `(${columns.map(() => "?").join(", ")})`;
  let inserted = 0;
  for (let from = 0; from < rows.length; from += step) {
    const some = rows.slice(from, from + step);
    const { affected } = onMysql
      ? await runner.query(`INSERT IGNORE INTO ${table} (${names}) VALUES ?`, [some], true)
      : await runner.query(
          `INSERT OR IGNORE INTO ${table} (${names}) VALUES ${some.map(() => places).join(", ")}`,
          some.flat(),
          true,
        );
    inserted += affected ?? 0;
  }
  return inserted;
}
