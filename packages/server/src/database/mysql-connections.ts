import type { PoolConnection } from "mysql2";
import type { DataSource } from "typeorm";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import type { Deadlines } from "../base/deadlines.js";
import { noteConnectionPlaces } from "./connection-figures.js";
import { DatabasePulse } from "./database-pulse.js";
import { FirstComeLock } from "./first-come-lock.js";
import type { PulseConnection } from "./pulse-connection.js";
import { sever } from "./sever.js";

/**
 * Lists are read by one index that ends in their order. Left alone, MariaDB rather reads several of
 * them whole, for a tenant and for a campaign, or for each side of an OR, and sorts what comes of it.
 */
const PLANS = "optimizer_switch = 'index_merge=off'";

const opened = new WeakMap<DataSource, MysqlConnections>();

/**
 * Lends the pool's connections to query runners, and keeps the deadlines of their statements. The
 * wait is for a place of ours, never in the pool's own queue, which nobody can leave.
 */
export class MysqlConnections {
  private readonly pulse: DatabasePulse;
  private readonly places: FirstComeLock;
  private readonly open = new Set<PoolConnection>();
  private readonly limited = new WeakSet<PoolConnection>();
  private unhurried = 0;

  constructor(
    private readonly driver: MysqlDriver,
    private readonly deadlines: Deadlines,
    pulseConnection: PulseConnection,
    poolSize: number,
  ) {
    this.places = new FirstComeLock(deadlines.poolWaitMs, poolSize);
    this.pulse = new DatabasePulse(
      pulseConnection,
      () => this.discardAll(),
      deadlines.databaseSilenceMs,
    );
    opened.set(driver.dataSource, this);
    noteConnectionPlaces(driver.dataSource, this.places);
  }

  /** Those of a data source; the embedded database has none. */
  static of(dataSource: DataSource): MysqlConnections | undefined {
    return opened.get(dataSource);
  }

  start(): void {
    this.pulse.start();
  }

  stop(): void {
    this.pulse.stop();
  }

  /** Start-up work and commands take as long as they take: a migration must not be cut. */
  async withoutDeadlines<T>(work: () => Promise<T>): Promise<T> {
    this.unhurried += 1;
    try {
      return await work();
    } finally {
      this.unhurried -= 1;
    }
  }

  /** The statement's outcome, or a failure as soon as the database is silent or the deadline over. */
  watch<T>(statement: () => Promise<T>): Promise<T> {
    if (this.unhurried > 0) return statement();
    return this.pulse.watch(statement, this.deadlines.statementMaxMs);
  }

  /** A connection of the pool, its session set to the deadlines that hold now. */
  async take(): Promise<PoolConnection> {
    await this.places.acquire();
    try {
      const connection: PoolConnection = await this.driver.obtainMasterConnection();
      if (!this.open.has(connection)) this.noteOpen(connection);
      await this.prepare(connection);
      return connection;
    } catch (error) {
      this.places.release();
      throw error;
    }
  }

  /** Takes a connection back, for the next one. */
  giveBack(connection: PoolConnection): void {
    connection.release();
    this.places.release();
  }

  /** Closes a connection without a word: whatever runs or is open on it ends with it. */
  discard(connection: PoolConnection): void {
    sever(connection);
    this.open.delete(connection);
  }

  private discardAll(): void {
    for (const connection of [...this.open]) this.discard(connection);
  }

  private noteOpen(connection: PoolConnection): void {
    this.open.add(connection);
    const forget = () => this.open.delete(connection);
    connection.once("error", forget);
    connection.once("end", forget);
  }

  private async prepare(connection: PoolConnection): Promise<void> {
    const isLimited = this.limited.has(connection);
    if (isLimited === (this.unhurried === 0)) return;
    try {
      await connection.promise().query(this.sessionLimits(!isLimited));
    } catch (error) {
      this.discard(connection);
      throw error;
    }
    if (isLimited) this.limited.delete(connection);
    else this.limited.add(connection);
  }

  private sessionLimits(isLimited: boolean): string {
    const seconds = isLimited ? this.deadlines.statementMs / 1000 : 0;
    const statement =
      this.driver.options.type === "mariadb"
        ? `max_statement_time = ${seconds}`
        : `max_execution_time = ${seconds * 1000}`;
    // MySQL's limit is for reading alone; a write that waits for a lock has this one.
    const lockWait = isLimited ? Math.max(1, Math.floor(seconds) - 1) : "DEFAULT";
    return `SET SESSION ${statement}, innodb_lock_wait_timeout = ${lockWait}, ${PLANS}`;
  }
}
