import type { DataSource } from "typeorm";
import { isMysql } from "./migrate.js";

/** A value that can be kept as it is; instants as the database writes them. */
type Value = string | number | null;

/**
 * Inserts rows by one statement, and leaves those alone whose id is there already. For what is written
 * by the thousand: SQLite is handed all rows as one JSON text, because binding each value is a call
 * into native code.
 */
export async function insertNewRows(
  database: DataSource,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<void> {
  const names = columns.join(", ");
  if (isMysql(database)) {
    await database.query(`INSERT IGNORE INTO ${table} (${names}) VALUES ?`, [rows]);
    return;
  }
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(", ");
  await database.query(
    `INSERT OR IGNORE INTO ${table} (${names}) SELECT ${values} FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
}
