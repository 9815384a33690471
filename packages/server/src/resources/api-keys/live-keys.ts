import type { DataSource } from "typeorm";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import { ApiKey } from "./api-key.entity.js";

/** A workspace's keys that work, or could be activated, newest first: some at a time, however many there are. */
export function readLiveKeys(
  database: DataSource,
  workspaceId: string,
  now: Date,
): AsyncGenerator<readonly ApiKey[]> {
  const where = Where.equal("workspaceId", workspaceId)
    .and("revokedAt IS NULL AND deletedAt IS NULL")
    .and("(expiresAt IS NULL OR expiresAt > ?)", now);
  return new RowReader(database, ApiKey, {}).inBatches(where, "api_keys_workspace");
}
