import { type ProblemList, textProblem } from "./problems.js";

/** Bounds of a record's custom fields; lengths in characters, `jsonMax` of all of them as JSON. */
export const CUSTOM_FIELD_LIMITS = {
  fieldsMax: 50,
  nameMax: 60,
  textMax: 1000,
  jsonMax: 16_000,
} as const;

/** What a custom field can hold; null, in a change, takes the field away. */
export type CustomFieldValue = string | number | boolean | null;

/** A record's fields of a workspace's own, by name. */
export type CustomFields = Readonly<Record<string, CustomFieldValue>>;

/** Adds what is wrong with each of the given custom fields, under `customFields.<name>`. */
export function addCustomFieldProblems(
  list: ProblemList,
  fields: Readonly<Record<string, unknown>> | null | undefined,
): void {
  for (const [name, value] of Object.entries(fields ?? {})) {
    const nameProblem = customFieldNameProblem(name);
    // A name that is wrong is not repeated.
    list.add("customFields", nameProblem);
    if (nameProblem === null) list.add(`customFields.${name}`, customFieldProblem(value));
  }
}

/**
 * A record's custom fields after a change: what the change does not name stays, null takes away.
 * Sorted by name, so that the same fields are the same text.
 */
export function mergeCustomFields(
  before: CustomFields,
  change: CustomFields | null | undefined,
): CustomFields {
  const merged = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null);
  return Object.fromEntries(merged.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Says whether a record's custom fields are too many, or too long together. */
export function customFieldsSizeProblem(fields: CustomFields): string | null {
  const { fieldsMax, jsonMax } = CUSTOM_FIELD_LIMITS;
  if (Object.keys(fields).length > fieldsMax) return `At most ${fieldsMax} custom fields.`;
  if (JSON.stringify(fields).length <= jsonMax) return null;
  return `Custom fields can have at most ${jsonMax} characters of JSON together.`;
}

function customFieldNameProblem(name: string): string | null {
  const label = "A custom field's name";
  // Programs that copy fields by name would lose it, or worse.
  if (name === "__proto__") return `${label} cannot be __proto__.`;
  if (name !== name.trim()) return `${label} cannot begin or end with space.`;
  return textProblem(name, { label, max: CUSTOM_FIELD_LIMITS.nameMax, required: true });
}

function customFieldProblem(value: unknown): string | null {
  if (value === null || typeof value === "boolean") return null;
  if (typeof value === "number") {
    return Number.isFinite(value) ? null : "A custom field's number must be finite.";
  }
  if (typeof value !== "string") {
    return "A custom field is a text, a number, true, false or null.";
  }
  const { textMax } = CUSTOM_FIELD_LIMITS;
  return textProblem(value, { label: "A custom field", max: textMax, isMultiline: true });
}
