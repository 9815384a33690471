import { isScope } from "@latchkey/shared";
import { type DataSource, LessThan, type QueryRunner } from "typeorm";
import { formatInstant } from "../../database/instants.js";
import { isMysql } from "../../database/migrate.js";
import { ApiKeyScopeDay } from "./api-key-scope-day.entity.js";
import type { RequestLog } from "./request-log.entity.js";

const DAY_MS = 86_400_000;

/** How far back the use of scopes can be told, in days. */
export const SCOPE_DAYS_MAX = 90;

const COLUMNS = ["apiKeyId", "day", "scope", "workspaceId", "requests", "lastUsedAt"] as const;

/** The UTC day of an instant, in whole days since 1970. */
export function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

/**
 * What request rows say of the scopes that keys use, a row for each key, day and scope, in the order
 * of the primary key. A request uses the scopes that its operation needs once that runs; one that was
 * refused before used none. Pure.
 */
export function scopeDaysOf(rows: readonly RequestLog[]): ApiKeyScopeDay[] {
  const found = new Map<string, ApiKeyScopeDay>();
  for (const { apiKeyId, workspaceId, at, scopesNeeded, executionMs } of rows) {
    if (!apiKeyId || !workspaceId || !scopesNeeded || typeof executionMs !== "number") continue;
    const day = dayOf(at);
    for (const scope of scopesNeeded.split(",").filter(isScope)) {
      const name = `${apiKeyId} ${String(day).padStart(6, "0")} ${scope}`;
      const known = found.get(name);
      if (known) {
        known.requests += 1;
        if (at > known.lastUsedAt) known.lastUsedAt = at;
      } else {
        found.set(name, { apiKeyId, day, scope, workspaceId, requests: 1, lastUsedAt: at });
      }
    }
  }
  // Two replicas that meet at the same rows take them in the same order, and so wait for each other.
  return [...found].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

/** Counts the scopes that new request rows used, by one statement in the transaction that keeps the rows. */
export async function addScopeDays(
  runner: QueryRunner,
  rows: readonly RequestLog[],
): Promise<void> {
  const days = scopeDaysOf(rows).map((row) =>
    COLUMNS.map((column) => {
      const value = row[column];
      return value instanceof Date ? formatInstant(value) : value;
    }),
  );
  if (days.length === 0) return;
  const insert = `INSERT INTO api_key_scope_days (${COLUMNS.join(", ")})`;
  if (isMysql(runner.dataSource)) {
    const sql = `${insert} VALUES ? ON DUPLICATE KEY UPDATE
      requests = requests + VALUES(requests), lastUsedAt = GREATEST(lastUsedAt, VALUES(lastUsedAt))`;
    await runner.query(sql, [days]);
    return;
  }
  const values = COLUMNS.map((_, index) => `json_extract(value, '$[${index}]')`).join(", ");
  const sql = `${insert} SELECT ${values} FROM json_each(?) WHERE true
    ON CONFLICT (apiKeyId, day, scope) DO UPDATE SET
      requests = requests + excluded.requests, lastUsedAt = MAX(lastUsedAt, excluded.lastUsedAt)`;
  await runner.query(sql, [JSON.stringify(days)]);
}

/** Drops what nobody can ask for any more, while request rows are kept from this instant on. */
export async function deleteScopeDays(database: DataSource, rowsKeptFrom: Date): Promise<void> {
  const day = LessThan(dayOf(rowsKeptFrom) - SCOPE_DAYS_MAX);
  await database.getRepository(ApiKeyScopeDay).delete({ day });
}
