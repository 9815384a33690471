import type { DataSource, QueryRunner } from "typeorm";

/** Counts the SQL statements that the work sends to the database, without transactions' own words and what is written beside requests. */
export async function countStatements(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const original = database.logger;
  database.logger = {
    logQuery: (query: string, _parameters?: unknown[], _runner?: QueryRunner) =>
      void statements.push(query),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  try {
    await work();
  } finally {
    database.logger = original;
  }
  return statements.filter(
    (sql) =>
      !/^(START|BEGIN|COMMIT|ROLLBACK|INSERT( IGNORE)? INTO ["`]?request_logs|UPDATE ["`]?api_keys["`]? SET ["`]?lastUsed)/i.test(
        sql,
      ),
  );
}
