import { isInRanges, type Problems, parseIpRange } from "@latchkey/shared";

/** The entries of an allowlist as a person writes them: one a line, or with commas between. */
export function allowlistEntries(text: string): string[] {
  return text
    .split(/[\n,]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** One sentence for each bad entry, with the entry before it; null when all are good. */
export function allowlistProblem(problems: Problems, entries: readonly string[]): string | null {
  const whole = problems["ipAllowlist"];
  if (whole) return whole;
  const sentences = entries.flatMap((entry, index) => {
    const sentence = problems[`ipAllowlist.${index}`];
    return sentence ? [`${entry}: ${sentence}`] : [];
  });
  return sentences.length > 0 ? sentences.join("\n") : null;
}

/** The addresses that an allowlist would shut out; none while an entry cannot be read. */
export function shutOut(addresses: readonly string[], entries: readonly string[]): string[] {
  const ranges = entries.map(parseIpRange).filter((range) => range !== null);
  if (entries.length === 0 || ranges.length < entries.length) return [];
  return [...new Set(addresses)].filter((address) => !isInRanges(address, ranges));
}
