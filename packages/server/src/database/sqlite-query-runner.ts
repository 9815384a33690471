import { types } from "node:util";
import { QueryFailedError, QueryResult, QueryRunnerAlreadyReleasedError } from "typeorm";
import type { BetterSqlite3Driver } from "typeorm/driver/better-sqlite3/BetterSqlite3Driver.js";
import { BetterSqlite3QueryRunner } from "typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js";
import type { FirstComeLock } from "./first-come-lock.js";

const READING = /^\s*SELECT\b/i;

/** SQLite's one connection, as its runners share it. */
export class SharedConnection {
  /** The tables that nobody else may read yet, of a transaction that lets others read; null for any other. */
  withheld: readonly string[] | null = null;

  constructor(readonly lock: FirstComeLock) {}

  /** Whether a statement may run beside the transaction under way. */
  letsRead(sql: string): boolean {
    const { withheld } = this;
    return withheld !== null && READING.test(sql) && !withheld.some((table) => sql.includes(table));
  }
}

/**
 * A query runner of its own for each caller over SQLite's one connection. A transaction holds the
 * lock from begin to end, so that no other request's statement can slip into it and be rolled back
 * with it; a single statement holds it just for itself.
 */
export class SqliteQueryRunner extends BetterSqlite3QueryRunner {
  private holdsLock = false;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly shared: SharedConnection,
  ) {
    super(driver);
  }

  /**
   * From now on others read beside this transaction instead of waiting for its end; they see what it
   * has written so far, but for the tables that are withheld. For one that is long and writes what
   * nobody relies on yet.
   */
  letOthersRead(withheld: readonly string[] = []): void {
    if (this.holdsLock) this.shared.withheld = withheld;
  }

  override async query(
    ...call: Parameters<BetterSqlite3QueryRunner["query"]>
  ): ReturnType<BetterSqlite3QueryRunner["query"]> {
    const { lock } = this.shared;
    if (this.holdsLock || this.shared.letsRead(call[0])) return this.execute(...call);
    await lock.acquire();
    try {
      return this.execute(...call);
    } finally {
      lock.release();
    }
  }

  /** What TypeORM's own does, without its events, which nobody listens to, and its waits, of which there are none. */
  private execute(sql: string, given: unknown = [], isStructured = false): unknown {
    const parameters: unknown[] = Array.isArray(given) ? given : [given];
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    const { logger } = this.driver.dataSource;
    logger.logQuery(sql, parameters, this);
    const result = new QueryResult();
    try {
      const statement = this.driver.databaseConnection.prepare(sql);
      if (statement.reader) {
        result.raw = statement.allWith(parameters);
        result.records = result.raw;
      } else {
        const { changes, lastInsertRowid } = statement.runWith(parameters);
        result.affected = changes;
        result.raw = lastInsertRowid;
      }
    } catch (error) {
      const failure = types.isNativeError(error) ? error : new Error(String(error));
      logger.logQueryError(failure, sql, parameters, this);
      throw new QueryFailedError(sql, parameters, failure);
    }
    return isStructured ? result : result.raw;
  }

  override async startTransaction(): Promise<void> {
    if (!this.holdsLock) {
      await this.shared.lock.acquire();
      this.holdsLock = true;
    }
    try {
      await super.startTransaction();
    } catch (error) {
      this.letGoWhenDone();
      throw error;
    }
  }

  override async commitTransaction(): Promise<void> {
    await super.commitTransaction();
    this.letGoWhenDone();
  }

  override async rollbackTransaction(): Promise<void> {
    try {
      await super.rollbackTransaction();
    } finally {
      this.letGoWhenDone();
    }
  }

  override async release(): Promise<void> {
    if (this.isTransactionActive) await this.rollbackTransaction();
    await super.release();
  }

  private letGoWhenDone(): void {
    if (this.isTransactionActive || !this.holdsLock) return;
    this.holdsLock = false;
    this.shared.withheld = null;
    this.shared.lock.release();
  }
}
