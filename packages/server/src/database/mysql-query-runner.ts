import type { PoolConnection } from "mysql2";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import { MysqlQueryRunner as TypeormQueryRunner } from "typeorm/driver/mysql/MysqlQueryRunner.js";
import { DatabaseUnavailableError } from "./database-unavailable-error.js";
import type { MysqlConnections } from "./mysql-connections.js";

/**
 * A query runner whose statements have a deadline. One that was given up may still run, so its
 * connection is closed rather than lent to somebody else, and nothing more is sent over it: the
 * database rolls its transaction back.
 */
export class MysqlQueryRunner extends TypeormQueryRunner {
  private taken: PoolConnection | null = null;
  private isGivenUp = false;

  constructor(
    driver: MysqlDriver,
    private readonly connections: MysqlConnections,
  ) {
    super(driver, "master");
  }

  override connect(): Promise<PoolConnection> {
    this.databaseConnectionPromise ??= this.take();
    return this.databaseConnectionPromise;
  }

  override async query(
    ...call: Parameters<TypeormQueryRunner["query"]>
  ): ReturnType<TypeormQueryRunner["query"]> {
    if (this.isGivenUp) {
      throw new DatabaseUnavailableError("The connection's last statement was given up");
    }
    try {
      return await this.connections.watch(() => super.query(...call));
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) this.giveUp();
      throw error;
    }
  }

  override async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    // A transaction that could be neither committed nor rolled back must not become somebody else's.
    if (this.isTransactionActive) this.giveUp();
    if (this.taken) this.connections.giveBack(this.taken);
  }

  private async take(): Promise<PoolConnection> {
    const connection = await this.connections.take();
    if (this.isReleased || this.isGivenUp) {
      this.connections.giveBack(connection);
      throw new DatabaseUnavailableError("The connection came too late");
    }
    this.taken = connection;
    this.databaseConnection = connection;
    return connection;
  }

  private giveUp(): void {
    this.isGivenUp = true;
    if (this.taken) this.connections.discard(this.taken);
  }
}
