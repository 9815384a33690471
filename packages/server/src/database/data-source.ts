import mysql from "mysql2/promise";
import { DataSource, type DataSourceOptions } from "typeorm";
import type { BetterSqlite3Driver } from "typeorm/driver/better-sqlite3/BetterSqlite3Driver.js";
import type { MysqlDriver } from "typeorm/driver/mysql/MysqlDriver.js";
import type { DatabaseConfig } from "../base/config.js";
import { DEADLINES, type Deadlines } from "../base/deadlines.js";
import { noteConnectionPlaces } from "./connection-figures.js";
import { ENTITIES } from "./entities.js";
import { FirstComeLock } from "./first-come-lock.js";
import { MIGRATIONS } from "./migrations.js";
import { MysqlConnections } from "./mysql-connections.js";
import { MysqlQueryRunner } from "./mysql-query-runner.js";
import { PulseConnection } from "./pulse-connection.js";
import { SqliteDatabase } from "./sqlite-database.js";
import { SharedConnection, SqliteQueryRunner } from "./sqlite-query-runner.js";

const LOCK_DEADLINE_MS = 10_000;
/** Of the embedded database, in KiB. */
const CACHE_KIB = 64 * 1024;
/** Of 4 KiB each: how long its write-ahead log grows before it is worked in. */
const CHECKPOINT_PAGES = 8_000;
const POOL_SIZE = 10;

const shared = {
  entities: [...ENTITIES],
  migrations: [...MIGRATIONS],
  migrationsTransactionMode: "each",
  synchronize: false,
  logging: false,
} as const satisfies Partial<DataSourceOptions>;

/** Connects to the configured database; does not migrate it. */
export async function openDatabase(
  config: DatabaseConfig,
  deadlines: Deadlines = DEADLINES,
): Promise<DataSource> {
  const dataSource =
    config.kind === "sqlite"
      ? sqliteDataSource(config.file)
      : await mysqlDataSource(config.url.replace(/^mariadb:/, "mysql:"), deadlines);
  return dataSource.initialize();
}

function sqliteDataSource(file: string): DataSource {
  const dataSource = new DataSource({
    ...shared,
    type: "better-sqlite3",
    database: file,
    driver: SqliteDatabase,
    enableWAL: true,
    statementCacheSize: 0,
    prepareDatabase: (database: SqliteDatabase) => {
      database.pragma("synchronous = NORMAL");
      // Logs are written all the time: pages stay in memory, and go into the file by the many.
      database.pragma(`cache_size = -${CACHE_KIB}`);
      database.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    },
  });
  const driver = dataSource.driver as BetterSqlite3Driver;
  const lock = new FirstComeLock(LOCK_DEADLINE_MS);
  noteConnectionPlaces(dataSource, lock);
  const connection = new SharedConnection(lock);
  driver.createQueryRunner = () => new SqliteQueryRunner(driver, connection);
  const { disconnect } = driver;
  driver.disconnect = () => {
    workInLog(driver.databaseConnection);
    return disconnect.call(driver);
  };
  driver.supportedDataTypes.push("binary");
  driver.withLengthColumnTypes.push("binary");
  return dataSource;
}

/** Leaves the database in one file, which can be copied without its write-ahead log. */
function workInLog(database: SqliteDatabase): void {
  try {
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // On a full disk it stays beside the file, and is worked in at the next start.
  }
}

async function mysqlDataSource(url: string, deadlines: Deadlines): Promise<DataSource> {
  const dataSource = new DataSource({
    ...shared,
    // MariaDB describes some columns in other words; named wrongly, every check would see a difference.
    type: (await isMariadb(url)) ? "mariadb" : "mysql",
    url,
    timezone: "Z",
    charset: "utf8mb4_bin",
    supportBigNumbers: true,
    bigNumberStrings: false,
    poolSize: POOL_SIZE,
    connectTimeout: deadlines.poolWaitMs,
  });
  const driver = dataSource.driver as MysqlDriver;
  const pulse = new PulseConnection(url);
  const connections = new MysqlConnections(driver, deadlines, pulse, POOL_SIZE);
  driver.createQueryRunner = () => new MysqlQueryRunner(driver, connections);
  const { connect, disconnect } = driver;
  driver.connect = async () => {
    await connect.call(driver);
    connections.start();
  };
  driver.disconnect = () => {
    connections.stop();
    return disconnect.call(driver);
  };
  return dataSource;
}

async function isMariadb(url: string): Promise<boolean> {
  const connection = await mysql.createConnection({ uri: url });
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[]>("SELECT VERSION() AS version");
    return String(rows[0]?.["version"]).includes("MariaDB");
  } finally {
    await connection.end();
  }
}
