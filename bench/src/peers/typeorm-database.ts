import type { DatabaseConfig } from "@latchkey/server/dist/base/config.js";
import { SqliteDatabase } from "@latchkey/server/dist/database/sqlite-database.js";
import { DataSource } from "typeorm";
import { HandKeyTable, HandLogTable } from "./hand-tables.js";
import { LeadTable } from "./lead-table.js";

const ENTITIES = [LeadTable, HandKeyTable, HandLogTable];

/** The database as an ordinary TypeORM project opens it, on the drivers that Latchkey has. */
export function openTypeormDatabase(config: DatabaseConfig): Promise<DataSource> {
  const dataSource =
    config.kind === "sqlite"
      ? new DataSource({
          type: "better-sqlite3",
          database: config.file,
          driver: SqliteDatabase,
          enableWAL: true,
          statementCacheSize: 0,
          entities: ENTITIES,
          prepareDatabase: (database: SqliteDatabase) => {
            database.pragma("synchronous = NORMAL");
          },
        })
      : new DataSource({
          type: "mysql",
          url: config.url,
          timezone: "Z",
          poolSize: 10,
          entities: ENTITIES,
        });
  return dataSource.initialize();
}
