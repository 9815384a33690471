import LibsqlDatabase from "libsql";
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

/**
 * libsql's database in the shape TypeORM's better-sqlite3 driver expects. libsql aborts the process
 * on a lone boolean or Buffer and returns blobs as ArrayBuffer; here every call binds one array of
 * plain values and returns Buffers. Prepared statements are kept, so that a query runner a call costs nothing.
 */
export class SqliteDatabase {
  private readonly database: LibsqlDatabase.Database;
  private readonly statements = new Map<string, SqliteStatement>();

  constructor(file: string, options: { timeout?: number } = {}) {
    this.database = new LibsqlDatabase(file, { timeout: options.timeout ?? 5000 });
  }

  prepare(sql: string): SqliteStatement {
    const known = this.statements.get(sql);
    if (known) return known;
    const statement = new SqliteStatement(this.database.prepare(sql));
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
    this.database.exec(sql);
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

  constructor(private readonly statement: LibsqlDatabase.Statement) {
    this.reader = statement.reader;
  }

  all(...parameters: unknown[]): Row[] {
    return this.allWith(parameters);
  }

  run(...parameters: unknown[]): Changes {
    return this.runWith(parameters);
  }

  /** The same, of parameters in a list. */
  allWith(parameters: readonly unknown[]): Row[] {
    const rows: unknown[] = this.statement.all(parameters.map(toParameter));
    return rows.map((row) => restoreBuffers(row as Row));
  }

  /** The same, of parameters in a list. */
  runWith(parameters: readonly unknown[]): Changes {
    return this.statement.run(parameters.map(toParameter));
  }
}

function toParameter(value: unknown): Parameter {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (value instanceof Date) return formatInstant(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  if (Buffer.isBuffer(value)) return value;
  throw new TypeError(`SQLite cannot bind a value of type ${typeof value}`);
}

function restoreBuffers(row: Row): Row {
  for (const [column, value] of Object.entries(row)) {
    if (value instanceof ArrayBuffer) row[column] = Buffer.from(value);
  }
  return row;
}
