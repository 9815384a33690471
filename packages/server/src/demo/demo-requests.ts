import {
  type ErrorCode,
  effectiveScopes,
  type RequestCheckName,
  reduceScopes,
} from "@latchkey/shared";
import { newId } from "../database/new-id.js";
import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../resources/request-logs/request-log.sink.js";
import type { Foundations } from "../services.js";
import type { SeededRandom } from "./random.js";

const HOUR_MS = 3_600_000;
const HOURS = 7 * 24;
const WORKDAY_PEAK_HOUR = 14;

interface Outcome {
  readonly failedCheck: RequestCheckName | null;
  readonly statusCode: number;
  readonly errorCode: ErrorCode | null;
  readonly reason: string | null;
}

const ANSWERED: Outcome = { failedCheck: null, statusCode: 200, errorCode: null, reason: null };
const FORBIDDEN: Outcome = {
  failedCheck: "scopes",
  statusCode: 403,
  errorCode: "FORBIDDEN",
  reason: "Missing scope leads:write",
};
const BAD_INPUT: Outcome = {
  failedCheck: "execution",
  statusCode: 400,
  errorCode: "BAD_USER_INPUT",
  reason: "Invalid input: input.email",
};

/** A week of invented traffic, so that the first look at the request logs has something to see. */
export async function seedRequestLogs(
  { database, clock }: Foundations,
  random: SeededRandom,
  keys: readonly ApiKey[],
): Promise<void> {
  const end = Math.floor(clock.now().getTime() / HOUR_MS) * HOUR_MS;
  const rows: RequestLog[] = [];
  for (const key of keys) {
    for (let hour = -HOURS; hour < 0; hour += 1) {
      const start = end + hour * HOUR_MS;
      const distance = Math.abs(new Date(start).getUTCHours() - WORKDAY_PEAK_HOUR);
      const count = random.below(Math.max(1, 9 - distance));
      for (let index = 0; index < count; index += 1) {
        rows.push(inventRequest(random, key, new Date(start + random.below(HOUR_MS))));
      }
    }
  }
  await new DatabaseRequestLogSink(database).write(rows);
  for (const key of keys) {
    const last = rows.filter((row) => row.apiKeyId === key.id).sort((a, b) => +b.at - +a.at)[0];
    if (!last) continue;
    await database.getRepository(ApiKey).update(
      { id: key.id },
      {
        lastUsedAt: last.at,
        lastUsedIp: last.ip,
        lastUsedUserAgent: last.userAgent,
        scopeUseFrom: new Date(end - HOURS * HOUR_MS),
      },
    );
  }
}

/** One request of a key as it might have been. */
export function inventRequest(random: SeededRandom, key: ApiKey, at: Date): RequestLog {
  const id = newId(at);
  const canWrite = key.scopes.includes("leads:write");
  const wantsWrite = canWrite && random.next() < 0.5;
  const outcome = random.next() > 0.04 ? ANSWERED : canWrite ? BAD_INPUT : FORBIDDEN;
  const isWrite = wantsWrite || outcome === BAD_INPUT;
  const isRefusedWrite = outcome === FORBIDDEN;
  const durationMs = toMicroseconds(3 + random.next() ** 4 * 60);
  const admissionMs = isRefusedWrite ? durationMs : toMicroseconds(0.4 + random.next());
  return {
    id,
    at,
    workspaceId: key.workspaceId,
    apiKeyId: key.id,
    environment: key.environment,
    campaignId: key.campaignId,
    operationName: isWrite ? "ImportLead" : null,
    operationType: isWrite || isRefusedWrite ? "mutation" : "query",
    rootFields: [isWrite || isRefusedWrite ? "createLead" : "leads"],
    method: "POST",
    endpoint: "/graphql",
    ...outcome,
    durationMs,
    ip: key.campaignId === null ? "203.0.113.7" : "198.51.100.23",
    userAgent: key.campaignId === null ? "crm-importer/2.3" : "wallboard/1.0",
    decisionId: outcome === ANSWERED ? null : id,
    units: 1,
    retryAfterSeconds: null,
    admissionMs,
    executionMs: isRefusedWrite ? null : toMicroseconds((durationMs - admissionMs) * 0.95),
    scopesNeeded: isWrite || isRefusedWrite ? "leads:read,leads:write" : "leads:read",
    scopesHeld: reduceScopes(effectiveScopes(key.scopes, "ADMIN", false)).join(),
  };
}

function toMicroseconds(milliseconds: number): number {
  return Math.round(milliseconds * 1000) / 1000;
}
