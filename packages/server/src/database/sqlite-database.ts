import { types } from "node:util";
import {
  DatabaseSync,
  type DatabaseSyncInstance,
  type StatementSyncInstance,
} from "@photostructure/sqlite";
import { formatInstant } from "./instants.js";

type Parameter = string | number | bigint | Buffer | null;
type Row = Record<string, unknown>;

/** What a statement without rows did. */
export interface Changes {
  readonly changes: number;
  readonly lastInsertRowid: number | bigint;
}

const STATEMENTS_MAX = 200;
const CACHEABLE = /^\s*(SELECT|INSERT|UPDATE|DELETE)\b/i;

/** What SQLite says of failures that the driver gives no name when they meet a statement that reads. */
const NAMES: ReadonlyArray<[message: RegExp, name: string]> = [
  [/^database is locked/, "SQLITE_BUSY"],
  [/constraint failed/, "SQLITE_CONSTRAINT"],
  [/^file is not a database/, "SQLITE_NOTADB"],
];

/**
 * A port of Node's own SQLite (`node:sqlite`, which Node 20 does not have yet) in the shape that
 * TypeORM's better-sqlite3 driver expects: blobs are Buffers, and a failure's code is SQLite's name for
 * it. Prepared statements are kept, so that a query runner a call costs nothing.
 */
export class SqliteDatabase {
  private readonly database: DatabaseSyncInstance;
  private readonly statements = new Map<string, SqliteStatement>();

  constructor(file: string, options: { timeout?: number } = {}) {
    this.database = named(() => new DatabaseSync(file, { timeout: options.timeout ?? 5000 }));
  }

  prepare(sql: string): SqliteStatement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = new SqliteStatement(named(() => this.database.prepare(sql)));
    if (CACHEABLE.test(sql)) {
      const oldest = this.statements.keys().next();
      if (this.statements.size >= STATEMENTS_MAX && !oldest.done) {
        this.statements.delete(oldest.value);
      }
      this.statements.set(sql, statement);
    }
    return statement;
  }

  exec(sql: string): void {
    named(() => this.database.exec(sql));
  }

  pragma(source: string): Row[] {
    return this.prepare(`PRAGMA ${source}`).all();
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}

/** A prepared statement; `reader` says whether it returns rows. */
class SqliteStatement {
  readonly reader: boolean;

  constructor(private readonly statement: StatementSyncInstance) {
    this.reader = statement.columns().length > 0;
  }

  all(...parameters: unknown[]): Row[] {
    return this.allWith(parameters);
  }

  run(...parameters: unknown[]): Changes {
    return this.runWith(parameters);
  }

  /** The same, of parameters in a list. */
  allWith(parameters: readonly unknown[]): Row[] {
    const given = parameters.map(toParameter);
    const rows = named(() => this.statement.all(...given)) as Row[];
    for (const row of rows) restoreBuffers(row);
    return rows;
  }

  /** The same, of parameters in a list. */
  runWith(parameters: readonly unknown[]): Changes {
    const given = parameters.map(toParameter);
    return named(() => this.statement.run(...given));
  }
}

function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return formatInstant(value);
  // The driver cuts a text at its first NUL, and so would take one for another.
  if (typeof value === "string")
    return value.includes("\0") ? value.replaceAll("\0", "\uFFFD") : value;
  if (typeof value === "number" || typeof value === "bigint") return value;
  if (Buffer.isBuffer(value)) return value;
  throw new TypeError(`SQLite cannot bind a value of type ${typeof value}`);
}

function restoreBuffers(row: Row): void {
  for (const column in row) {
    const value = row[column];
    if (value instanceof Uint8Array) {
      row[column] = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    }
  }
}

/** Runs it, and gives a failure SQLite's name as its code. */
function named<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    // Not instanceof: a native module's errors are of another realm where tests run in one of theirs.
    if (types.isNativeError(error)) Object.assign(error, { code: nameOf(error) });
    throw error;
  }
}

function nameOf(error: Error & { readonly code?: unknown }): unknown {
  if ("sqliteCodeName" in error) return error.sqliteCodeName;
  if (error.code !== "ERR_SQLITE_ERROR") return error.code;
  return NAMES.find(([message]) => message.test(error.message))?.[1] ?? "SQLITE_ERROR";
}
