import { setImmediate } from "node:timers/promises";
import type { DataSource, EntityManager, EntityMetadata, EntityTarget } from "typeorm";
import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js";
import { ListOrder, rowOrder } from "../base/list-order.js";
import {
  type Connection,
  type PageArgs,
  type PageRequest,
  readPage,
  toConnection,
} from "../base/page.js";
import type { FieldNames } from "../base/row-fields.js";
import { readInstantOrNull } from "./instants.js";
import { isMysql } from "./migrate.js";
import { oneOf, tableBy, tableById } from "./one-of.js";
import type { Where } from "./where.js";

const BATCH = 500;

type Cell = string | number | null | Date;

interface ReadColumn {
  readonly property: string;
  readonly name: string;
  readonly read: (cell: Cell) => unknown;
}

/**
 * Reads pages of an entity's rows, by keyset on what they are sorted by, without TypeORM's hydration: only the columns
 * that are asked for, by plain SQL. On SQLite a page comes as one JSON text, because each cell of a
 * row costs a call into native code. For the lists that are read most.
 */
export class RowReader<T extends { readonly id: string }> {
  private columns: readonly ReadColumn[] | null = null;
  /** The columns behind sets of fields, most of which are made once for a document. */
  private readonly chosen = new WeakMap<FieldNames, readonly ReadColumn[]>();

  /** `needs` names the properties behind each field that is no column. */
  constructor(
    private readonly database: DataSource,
    private readonly entity: EntityTarget<T>,
    private readonly needs: Readonly<Record<string, readonly (keyof T & string)[]>>,
  ) {}

  /**
   * A page of the rows, with the columns behind these fields, read by the index of this name; `totalCount`
   * is counted only when it is asked for.
   */
  async page(
    where: Where,
    args: PageArgs & { readonly order?: ListOrder },
    fields: FieldNames | null,
    index: string | null = null,
  ): Promise<Connection<T>> {
    const page = readPage(args, rowOrder(args.order ?? ListOrder.CREATED_AT_DESC));
    const { tableName } = this.metadata;
    const table = index === null ? tableName : tableBy(this.database, tableName, index);
    const rows = await this.read(table, where, page, fields);
    return toConnection(page, rows, () => this.count(where));
  }

  /** All rows that meet the condition, the newest first, some at a time by the index of this name. */
  async *inBatches(where: Where, index: string): AsyncGenerator<readonly T[]> {
    const table = tableBy(this.database, this.metadata.tableName, index);
    const order = rowOrder(ListOrder.CREATED_AT_DESC);
    let afterId: string | null = null;
    do {
      const page: PageRequest = { limit: BATCH, order, afterId, afterKey: null };
      const rows: readonly T[] = await this.read(table, where, page, null);
      yield rows.slice(0, BATCH);
      afterId = rows.length > BATCH ? (rows[BATCH - 1]?.id ?? null) : null;
      // Requests have their turn in between.
      await setImmediate();
    } while (afterId !== null);
  }

  /** All rows that meet the condition, which must keep them few; in no order, within the manager's transaction. */
  all(manager: EntityManager, where: Where): Promise<T[]> {
    return this.allFrom(this.metadata.tableName, manager, where);
  }

  /** The same, found by the index of this name. */
  allBy(manager: EntityManager, index: string, where: Where): Promise<T[]> {
    const table = tableBy(this.database, this.metadata.tableName, index);
    return this.allFrom(table, manager, where);
  }

  /** Of the rows with these ids those that meet the condition; in no order, within the manager's transaction. */
  byIds(manager: EntityManager, where: Where, ids: readonly string[]): Promise<T[]> {
    const table = tableById(this.database, this.metadata.tableName);
    return this.allFrom(table, manager, where.and(...oneOf(this.database, "id", ids)));
  }

  /**
   * The rows as they are now, those of them that meet the condition still; nobody else changes them
   * before the manager's transaction ends. They are locked by their ids: locks on what they were looked
   * up by would be on the gaps, too, where others' new rows go.
   */
  async lock(manager: EntityManager, where: Where, rows: readonly T[]): Promise<readonly T[]> {
    // The embedded database has one writer: they are as they were read.
    if (rows.length === 0 || !isMysql(this.database)) return rows;
    const table = tableById(this.database, this.metadata.tableName);
    const ids = rows.map(({ id }) => id);
    const [sql, given] = oneOf(this.database, "id", ids);
    // Whoever locks in one order waits for others, and never in a circle.
    return this.allFrom(table, manager, where.and(`${sql} ORDER BY id FOR UPDATE`, given));
  }

