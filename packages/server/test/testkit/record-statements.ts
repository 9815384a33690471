import type { DataSource, QueryRunner } from "typeorm";

/** The SQL statements that the work sends to the database, and those that come beside it. */
export async function recordStatements(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements: string[] = [];
  const original = database.logger;
  database.logger = {
    logQuery: (query: string, _parameters?: unknown[], _runner?: QueryRunner) =>
      void statements.push(query.replace(/["`]/g, "").replace(/\s+/g, " ").trim()),
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
  return statements;
}
