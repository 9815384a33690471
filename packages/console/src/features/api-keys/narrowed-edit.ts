import {
  effectiveRateLimits,
  expandScopes,
  missingScopes,
  type RateLimit,
  type Scope,
} from "@latchkey/shared";
import type { RehearseApiKeyInput } from "../../api/generated/graphql.js";
import { allowlistEntries } from "./allowlist.js";
import {
  type EditableApiKey,
  type KeyEditForm,
  keyEditChanges,
  keyEditErrors,
} from "./key-edit.js";
import { rateLimitsOf } from "./rate-limit-form.js";

/**
 * What an edit makes narrower of a key, to be tried on its requests before it is saved; null when it
 * takes nothing away. What cannot be saved as it is typed is left out.
 */
export function narrowedEdit(
  key: EditableApiKey,
  form: KeyEditForm,
  rateLimitMax: number,
): Omit<RehearseApiKeyInput, "id"> | null {
  const { scopes, ipAllowlist, rateLimits } = keyEditChanges(key, form);
  const errors = keyEditErrors(key, form, rateLimitMax);
  const limits = effectiveRateLimits(rateLimitsOf(form.rateLimits), rateLimitMax);
  const narrowed = {
    ...(scopes && !errors.permissions && takesScopes(key.scopes, scopes) ? { scopes } : {}),
    ...(ipAllowlist && !errors.allowlist && shutsOut(key.ipAllowlist, form.allowlist)
      ? { ipAllowlist }
      : {}),
    ...(rateLimits !== undefined && !errors.rateLimits && lowersLimits(key.rateLimits, limits)
      ? { rateLimits: limits.map(({ windowSeconds, limit }) => ({ windowSeconds, limit })) }
      : {}),
  };
  return Object.keys(narrowed).length > 0 ? narrowed : null;
}

function takesScopes(before: readonly Scope[], after: readonly Scope[]): boolean {
  return missingScopes(expandScopes(before), expandScopes(after)).length > 0;
}

function shutsOut(before: readonly string[], text: string): boolean {
  const after = allowlistEntries(text);
  if (after.length === 0) return false;
  return before.length === 0 || before.some((entry) => !after.includes(entry));
}

/** Whether there is a window that was not there, or that held more. */
function lowersLimits(before: readonly RateLimit[], after: readonly RateLimit[]): boolean {
  return after.some(
    ({ windowSeconds, limit }) =>
      !before.some((own) => own.windowSeconds === windowSeconds && own.limit <= limit),
  );
}