  private async allFrom(table: string, manager: EntityManager, where: Where): Promise<T[]> {
    const columns = this.columnsFor(null);
    const names = columns.map(({ name }) => name).join(", ");
    const sql = `SELECT ${names} FROM ${table} WHERE ${where.sql}`;
    const rows = await this.cells(sql, names, where.parameters, manager);
    return rows.map((cells) => toRow<T>(columns, cells));
  }

  private async read(
    table: string,
    where: Where,
    page: PageRequest,
    fields: FieldNames | null,
  ): Promise<T[]> {
    const { property, isDescending } = page.order;
    const columns = this.columnsFor(fields, property);
    const from =
      page.afterId === null ? where : where.after(page.order, page.afterId, page.afterKey);
    const names = columns.map(({ name }) => name).join(", ");
    const direction = isDescending ? "DESC" : "ASC";
    const order =
      property === null ? `id ${direction}` : `${property} ${direction}, id ${direction}`;
    const sql = `SELECT ${names} FROM ${table} WHERE ${from.sql} ORDER BY ${order} LIMIT ${page.limit + 1}`;
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
    source: DataSource | EntityManager = this.database,
  ): Promise<ReadonlyArray<readonly Cell[]>> {
    if (this.database.options.type !== "better-sqlite3") {
      const rows: Array<Record<string, Cell>> = await source.query(sql, [...parameters]);
      return rows.map((row) => Object.values(row));
    }
    const [row]: Array<{ page: string }> = await source.query(
      `SELECT json_group_array(json_array(${names})) AS page FROM (${sql})`,
      [...parameters],
    );
    return JSON.parse(row?.page ?? "[]");
  }

  /** The columns behind the fields, and the one that the rows are sorted by. */
  private columnsFor(
    fields: FieldNames | null,
    sortedBy: string | null = null,
  ): readonly ReadColumn[] {
    this.columns ??= readColumns(this.metadata);
    if (fields === null) return this.columns;
    if (sortedBy !== null) return this.chooseColumns(this.columns, new Set([...fields, sortedBy]));
    let columns = this.chosen.get(fields);
    if (!columns) {
      columns = this.chooseColumns(this.columns, fields);
      this.chosen.set(fields, columns);
    }
    return columns;
  }

  private chooseColumns(columns: readonly ReadColumn[], fields: FieldNames): readonly ReadColumn[] {
    const properties = new Set<string>(["id"]);
    for (const field of fields) {
      const needed = this.needs[field] ?? (this.isColumn(field) ? [field] : null);
      // A field that nobody has told of could need anything.
      if (needed === null) return columns;
      for (const property of needed) properties.add(property);
    }
    return columns.filter(({ property }) => properties.has(property));
  }

  private isColumn(field: string): boolean {
    return field === "__typename" || this.metadata.findColumnWithPropertyName(field) !== undefined;
  }

  private get metadata(): EntityMetadata {
    return this.database.getMetadata(this.entity);
  }
}

/** All but digests, which are no part of any page. */
function readColumns(metadata: EntityMetadata): ReadColumn[] {
  return metadata.columns
    .filter(({ type }) => type !== "binary")
    .map((column) => ({
      property: column.propertyName,
      // Quoted as both kinds of database read it: some names are words of SQL.
      name: `\`${column.databaseName}\``,
      read: readerOf(column),
    }));
}

function readerOf({ type, transformer }: ColumnMetadata): (cell: Cell) => unknown {
  if (transformer && !Array.isArray(transformer)) return (cell) => transformer.from(cell);
  switch (type) {
    case "varchar":
    case "text":
    case "integer":
    case "double":
      return (cell) => cell;
    case "simple-array":
      return (cell) => (typeof cell === "string" ? cell.split(",").filter(Boolean) : null);
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
  let index = 0;
  for (const { property, read } of columns) {
    row[property] = read(cells[index] ?? null);
    index += 1;
  }
  return row as T;
}
