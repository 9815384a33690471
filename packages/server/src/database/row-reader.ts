import type { DataSource, EntityMetadata, EntityTarget } from "typeorm";
import {
  type Connection,
  type PageArgs,
  type PageRequest,
  readPage,
  toConnection,
} from "../base/page.js";
import type { FieldNames } from "../base/row-fields.js";
import { readInstantOrNull } from "./instants.js";
import type { Where } from "./where.js";

type Cell = string | number | null | Date;

interface ReadColumn {
  readonly property: string;
  readonly name: string;
  readonly read: (cell: Cell) => unknown;
}

/**
 * Reads pages of an entity's rows, newest first by id, without TypeORM's hydration: only the columns
 * that are asked for, by plain SQL. On SQLite a page comes as one JSON text, because each cell of a
 * row costs a call into native code. For the lists that are read most; docs/performance.md has what it saves.
 */
export class RowReader<T extends { readonly id: string }> {
  private columns: readonly ReadColumn[] | null = null;

  /** `needs` names the properties behind each field that is no column. */
  constructor(
    private readonly database: DataSource,
    private readonly entity: EntityTarget<T>,
    private readonly needs: Readonly<Record<string, readonly (keyof T & string)[]>>,
  ) {}

  /** A page of the rows, with the columns behind these fields; `totalCount` is counted only when it is asked for. */
  async page(where: Where, args: PageArgs, fields: FieldNames | null): Promise<Connection<T>> {
    const page = readPage(args);
    const rows = await this.read(where, page, fields);
    return toConnection(page, rows, () => this.count(where));
  }

  private async read(where: Where, page: PageRequest, fields: FieldNames | null): Promise<T[]> {
    const columns = this.columnsFor(fields);
    const from = page.afterId === null ? where : where.and("id < ?", page.afterId);
    const names = columns.map(({ name }) => name).join(", ");
    const sql = `SELECT ${names} FROM ${this.metadata.tableName} WHERE ${from.sql} ORDER BY id DESC LIMIT ${page.limit + 1}`;
    const rows = await this.cells(sql, names, from.parameters);
    return rows.map((cells) => toRow<T>(columns, cells));
  }

  private async count(where: Where): Promise<number> {
    const sql = `SELECT COUNT(*) AS total FROM ${this.metadata.tableName} WHERE ${where.sql}`;
    const [row]: Array<{ total: unknown }> = await this.database.query(sql, [...where.parameters]);
    return Number(row?.total ?? 0);
  }

  private async cells(
    sql: string,
    names: string,
    parameters: readonly unknown[],
  ): Promise<ReadonlyArray<readonly Cell[]>> {
    if (this.database.options.type !== "better-sqlite3") {
      const rows: Array<Record<string, Cell>> = await this.database.query(sql, [...parameters]);
      return rows.map((row) => Object.values(row));
    }
    const [row]: Array<{ page: string }> = await this.database.query(
      `SELECT json_group_array(json_array(${names})) AS page FROM (${sql})`,
      [...parameters],
    );
    return JSON.parse(row?.page ?? "[]");
  }

  private columnsFor(fields: FieldNames | null): readonly ReadColumn[] {
    this.columns ??= readColumns(this.metadata);
    if (fields === null) return this.columns;
    const properties = new Set<string>(["id"]);
    for (const field of fields) {
      const needed = this.needs[field] ?? (this.isColumn(field) ? [field] : null);
      // A field that nobody has told of could need anything.
      if (needed === null) return this.columns;
      for (const property of needed) properties.add(property);
    }
    return this.columns.filter(({ property }) => properties.has(property));
  }

  private isColumn(field: string): boolean {
    return field === "__typename" || this.metadata.findColumnWithPropertyName(field) !== undefined;
  }

  private get metadata(): EntityMetadata {
    return this.database.getMetadata(this.entity);
  }
}

function readColumns(metadata: EntityMetadata): ReadColumn[] {
  return metadata.columns.map((column) => ({
    property: column.propertyName,
    name: column.databaseName,
    read: readerOf(column.type),
  }));
}

function readerOf(type: unknown): (cell: Cell) => unknown {
  switch (type) {
    case "varchar":
    case "text":
    case "integer":
    case "double":
      return (cell) => cell;
    case "datetime":
      return readInstantOrNull;
    case "boolean":
      return (cell) => cell === 1;
    default:
      throw new TypeError(`Columns of type ${String(type)} are not read in pages`);
  }
}

function toRow<T>(columns: readonly ReadColumn[], cells: readonly Cell[]): T {
  const row: Record<string, unknown> = {};
  for (const [index, { property, read }] of columns.entries()) {
    row[property] = read(cells[index] ?? null);
  }
  return row as T;
}
