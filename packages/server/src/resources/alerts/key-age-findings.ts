import { ALERT_THRESHOLDS, unusedSince } from "@latchkey/shared";
import type { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import type { AlertFinding } from "./alert-finding.js";

const DAY_MS = 86_400_000;
const { expiryDays, rotationDays, unusedDays } = ALERT_THRESHOLDS;

/** The facts of a key that its age is judged by. */
export type AgingKey = Pick<
  ApiKey,
  | "id"
  | "workspaceId"
  | "environment"
  | "createdAt"
  | "lastUsedAt"
  | "activatedAt"
  | "rotatedAt"
  | "expiresAt"
  | "deactivatedAt"
  | "revokedAt"
  | "deletedAt"
>;

/**
 * What a key's age alone tells: that it ends soon, has an old secret, or is not used. Of several warnings
 * of one kind the most urgent; each was last seen at the instant it became true, and so is told once.
 */
export function findKeyAges(key: AgingKey, now: Date): AlertFinding[] {
  if (statusOf(key, now) !== "ACTIVE") return [];
  return [findExpiry(key, now), findOverdueRotation(key, now), findDisuse(key, now)].filter(
    (finding) => finding !== null,
  );
}

function findExpiry(key: AgingKey, now: Date): AlertFinding | null {
  const { expiresAt } = key;
  if (expiresAt === null) return null;
  const leftDays = (expiresAt.getTime() - now.getTime()) / DAY_MS;
  // A key that was made for less than the warning is told of by the next one alone.
  const livesDays = (expiresAt.getTime() - key.createdAt.getTime()) / DAY_MS;
  const days = expiryDays.filter((some) => leftDays <= some && livesDays > some).at(-1);
  if (days === undefined) return null;
  return {
    ...identityOf(key, "EXPIRY", String(days)),
    lastSeenAt: sinceActive(key, expiresAt.getTime() - days * DAY_MS),
    facts: { observed: round(leftDays), threshold: days, to: expiresAt },
  };
}

function findOverdueRotation(key: AgingKey, now: Date): AlertFinding | null {
  const secretMadeAt = key.rotatedAt ?? key.createdAt;
  const days = rotationDays[key.environment];
  const overdueMs = secretMadeAt.getTime() + days * DAY_MS;
  if (now.getTime() < overdueMs) return null;
  return {
    ...identityOf(key, "ROTATION_OVERDUE", ""),
    lastSeenAt: sinceActive(key, overdueMs),
    facts: { observed: daysBetween(secretMadeAt, now), threshold: days, from: secretMadeAt },
  };
}

function findDisuse(key: AgingKey, now: Date): AlertFinding | null {
  // A key that came back to work has the whole time again, as it has before the policies.
  const since = new Date(sinceActive(key, unusedSince(key).getTime()));
  const idleDays = daysBetween(since, now);
  const days = unusedDays.filter((some) => idleDays >= some).at(-1);
  if (days === undefined) return null;
  return {
    ...identityOf(key, "UNUSED", String(days)),
    lastSeenAt: new Date(since.getTime() + days * DAY_MS),
    facts: { observed: idleDays, threshold: days, from: since },
  };
}

function identityOf(key: AgingKey, kind: AlertFinding["kind"], subject: string) {
  const { workspaceId, id: apiKeyId } = key;
  return { workspaceId, apiKeyId, kind, subject, count: 0 };
}

/** An instant, or the later one since which the key works. */
function sinceActive({ activatedAt }: AgingKey, sinceMs: number): Date {
  return new Date(Math.max(sinceMs, activatedAt?.getTime() ?? 0));
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

function round(days: number): number {
  return Math.round(days * 10) / 10;
}
