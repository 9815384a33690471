import type { DataSource } from "typeorm";
import { isMysql } from "./migrate.js";

/**
 * The condition that a column holds one of these texts, and its parameter. SQLite is handed them as one
 * JSON text, because binding each value is a call into native code.
 */
export function oneOf(
  database: DataSource,
  column: string,
  values: readonly string[],
): [sql: string, parameter: unknown] {
  if (!isMysql(database)) {
    return [`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values)];
  }
  // The driver writes a list as its items; one without any would be no SQL.
  return values.length > 0 ? [`${column} IN (?)`, values] : [`${column} IN (SELECT ?)`, null];
}

/**
 * The table in a statement whose rows are found by this index. Of a table that has grown since it was
 * last analysed, MySQL takes another index, or none, for as good, and goes through (and locks) all
 * that it has: a workspace of a million leads for twenty of them. SQLite never knows how many there are.
 */
export function tableBy(database: DataSource, table: string, index: string): string {
  return isMysql(database) ? `${table} FORCE INDEX (${index})` : `${table} INDEXED BY ${index}`;
}

/** The table in a statement that names rows by their ids and another column beside them. */
export function tableById(database: DataSource, table: string): string {
  return isMysql(database) ? tableBy(database, table, "PRIMARY") : table;
}

/** The beginning of a statement that deletes rows by their ids, up to its WHERE. */
export function deleteById(database: DataSource, table: string): string {
  // With a hint MySQL wants to be told which of the tables it deletes from.
  return isMysql(database)
    ? `DELETE ${table} FROM ${tableById(database, table)}`
    : `DELETE FROM ${table}`;
}
