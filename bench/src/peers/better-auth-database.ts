import type { DatabaseConfig } from "@latchkey/server/dist/base/config.js";
import { SqliteDatabase } from "@latchkey/server/dist/database/sqlite-database.js";
import mysql from "mysql2/promise";

type Statement = ReturnType<SqliteDatabase["prepare"]>;

/**
 * The database as better-auth takes it: a mysql2 pool, or something that looks like better-sqlite3.
 * Its tables are Latchkey's neighbours; none of the names meet.
 */
export function betterAuthDatabase(config: DatabaseConfig): mysql.Pool | ArrayBindingDatabase {
  return config.kind === "sqlite"
    ? new ArrayBindingDatabase(config.file)
    : mysql.createPool({ uri: config.url, connectionLimit: 10, timezone: "Z" });
}

/** SQLite under better-sqlite3's face, with parameters as one array, which is how better-auth gives them. */
class ArrayBindingDatabase {
  private readonly database: SqliteDatabase;
  /** By this method better-auth tells that it has better-sqlite3 before it; nothing calls it. */
  readonly aggregate = () => this;

  constructor(file: string) {
    this.database = new SqliteDatabase(file);
    this.database.pragma("journal_mode = WAL");
    this.database.pragma("synchronous = NORMAL");
  }

  prepare(sql: string) {
    const statement: Statement = this.database.prepare(sql);
    return {
      reader: statement.reader,
      all: (parameters: readonly unknown[]) => statement.all(...parameters),
      run: (parameters: readonly unknown[]) => statement.run(...parameters),
    };
  }

  close(): void {
    this.database.close();
  }
}
