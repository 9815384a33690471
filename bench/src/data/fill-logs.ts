import { systemClock } from "@latchkey/server/dist/base/clock.js";
import { newId } from "@latchkey/server/dist/database/new-id.js";
import { LogPartitions } from "@latchkey/server/dist/resources/request-logs/log-partitions.js";
import type { RequestLog } from "@latchkey/server/dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "@latchkey/server/dist/resources/request-logs/request-log.sink.js";
import { RollupFolder } from "@latchkey/server/dist/resources/request-logs/rollup-folder.js";
import type { DataSource } from "typeorm";

const KEYS = 100;
const OPERATIONS = 12;
const ADDRESSES = 250;
const DAY_MS = 86_400_000;
const DAYS = 30;
const ROWS_PER_WRITE = 5_000;
const ROWS_PER_FOLD = 200_000;

const keys = Array.from({ length: KEYS }, () => newId());

/** One of so many, each as likely. */
function below(bound: number): number {
  return Math.floor(Math.random() * bound);
}

/** A request of one of a hundred keys; each key runs two operations, from two addresses. */
export function inventLog(workspaceId: string, at: Date): RequestLog {
  const id = newId(at);
  const key = below(KEYS);
  const isRefused = Math.random() < 0.03;
  const durationMs = Math.round((3 + Math.random() ** 4 * 60) * 1000) / 1000;
  return {
    id,
    at,
    workspaceId,
    apiKeyId: keys[key] ?? "",
    environment: "LIVE",
    campaignId: null,
    operationName: `Operation${(key + below(2)) % OPERATIONS}`,
    operationType: "query",
    rootFields: ["leads"],
    method: "POST",
    endpoint: "/graphql",
    statusCode: isRefused ? 403 : 200,
    errorCode: isRefused ? "FORBIDDEN" : null,
    reason: isRefused ? "Missing scope leads:write" : null,
    durationMs,
    ip: `203.0.113.${(key * 2 + below(2)) % ADDRESSES}`,
    userAgent: "crm-importer/2.3",
    decisionId: isRefused ? id : null,
    failedCheck: isRefused ? "scopes" : null,
    units: 1,
    retryAfterSeconds: null,
    admissionMs: isRefused ? durationMs : 0.5,
    executionMs: isRefused ? null : durationMs - 0.5,
    scopesNeeded: "leads:read",
    scopesHeld: "campaigns:read,leads:read,lists:read",
  };
}

/** Ships so many rows of the last 30 days, in order, as the spool would; roll-ups included. */
export async function fillLogs(
  database: DataSource,
  workspaceId: string,
  count: number,
  report: (done: number) => void,
): Promise<void> {
  const sink = new DatabaseRequestLogSink(database);
  const folder = new RollupFolder(database, () => undefined);
  const now = systemClock.now().getTime();
  const start = new Date(now - DAYS * DAY_MS);
  await new LogPartitions(database).prepare(start);
  await new LogPartitions(database).prepare(systemClock.now());
  for (let from = 0; from < count; from += ROWS_PER_WRITE) {
    const size = Math.min(ROWS_PER_WRITE, count - from);
    const rows = Array.from({ length: size }, (_, offset) => {
      const share = (from + offset) / count;
      return inventLog(workspaceId, new Date(start.getTime() + share * DAYS * DAY_MS));
    });
    await sink.write(rows);
    const done = from + size;
    if (done % ROWS_PER_FOLD === 0 || done === count) {
      await folder.run();
      report(done);
    }
  }
}
