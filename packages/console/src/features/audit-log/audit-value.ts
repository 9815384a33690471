import { isScope, KEY_ENVIRONMENTS, POLICY_DEMANDS, ROLES, reduceScopes } from "@latchkey/shared";
import { policyValue } from "../../format/policy-value.js";
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
  if (Array.isArray(value)) {
    const texts = value.map(String);
    const scopes = field === "scopes" && texts.every(isScope) ? reduceScopes(texts) : texts;
    return scopes.join(", ") || NOTHING;
  }
  if (typeof value === "string") {
    return TABLES[field]?.[value]?.title ?? (INSTANT.test(value) ? exactTime(value) : value);
  }
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
