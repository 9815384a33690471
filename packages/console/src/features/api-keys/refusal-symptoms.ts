import { expandScopes, isScope, type RateLimit, type Scope } from "@latchkey/shared";
import type { ApiKeyRowFragment, KeyRequestRowFragment } from "../../api/generated/graphql.js";
import { shutOut } from "./allowlist.js";
import { rateRefusalRemedy, rateRefusalTitle, readRateRefusal } from "./rate-refusal.js";

/** Refusals with one reason, how many, and what helps. */
export interface RefusalSymptom {
  /** The reason that the log tells; a full window in words. */
  readonly reason: string;
  readonly count: number;
  readonly lastAt: string;
  readonly addresses: readonly string[];
  readonly remedy: string;
}

type Refusal = Pick<KeyRequestRowFragment, "at" | "reason" | "errorCode" | "statusCode" | "ip">;

/** What tells whether a refusal would happen again. */
export type RefusedKey = Pick<ApiKeyRowFragment, "status" | "scopes" | "ipAllowlist"> & {
  /** The windows that hold now. */
  readonly rateLimits: readonly RateLimit[];
  readonly effectiveScopes: readonly Scope[];
};

/** A key's refusals by their true reason, the latest first, each with its remedy. */
export function refusalSymptoms(refusals: readonly Refusal[], key: RefusedKey): RefusalSymptom[] {
  const groups = new Map<string, Refusal[]>();
  for (const refusal of refusals) {
    const reason = reasonOf(refusal);
    groups.set(reason, [...(groups.get(reason) ?? []), refusal]);
  }
  return [...groups]
    .map(([reason, group]) => {
      const addresses = [...new Set(group.flatMap((refusal) => refusal.ip ?? []))];
      const lastAt =
        group
          .map((refusal) => refusal.at)
          .sort()
          .at(-1) ?? "";
      const remedy =
        rateRefusalRemedy(group.flatMap(readRateRefusal), key.rateLimits) ??
        (isOver(reason, addresses, key) ? OVER : remedyFor(reason, key));
      return { reason, count: group.length, lastAt, addresses, remedy };
    })
    .sort((one, other) => other.lastAt.localeCompare(one.lastAt));
}

function reasonOf(refusal: Refusal): string {
  const [full] = readRateRefusal(refusal);
  if (full) return rateRefusalTitle(full);
  return refusal.reason ?? refusal.errorCode ?? `Status ${refusal.statusCode}`;
}

const OVER = "This is over: such a request passes this check by now.";

function isOver(reason: string, addresses: readonly string[], key: RefusedKey): boolean {
  const missing = missingIn(reason);
  if (missing.length > 0) return missing.every((scope) => key.effectiveScopes.includes(scope));
  if (reason.includes("allowlist")) return shutOut(addresses, key.ipAllowlist).length === 0;
  return reason.includes("deactivated") && key.status === "ACTIVE";
}

function missingIn(reason: string): Scope[] {
  const [, names = ""] = /^Missing scope (.+)$/.exec(reason) ?? [];
  return names.split(", ").filter(isScope);
}

const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/^Missing scope/, "Add the permission with Edit, if the program needs it."],
  [/another campaign/, "The campaign is fixed. Use a key for that campaign, or for all of them."],
  [/allowlist/, "Add the address to the IP allowlist with Edit, or call from one that is in it."],
  [/rotated out/, "Give the program the secret that the last rotation showed, or rotate again."],
  [/deactivated/, "Activate the key."],
  [/expired/, "Create a new key: expiry cannot be moved."],
  [/revoked|deleted/, "Create a new key: this one never works again."],
  [/^No such/, "The id in the request does not exist in this workspace. Check it."],
  [/^Invalid input: query$/, "The operation does not fit the schema. Correct it."],
  [/^Invalid input/, "The program sends something that is not accepted. Correct those fields."],
  [/RATE_LIMITED/, "The program asks too often. Let it wait as Retry-After says."],
];

function remedyFor(reason: string, key: RefusedKey): string {
  const given = expandScopes(key.scopes);
  // Only of a key that works do the effective scopes tell what its owner's role allows.
  if (key.status === "ACTIVE" && missingIn(reason).some((scope) => given.has(scope))) {
    return "The key has this permission, but its owner’s role does not allow it now. An admin can change the role or the owner.";
  }
  const known = REMEDIES.find(([pattern]) => pattern.test(reason));
  return known?.[1] ?? "Open the request in the Request Logs and compare it with one that worked.";
}
