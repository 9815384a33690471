import type { Readable } from "node:stream";
import type { QueryResult as MysqlResult, PoolConnection, QueryOptions } from "mysql2";
import { QueryFailedError, QueryResult, QueryRunnerAlreadyReleasedError } from "typeorm";
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
  private isWornOut = false;

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
    return this.watched(() => this.execute(...call));
  }

  /**
   * Runs a `LOAD DATA LOCAL INFILE` statement on what is given instead of a file. A connection over which
   * one failed is closed in the end: the driver leaves the file's listeners on its socket.
   */
  async load(sql: string, file: () => Readable): Promise<QueryResult> {
    try {
      return await this.watched(async () =>
        toQueryResult(await this.run({ sql, infileStreamFactory: file }, [])),
      );
    } catch (error) {
      this.isWornOut = true;
      throw error;
    }
  }

  private async watched<T>(statement: () => Promise<T>): Promise<T> {
    if (this.isReleased) throw new QueryRunnerAlreadyReleasedError();
    if (this.isGivenUp) {
      throw new DatabaseUnavailableError("The connection's last statement was given up");
    }
    try {
      return await this.connections.watch(statement);
    } catch (error) {
      if (error instanceof DatabaseUnavailableError) this.giveUp();
      throw error;
    }
  }

  /** What TypeORM's own does, without its events, which nobody listens to, and mysql2's promises, which note a stack for each statement. */
  private async execute(sql: string, parameters?: unknown, isStructured = false): Promise<unknown> {
    const given: unknown[] = Array.isArray(parameters) ? parameters : [];
    const raw = await this.run({ sql }, given);
    return isStructured ? toQueryResult(raw) : raw;
  }

  private async run(options: QueryOptions, given: unknown[]): Promise<MysqlResult> {
    const connection = await this.connect();
    const { sql } = options;
    const { logger } = this.driver.dataSource;
    logger.logQuery(sql, given, this);
    try {
      return await runStatement(connection, options, given);
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      logger.logQueryError(failure, sql, given, this);
      throw new QueryFailedError(sql, given, failure);
    }
  }

  override async release(): Promise<void> {
    if (this.isReleased) return;
    this.isReleased = true;
    // A transaction that could be neither committed nor rolled back must not become somebody else's.
    if (this.isTransactionActive || this.isWornOut) this.giveUp();
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

function runStatement(
  connection: PoolConnection,
  options: QueryOptions,
  parameters: unknown[],
): Promise<MysqlResult> {
  return new Promise((resolve, reject) => {
    connection.query(options, parameters, (error, result: MysqlResult) => {
      if (error) reject(error);
      else resolve(result);
    });
  });
}

function toQueryResult(raw: MysqlResult): QueryResult {
  const result = new QueryResult();
  result.raw = raw;
  if (Array.isArray(raw)) result.records = [...raw];
  else result.affected = raw.affectedRows;
  return result;
}
