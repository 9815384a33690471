import type { KeyEnvironment } from "./key-format.js";
import { ProblemList, type Problems } from "./problems.js";
import { expandScopes, type Scope } from "./scopes.js";

/** What a workspace demands of its keys; null or false where it demands nothing. */
export interface WorkspacePolicyRules {
  /** Longest life of a new key, in days. */
  readonly lifetimeMaxDays: number | null;
  /** A key that can write needs an allowlist or an expiry. */
  readonly isWriteLimited: boolean;
  /** A live key needs a description. */
  readonly isLiveDescribed: boolean;
  /** A key unused for so many days is marked. */
  readonly unusedWarnDays: number | null;
  /** A key unused for so many days is deactivated by night. */
  readonly unusedDeactivateDays: number | null;
}

/** A workspace without a policy. */
export const NO_POLICY: WorkspacePolicyRules = {
  lifetimeMaxDays: null,
  isWriteLimited: false,
  isLiveDescribed: false,
  unusedWarnDays: null,
  unusedDeactivateDays: null,
};

/** The facts of a key that a policy looks at. */
export interface PolicedKey {
  readonly environment: KeyEnvironment;
  readonly description?: string | null | undefined;
  readonly scopes: readonly Scope[];
  readonly ipAllowlist: readonly string[];
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
}

const DAY_MS = 86_400_000;

/** The longest time that a policy can name, in days. */
export const POLICY_DAYS_MAX = 3650;

/** Says what is wrong with each field of a policy. */
export function policyProblems(policy: WorkspacePolicyRules): Problems {
  const list = new ProblemList();
  for (const field of ["lifetimeMaxDays", "unusedWarnDays", "unusedDeactivateDays"] as const) {
    const days = policy[field];
    if (days !== null && (!Number.isInteger(days) || days < 1 || days > POLICY_DAYS_MAX)) {
      list.add(field, `Days must be a whole number from 1 to ${POLICY_DAYS_MAX}.`);
    }
  }
  const { unusedWarnDays, unusedDeactivateDays } = policy;
  if (
    unusedWarnDays !== null &&
    unusedDeactivateDays !== null &&
    unusedWarnDays >= unusedDeactivateDays
  ) {
    list.add("unusedWarnDays", "Warn earlier than the key is deactivated.");
  }
  return list.problems;
}

/** Says which demands of the policy a key does not meet, by the field that would meet them. */
export function policyViolations(key: PolicedKey, policy: WorkspacePolicyRules): Problems {
  const list = new ProblemList();
  const { lifetimeMaxDays } = policy;
  if (lifetimeMaxDays !== null) {
    const latest = key.createdAt.getTime() + lifetimeMaxDays * DAY_MS;
    if (key.expiresAt === null || key.expiresAt.getTime() > latest) {
      list.add("expiration", `This workspace's keys live at most ${lifetimeMaxDays} days.`);
    }
  }
  const canWrite = [...expandScopes(key.scopes)].some((scope) => scope.endsWith(":write"));
  if (policy.isWriteLimited && canWrite && key.expiresAt === null && key.ipAllowlist.length === 0) {
    list.add(
      "ipAllowlist",
      "In this workspace a key that can write needs an IP allowlist or an expiration.",
    );
  }
  if (policy.isLiveDescribed && key.environment === "LIVE" && !key.description?.trim()) {
    list.add("description", "In this workspace a live key needs a description.");
  }
  return list.problems;
}

/** The same for an edit, which must meet all but the longest life: no edit moves an expiry. */
export function policyEditViolations(key: PolicedKey, policy: WorkspacePolicyRules): Problems {
  return policyViolations(key, { ...policy, lifetimeMaxDays: null });
}

/** Since when a key has been unused: its last use, or its creation. */
export function unusedSince(key: {
  readonly lastUsedAt: Date | null;
  readonly createdAt: Date;
}): Date {
  return key.lastUsedAt ?? key.createdAt;
}

/** Whether a key has been unused for so many days; null days are never reached. */
export function isUnusedFor(
  key: { readonly lastUsedAt: Date | null; readonly createdAt: Date },
  days: number | null,
  now: Date,
): boolean {
  return days !== null && now.getTime() - unusedSince(key).getTime() >= days * DAY_MS;
}
