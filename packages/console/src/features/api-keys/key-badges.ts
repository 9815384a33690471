import { isUnusedFor } from "@latchkey/shared";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";

const DAY_MS = 86_400_000;
const EXPIRES_SOON_DAYS = 14;
const ROTATION_DAYS = { LIVE: 90, TEST: 180 } as const;

/** What a badge needs to know of a key. */
export type BadgedKey = Pick<
  ApiKeyRowFragment,
  "status" | "environment" | "createdAt" | "rotatedAt" | "lastUsedAt" | "expiresAt"
>;

/** A word about a key's state, and how much it matters. */
export interface KeyBadge {
  readonly title: string;
  readonly color: "teal" | "gray" | "orange" | "red" | "yellow";
  /** The one badge that stands out from all others. */
  readonly isStrong?: true;
  /** The sentence behind the word. */
  readonly hint: string;
}

const STATUS_BADGES: Readonly<Record<BadgedKey["status"], KeyBadge>> = {
  ACTIVE: { title: "Active", color: "teal", hint: "It works." },
  INACTIVE: { title: "Inactive", color: "gray", hint: "It is refused until it is activated." },
  EXPIRED: { title: "Expired", color: "orange", hint: "Its time is over, for good." },
  REVOKED: { title: "Revoked", color: "red", isStrong: true, hint: "It was ended for good." },
};

/**
 * A key's status, and for one that works what should be looked at; after how many unused days, the
 * workspace's policy says (null for never). Pure; `now` in milliseconds.
 */
export function keyBadges(key: BadgedKey, now: number, unusedWarnDays: number | null): KeyBadge[] {
  const badges = [STATUS_BADGES[key.status]];
  if (key.status !== "ACTIVE") return badges;
  const daysSince = (instant: string) => (now - Date.parse(instant)) / DAY_MS;
  if (key.expiresAt && -daysSince(key.expiresAt) <= EXPIRES_SOON_DAYS) {
    badges.push({
      title: "Expires soon",
      color: "orange",
      hint: "It ends within 14 days. Create its successor in time.",
    });
  }
  const usage = {
    createdAt: new Date(key.createdAt),
    lastUsedAt: key.lastUsedAt === null ? null : new Date(key.lastUsedAt),
  };
  if (isUnusedFor(usage, unusedWarnDays, new Date(now))) {
    const days = unusedWarnDays === 1 ? "1 day" : `${unusedWarnDays} days`;
    badges.push({
      title: `Unused ${days}`,
      color: "yellow",
      hint: `No request for ${days}, and the workspace's policy marks it. Does anybody still need it?`,
    });
  }
  const rotationDays = ROTATION_DAYS[key.environment];
  if (daysSince(key.rotatedAt ?? key.createdAt) > rotationDays) {
    badges.push({
      title: "Rotation due",
      color: "yellow",
      hint: `Its secret is older than ${rotationDays} days.`,
    });
  }
  return badges;
}
