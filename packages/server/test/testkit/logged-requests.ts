import type { SessionActor } from "../../dist/base/actor.js";
import { newId } from "../../dist/database/new-id.js";
import type { CountBy } from "../../dist/resources/request-logs/request-counter.js";
import type { RequestLog } from "../../dist/resources/request-logs/request-log.entity.js";
import {
  type RequestLogFilter,
  StatusClass,
} from "../../dist/resources/request-logs/request-log.inputs.js";
import { RequestGroupBy } from "../../dist/resources/request-logs/request-stats.inputs.js";

export const LOGS_START_MS = Date.UTC(2026, 4, 1, 21, 17, 3, 456);
/** A day and some hours later, in the middle of a minute. */
export const LOGS_END_MS = Date.UTC(2026, 4, 3, 2, 41, 33, 7);

const WORKSPACE = newId();
export const CAMPAIGN = newId();

/** Keys of the workspace; the second is limited to the campaign. */
export const KEYS = [
  { id: newId(), environment: "LIVE", campaignId: null },
  { id: newId(), environment: "LIVE", campaignId: CAMPAIGN },
  { id: newId(), environment: "TEST", campaignId: null },
] as const;

/** Somebody who may read the workspace's logs. */
export const READER: SessionActor = {
  kind: "session",
  address: "127.0.0.1",
  arrivedAt: new Date(LOGS_END_MS),
  workspace: { id: WORKSPACE, name: "W", slug: "w", rateLimitMax: 1000 },
  scopes: new Set(["logs:read"]),
  campaignId: null,
  user: { id: newId(), email: "a@b.example", name: "A", role: "ADMIN", isPlatformAdmin: false },
};

/** What is different from one invented row to the next. */
export interface RowChoice {
  readonly atMs: number;
  readonly key: number;
  readonly operation: number;
  readonly outcome: number;
  readonly address: number;
  readonly durationMs: number;
}

const OPERATIONS = [
  { operationName: "Import", rootFields: ["createLead", "leads"] },
  { operationName: null, rootFields: ["leads"] },
  { operationName: "leads", rootFields: ["leads"] },
  { operationName: null, rootFields: [] },
] as const;

const OUTCOMES = [
  { statusCode: 200, errorCode: null },
  { statusCode: 200, errorCode: "NOT_FOUND" },
  { statusCode: 403, errorCode: "FORBIDDEN" },
  { statusCode: 503, errorCode: "UNAVAILABLE" },
] as const;

export function inventRow(choice: RowChoice): RequestLog {
  const at = new Date(choice.atMs);
  const id = newId(at);
  const key = KEYS[choice.key] ?? KEYS[0];
  const operation = OPERATIONS[choice.operation] ?? OPERATIONS[0];
  const outcome = OUTCOMES[choice.outcome] ?? OUTCOMES[0];
  return {
    id,
    at,
    workspaceId: WORKSPACE,
    apiKeyId: key.id,
    environment: key.environment,
    campaignId: key.campaignId,
    operationName: operation.operationName,
    operationType: "query",
    rootFields: [...operation.rootFields],
    method: "POST",
    endpoint: "/graphql",
    ...outcome,
    reason: null,
    durationMs: Math.round(choice.durationMs * 1000) / 1000,
    ip: choice.address === 0 ? null : `192.0.2.${choice.address}`,
    userAgent: "test",
    decisionId: outcome.errorCode === null ? null : id,
  };
}

/** The exact 95th percentile of the response times by key, by nearest rank. */
export function recountP95(rows: readonly RequestLog[], filter: RequestLogFilter, by: CountBy) {
  const times = new Map<string, number[]>();
  for (const row of rows.filter((one) => isMeant(one, filter))) {
    const key = keyOf(row, by);
    times.set(key, [...(times.get(key) ?? []), row.durationMs]);
  }
  return new Map(
    [...times].map(([key, own]) => {
      own.sort((a, b) => a - b);
      return [key, own[Math.ceil(0.95 * own.length) - 1] ?? 0] as const;
    }),
  );
}

/** What the roll-ups must say, counted row by row. */
export function recount(rows: readonly RequestLog[], filter: RequestLogFilter, by: CountBy) {
  const found = new Map<
    string,
    { total: number; errors: number; sumMs: number; lastAtMs: number }
  >();
  for (const row of rows.filter((one) => isMeant(one, filter))) {
    const key = keyOf(row, by);
    const before = found.get(key) ?? { total: 0, errors: 0, sumMs: 0, lastAtMs: 0 };
    found.set(key, {
      total: before.total + 1,
      errors: before.errors + (row.statusCode >= 400 || row.errorCode !== null ? 1 : 0),
      sumMs: before.sumMs + Math.round(row.durationMs * 1000),
      lastAtMs: Math.max(before.lastAtMs, row.at.getTime()),
    });
  }
  return found;
}

function keyOf(row: RequestLog, { group, widthSeconds }: CountBy): string {
  const seconds = Math.floor(row.at.getTime() / 1000);
  if (widthSeconds !== undefined) return String(seconds - (seconds % widthSeconds));
  switch (group) {
    case RequestGroupBy.API_KEY:
      return row.apiKeyId ?? "";
    case RequestGroupBy.OPERATION:
      return row.operationName ?? row.rootFields[0] ?? "";
    case RequestGroupBy.STATUS:
      return String(row.statusCode);
    case RequestGroupBy.ERROR_CODE:
      return row.errorCode ?? "";
    case RequestGroupBy.ADDRESS:
      return row.ip ?? "";
    default:
      return "";
  }
}

/** Whether a row is under a filter. */
export function isMeant(row: RequestLog, filter: RequestLogFilter): boolean {
  const isError = row.statusCode >= 400 || row.errorCode !== null;
  const statusClass =
    row.statusCode >= 500
      ? StatusClass.SERVER_ERROR
      : isError
        ? StatusClass.CLIENT_ERROR
        : StatusClass.SUCCESS;
  return [
    !filter.from || row.at >= filter.from,
    !filter.to || row.at < filter.to,
    !filter.apiKeyId || row.apiKeyId === filter.apiKeyId,
    !filter.environment || row.environment === filter.environment,
    !filter.campaignId || row.campaignId === filter.campaignId,
    !filter.statusCode || row.statusCode === filter.statusCode,
    !filter.statusClass || statusClass === filter.statusClass,
    !filter.errorCode || row.errorCode === filter.errorCode,
    !filter.ip || row.ip === filter.ip,
    !filter.operation || [row.operationName, ...row.rootFields].includes(filter.operation),
  ].every(Boolean);
}
