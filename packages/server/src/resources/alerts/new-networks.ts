import {
  ALERT_THRESHOLDS,
  type AlertClosedReason,
  isInRanges,
  parseIpRange,
} from "@latchkey/shared";
import type { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import type { KeyNetwork } from "../request-logs/key-network.entity.js";
import type { Alert } from "./alert.entity.js";
import type { AlertFinding } from "./alert-finding.js";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const { network: THRESHOLDS } = ALERT_THRESHOLDS;

/** What must be known of a key to judge where it is used from. */
export type PlacedKey = Pick<
  ApiKey,
  | "id"
  | "workspaceId"
  | "ipAllowlist"
  | "rotatedAt"
  | "expiresAt"
  | "deactivatedAt"
  | "revokedAt"
  | "deletedAt"
>;

/** A network that just appeared, if it is told of: among the key's networks, and by what is known of the key. Pure. */
export function findNewNetwork(
  key: PlacedKey,
  appeared: KeyNetwork,
  networks: readonly KeyNetwork[],
): AlertFinding | null {
  const before = networks.filter(
    ({ network, firstSeenAt, lastSeenAt }) =>
      network !== appeared.network &&
      firstSeenAt < appeared.firstSeenAt &&
      appeared.firstSeenAt.getTime() - lastSeenAt.getTime() <= THRESHOLDS.memoryDays * DAY_MS,
  );
  const knownSinceMs = Math.min(...before.map(({ firstSeenAt }) => firstSeenAt.getTime()));
  const knownMs = appeared.firstSeenAt.getTime() - knownSinceMs;
  const requests = before.reduce((sum, one) => sum + one.requests, 0);
  if (before.length === 0 || before.length >= THRESHOLDS.networksMax) return null;
  if (knownMs < THRESHOLDS.historyDaysMin * DAY_MS) return null;
  if (requests < THRESHOLDS.historyRequestsMin) return null;
  if (isAllowlisted(key, appeared.address)) return null;
  return seenAgain(key, appeared, { expected: before.length });
}

/** A network's alert as it is brought up to date while it holds. */
export function seenAgain(
  { workspaceId, id: apiKeyId }: Pick<PlacedKey, "workspaceId" | "id">,
  { network, address, firstSeenAt, lastSeenAt, requests }: KeyNetwork,
  facts: AlertFinding["facts"] = {},
): AlertFinding {
  return {
    workspaceId,
    apiKeyId,
    kind: "NEW_NETWORK",
    subject: network,
    lastSeenAt,
    count: requests,
    facts: {
      ...facts,
      observed: requests,
      from: firstSeenAt,
      to: new Date(lastSeenAt.getTime() + MINUTE_MS),
      ip: address,
    },
  };
}

/** Why an alert about a network is over; null while it holds. Pure. */
export function networkEnd(
  alert: Pick<Alert, "openedAt" | "lastSeenAt" | "facts">,
  key: PlacedKey | null,
  now: Date,
): AlertClosedReason | null {
  if (!key || statusOf(key, now) !== "ACTIVE") return "STOPPED";
  if (key.rotatedAt && key.rotatedAt > alert.openedAt) return "ROTATED";
  if (isAllowlisted(key, alert.facts.ip ?? "")) return "ALLOWLISTED";
  if (isPast(alert.lastSeenAt, THRESHOLDS.quietDays, now)) return "QUIET";
  return isPast(alert.openedAt, THRESHOLDS.memoryDays, now) ? "KNOWN" : null;
}

function isPast(instant: Date, days: number, now: Date): boolean {
  return now.getTime() - instant.getTime() >= days * DAY_MS;
}

function isAllowlisted({ ipAllowlist }: PlacedKey, address: string): boolean {
  const ranges = (ipAllowlist ?? []).map(parseIpRange).filter((range) => range !== null);
  return isInRanges(address, ranges);
}
