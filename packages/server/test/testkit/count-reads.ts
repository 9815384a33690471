import type { DataSource } from "typeorm";
import type { RecordedStatement } from "./record-statements.js";

/** How many times MySQL or MariaDB goes to a row, in a table or an index, to answer the statement. */
export async function countReads(
  database: DataSource,
  { sql, parameters }: RecordedStatement,
): Promise<number> {
  const runner = database.createQueryRunner();
  try {
    await runner.connect();
    const before = await readCounter(runner.query.bind(runner));
    await runner.query(sql, [...parameters]);
    return (await readCounter(runner.query.bind(runner))) - before;
  } finally {
    await runner.release();
  }
}

async function readCounter(query: (sql: string) => Promise<unknown>): Promise<number> {
  // What an index's entries alone rule out is no read of a row, and a step all the same.
  const rows = await query(
    "SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Handler_icp_attempts'",
  );
  if (!Array.isArray(rows)) throw new TypeError("The status is a list of rows");
  return rows.reduce((sum: number, { Value }: { Value: string }) => sum + Number(Value), 0);
}
