import type { DataSource } from "typeorm";
import { MysqlConnections } from "./mysql-connections.js";

/**
 * Runs work whose statements may take as long as they take: a migration that is cut leaves half of
 * it done. Statements of others have no deadline meanwhile either, so it is for the time before the
 * server serves. The embedded database has no deadlines but that of its lock.
 */
export async function withoutDeadlines<T>(
  dataSource: DataSource,
  work: () => Promise<T>,
): Promise<T> {
  const connections = MysqlConnections.of(dataSource);
  return connections ? connections.withoutDeadlines(work) : work();
}
