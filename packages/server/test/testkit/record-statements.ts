import type { DataSource } from "typeorm";

/** A statement as it was sent, on one line and without quotation marks around names. */
export interface RecordedStatement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The SQL statements that the work sends to the database, and those that come beside it. */
export async function recordStatements(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<string[]> {
  return (await recordCalls(database, work)).map(({ sql }) => sql);
}

/** The same with their parameters. */
export async function recordCalls(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<RecordedStatement[]> {
  const statements: RecordedStatement[] = [];
  const original = database.logger;
  database.logger = {
    logQuery: (query: string, parameters: unknown[] = []) =>
      void statements.push({
        sql: query.replace(/["`]/g, "").replace(/\s+/g, " ").trim(),
        parameters,
      }),
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
