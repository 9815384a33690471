import { Table, type TableColumnOptions } from "typeorm";

type Column = Omit<TableColumnOptions, "name">;

/** The columns' types as the entities declare them, for migrations; once landed they never change. */
export const id: Column = { type: "varchar", length: "36", isPrimary: true };
export const reference: Column = { type: "varchar", length: "36" };
export const instant: Column = { type: "datetime", precision: 3 };
export const digest: Column = { type: "binary", length: "32" };
export const integer: Column = { type: "integer" };
export const longText: Column = { type: "text" };

/** Text of at most so many characters. */
export function text(length: number): Column {
  return { type: "varchar", length: String(length) };
}

/** A column that may be null. */
export function nullable(column: Column): Column {
  return { ...column, isNullable: true };
}

/** A table from its columns by name, its indices and its foreign keys (`column: [table, onDelete]`). */
export function table(
  name: string,
  columns: Readonly<Record<string, Column>>,
  indices: Readonly<Record<string, { columns: string[]; unique?: boolean }>> = {},
  foreignKeys: ReadonlyArray<{
    name: string;
    column: string;
    table: string;
    onDelete: "CASCADE" | "RESTRICT";
  }> = [],
): Table {
  return new Table({
    name,
    columns: Object.entries(columns).map(([columnName, column]) => ({
      name: columnName,
      ...column,
    })),
    indices: Object.entries(indices).map(([indexName, index]) => ({
      name: indexName,
      columnNames: index.columns,
      isUnique: index.unique ?? false,
    })),
    foreignKeys: foreignKeys.map((key) => ({
      name: key.name,
      columnNames: [key.column],
      referencedTableName: key.table,
      referencedColumnNames: ["id"],
      onDelete: key.onDelete,
      onUpdate: "NO ACTION",
    })),
  });
}
