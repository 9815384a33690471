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
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;
const EMAIL = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:".]+(\.[^\s@<>()[\]\\,;:".]+)+$/;

/** Says what is wrong with a piece of text, or null. Lengths count characters after trimming. */
export function textProblem(
  value: string | null | undefined,
  rule: { label: string; max: number; required?: boolean },
): string | null {
  const text = value?.trim() ?? "";
  if (text === "") return rule.required ? `${rule.label} is required.` : null;
  if ([...text].length > rule.max) return `${rule.label} can have at most ${rule.max} characters.`;
  if (CONTROL_CHARACTERS.test(text)) return `${rule.label} cannot contain control characters.`;
  return null;
}

/** Says what is wrong with an e-mail address, or null (RFC 5321 length; one @, a dotted domain). */
export function emailProblem(
  value: string | null | undefined,
  rule: { required?: boolean } = {},
): string | null {
  const text = textProblem(value, { label: "E-mail", max: 254, ...rule });
  if (text !== null || !value?.trim()) return text;
  return EMAIL.test(value.trim()) ? null : "E-mail must look like name@example.com.";
}

/** Trimmed text, or null when nothing is left. */
export function tidyText(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
