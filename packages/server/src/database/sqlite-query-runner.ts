import type { BetterSqlite3Driver } from "typeorm/driver/better-sqlite3/BetterSqlite3Driver.js";
import { BetterSqlite3QueryRunner } from "typeorm/driver/better-sqlite3/BetterSqlite3QueryRunner.js";
import type { FirstComeLock } from "./first-come-lock.js";

/**
 * A query runner of its own for each caller over SQLite's one connection. A transaction holds the
 * lock from begin to end, so that no other request's statement can slip into it and be rolled back
 * with it; a single statement holds it just for itself.
 */
export class SqliteQueryRunner extends BetterSqlite3QueryRunner {
  private holdsLock = false;

  constructor(
    driver: BetterSqlite3Driver,
    private readonly lock: FirstComeLock,
  ) {
    super(driver);
  }
  override async query(
    ...call: Parameters<BetterSqlite3QueryRunner["query"]>
  ): ReturnType<BetterSqlite3QueryRunner["query"]> {
    if (this.holdsLock) return super.query(...call);
    await this.lock.acquire();
    try {
      return await super.query(...call);
    } finally {
      this.lock.release();
    }
  }

  override async startTransaction(): Promise<void> {
    if (!this.holdsLock) {
      await this.lock.acquire();
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
    this.lock.release();
  }
}
