import type { EntityManager } from "typeorm";
import { isMysql } from "./migrate.js";

/** A value that can be kept as it is; instants as the database writes them. */
export type Value = string | number | null;

/**
 * Inserts rows by one statement. SQLite is handed all rows as one JSON text, because binding each
 * value is a call into native code.
 */
export async function insertRows(
  manager: EntityManager,
  table: string,
  columns: readonly string[],
  rows: ReadonlyArray<readonly Value[]>,
): Promise<void> {
  if (rows.length === 0) return;
  const names = columns.join(", ");
  if (isMysql(manager.dataSource)) {
    await manager.query(`INSERT INTO ${table} (${names}) VALUES ?`, [rows]);
    return;
  }
  const values = columns.map((_, index) => `json_extract(value, '$[${index}]')`).join(", ");
  await manager.query(`INSERT INTO ${table} (${names}) SELECT ${values} FROM json_each(?)`, [
    JSON.stringify(rows),
  ]);
}

/**
 * Updates many rows of a table by one statement, each with values of its own. Columns come with their
 * SQL type, which must be one of this entity's; the first one is the id.
 */
export async function updateRows(
  manager: EntityManager,
  table: string,
  columns: ReadonlyArray<readonly [name: string, type: string]>,
  rows: ReadonlyArray<readonly Value[]>,
): Promise<void> {
  if (rows.length === 0) return;
  const [[id], ...others] = [columns[0] ?? ["id", ""], ...columns.slice(1)];
  if (isMysql(manager.dataSource)) {
    const given = columns
      .map(([name, type], index) => `${name} ${type} PATH '$[${index}]'`)
      .join(", ");
    const sets = others.map(([name]) => `${table}.${name} = given.${name}`).join(", ");
    await manager.query(
      `UPDATE ${table} JOIN JSON_TABLE(?, '$[*]' COLUMNS (${given})) AS given ON given.${id} = ${table}.${id} SET ${sets}`,
      [JSON.stringify(rows)],
    );
    return;
  }
  const given = columns
    .map(([name], index) => `json_extract(value, '$[${index}]') AS ${name}`)
    .join(", ");
  const sets = others.map(([name]) => `${name} = given.${name}`).join(", ");
  await manager.query(
    `UPDATE ${table} SET ${sets} FROM (SELECT ${given} FROM json_each(?)) AS given WHERE given.${id} = ${table}.${id}`,
    [JSON.stringify(rows)],
  );
}
