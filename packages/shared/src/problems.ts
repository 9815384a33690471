import { redactKeys } from "./key-format.js";

/** What is wrong with an input: the path of each bad field, as the API names it, to a sentence. */
export type Problems = Readonly<Record<string, string>>;

/** Collects problems field by field; the first sentence said of a field stands. */
export class ProblemList {
  private readonly found = new Map<string, string>();

  add(path: string, problem: string | null): this {
    if (problem !== null && !this.found.has(path)) this.found.set(path, problem);
    return this;
  }

  get problems(): Problems {
    return Object.fromEntries(this.found);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const CONTROL_CHARACTERS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const DIRECTION_CHARACTERS = /[\u202a-\u202e\u2066-\u2069]/;
const INVISIBLE_CHARACTERS = /[\p{Cf}\p{Z}\u115f\u1160\u3164\uffa0]/gu;
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)+$/;

/** Says what is wrong with a piece of text, or null. Lengths count characters after trimming. */
export function textProblem(
  value: string | null | undefined,
  rule: { label: string; max: number; required?: boolean; isMultiline?: boolean },
): string | null {
  const text = value?.trim() ?? "";
  if (text === "") return rule.required ? `${rule.label} is required.` : null;
  if ([...text].length > rule.max) return `${rule.label} can have at most ${rule.max} characters.`;
  if (CONTROL_CHARACTERS.test(rule.isMultiline ? text.replace(/\r?\n/g, "") : text)) {
    return `${rule.label} cannot contain line breaks or control characters.`;
  }
  // Characters that show nothing, or turn what follows around, make one text look like another.
  if (DIRECTION_CHARACTERS.test(text) || !text.isWellFormed()) {
    return `${rule.label} has characters that cannot be shown.`;
  }
  if (text.replace(INVISIBLE_CHARACTERS, "") === "") return `${rule.label} shows nothing.`;
  if (redactKeys(text) !== text) {
    return `${rule.label} holds what looks like an API key; a key must not be kept in clear.`;
  }
  return null;
}

/** Says what is wrong with an e-mail address, or null (RFC 5321 length; one @, a dotted domain). */
export function emailProblem(
  value: string | null | undefined,
  rule: { required?: boolean } = {},
): string | null {
  // Measured as it is kept: lower case can be longer.
  const text = textProblem(value?.toLowerCase(), { label: "E-mail", max: 254, ...rule });
  if (text !== null || !value?.trim()) return text;
  return EMAIL.test(value.trim()) ? null : "E-mail must look like name@example.com.";
}

/** Trimmed text, or null when nothing is left. */
export function tidyText(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
