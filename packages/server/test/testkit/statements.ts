import type { DataSource, QueryRunner } from "typeorm";

/** Transactions' own words, and what is written beside requests whenever it comes to that. */
const BESIDE =
  /^(START|BEGIN|COMMIT|ROLLBACK|INSERT( IGNORE)? INTO request_logs|UPDATE (api_keys|api_key_secrets) SET (lastUsed|firstUsed))/i;

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
  return statements.filter((sql) => !BESIDE.test(sql.replace(/["`]/g, "").replace(/\s+/g, " ")));
}
