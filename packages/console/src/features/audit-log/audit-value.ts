import {
  isScope,
  KEY_ENVIRONMENTS,
  POLICY_DEMANDS,
  type RateLimit,
  ROLES,
  reduceScopes,
} from "@latchkey/shared";
import { policyValue } from "../../format/policy-value.js";
import { rateLimitsText, rateLimitText } from "../../format/rate-limit.js";
import { exactTime } from "../../format/time.js";

/** What stands for a value that is not there. */
export const NOTHING = "none";

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** Fields whose values are names of a table, with the table's words for them. */
const TABLES: Readonly<Record<string, Readonly<Record<string, { readonly title: string }>>>> = {
  role: ROLES,
  environment: KEY_ENVIRONMENTS,
};

/** A recorded value of a field, in words. */
export function auditValue(field: string, value: unknown): string {
  if (Object.hasOwn(POLICY_DEMANDS, field)) {
    return policyValue(typeof value === "number" || typeof value === "boolean" ? value : null);
  }
  if (value === null || value === undefined || value === "") return NOTHING;
  if (field === "rateLimitMax" && typeof value === "number") {
    return rateLimitText({ limit: value, windowSeconds: 3600 });
  }
  if (Array.isArray(value)) {
    if (value.length > 0 && value.every(isRateLimit)) return rateLimitsText(value);
    const texts = value.map(String);
    const scopes = field === "scopes" && texts.every(isScope) ? reduceScopes(texts) : texts;
    return scopes.join(", ") || NOTHING;
  }
  if (typeof value === "string") {
    return TABLES[field]?.[value]?.title ?? (INSTANT.test(value) ? exactTime(value) : value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isRateLimit(value: unknown): value is RateLimit {
  return (
    typeof value === "object" &&
    value !== null &&
    "windowSeconds" in value &&
    typeof value.windowSeconds === "number" &&
    "limit" in value &&
    typeof value.limit === "number"
  );
}
