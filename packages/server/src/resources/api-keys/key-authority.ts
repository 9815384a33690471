import {
  DEFAULT_RATE_LIMITS,
  hourlyMaximum,
  isInRange,
  missingScopes,
  parseIpRange,
  type RateLimit,
  type Scope,
} from "@latchkey/shared";
import { type Actor, personIdOf } from "../../base/actor.js";
import { ApiError, missingScopesError } from "../../base/api-error.js";
import type { ApiKey } from "./api-key.entity.js";
import type { KeyAction } from "./api-key-status.js";

/** What a key does to itself; the rest would let it change its own limits. */
const SELF_ACTIONS: ReadonlySet<KeyAction> = new Set(["rotate", "deactivate", "revoke"]);

/**
 * Throws unless the caller may do this to this key: one's own keys, or anybody's with
 * `members:write`; for a key, only keys of its owner that are no stronger than itself.
 */
export function assertMayManage(actor: Actor, key: ApiKey, action: KeyAction): void {
  if (key.ownerId !== personIdOf(actor) && !actor.scopes.has("members:write")) {
    throw new ApiError("FORBIDDEN", { reason: "The key belongs to another member" });
  }
  if (actor.kind !== "key") return;
  if (actor.apiKey.id === key.id) {
    if (SELF_ACTIONS.has(action)) return;
    throw new ApiError("FORBIDDEN", { reason: "A key cannot change its own limits" });
  }
  assertMayGrant(actor, key.scopes);
  assertWithinOwnLimits(actor, key);
}

/** Throws a 403 that names the scopes which the caller does not hold and so cannot give. */
export function assertMayGrant(actor: Actor, scopes: readonly Scope[]): void {
  const missing = missingScopes(scopes, actor.scopes);
  if (missing.length > 0) throw missingScopesError(missing);
}

/** Throws when a key makes or changes another one to outlive it, to work where it does not, or to be let do more in an hour. */
export function assertWithinOwnLimits(
  actor: Actor,
  limits: Pick<ApiKey, "expiresAt" | "ipAllowlist"> & {
    readonly ownRateLimits: readonly RateLimit[] | null;
  },
): void {
  if (actor.kind !== "key") return;
  const { expiresAt, ipAllowlist } = actor.apiKey;
  if (expiresAt !== null && (limits.expiresAt === null || limits.expiresAt > expiresAt)) {
    throw new ApiError("FORBIDDEN", { reason: "The other key would outlive the calling one" });
  }
  if (ipAllowlist.length > 0 && !isWithin(limits.ipAllowlist ?? [], ipAllowlist)) {
    throw new ApiError("FORBIDDEN", {
      reason: "The other key would work where the calling one does not",
    });
  }
  if (
    hourlyMaximum(limits.ownRateLimits ?? DEFAULT_RATE_LIMITS) >
    hourlyMaximum(actor.apiKey.rateLimits)
  ) {
    throw new ApiError("FORBIDDEN", {
      reason: "The other key would have higher rate limits than the calling one",
    });
  }
}

function isWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return (
    inner.length > 0 &&
    inner.every((text) => {
      const range = parseIpRange(text);
      return outer.some((outerText) => {
        const outerRange = parseIpRange(outerText);
        return (
          range !== null &&
          outerRange !== null &&
          range.bits >= outerRange.bits &&
          isInRange(range.address, outerRange)
        );
      });
    })
  );
}
