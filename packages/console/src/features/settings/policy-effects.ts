import type { PolicyFindingRowFragment } from "../../api/generated/graphql.js";
import { counted } from "../../format/number.js";

/** One thing that a policy would do to a key: a word, how much it matters, and a sentence. */
export interface PolicyEffect {
  readonly title: string;
  readonly color: "gray" | "yellow" | "orange";
  readonly text: string;
}

type Finding = Pick<PolicyFindingRowFragment, "violations" | "isWarned" | "isDeactivated">;

/** What a policy would do to a key, the gravest first. */
export function policyEffects(finding: Finding): PolicyEffect[] {
  const effects: PolicyEffect[] = [];
  if (finding.isDeactivated) {
    effects.push({
      title: "Deactivated tonight",
      color: "orange",
      text: "Unused for too long: it is refused from the next night on, unless it is used before.",
    });
  }
  if (finding.isWarned && !finding.isDeactivated) {
    effects.push({
      title: "Marked as unused",
      color: "yellow",
      text: "It gets the badge in the key list, and goes on working.",
    });
  }
  for (const { message, isEnforcedAtEdit } of finding.violations) {
    const then = isEnforcedAtEdit
      ? "Its next edit must meet this."
      : "Its own expiry cannot be changed; only a new key can meet this.";
    effects.push({ title: "Works on", color: "gray", text: `${message} ${then}` });
  }
  return effects;
}

/** How many keys a policy would touch, and in which way; a key can count in more than one. */
export function policyEffectSummary(findings: readonly Finding[]): string {
  const count = (matches: (finding: Finding) => boolean) => findings.filter(matches).length;
  const parts = [
    [count((finding) => finding.isDeactivated), "deactivated tonight"],
    [count((finding) => finding.isWarned && !finding.isDeactivated), "marked as unused"],
    [count((finding) => finding.violations.length > 0), "breaking a rule"],
  ] as const;
  const told = parts.filter(([keys]) => keys > 0).map(([keys, what]) => `${keys} ${what}`);
  return `${counted(findings.length, "key")} would be touched: ${told.join(", ")}.`;
}
