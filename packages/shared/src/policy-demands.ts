import type { WorkspacePolicyRules } from "./policy-rules.js";

/** A field of a policy. */
export type PolicyField = keyof WorkspacePolicyRules;

/** A field of a policy that holds a number of days. */
export type PolicyDaysField = "lifetimeMaxDays" | "unusedWarnDays" | "unusedDeactivateDays";

interface PolicyDemandInfo {
  readonly title: string;
  /** Why a workspace would want it, and what it does to keys that are there. */
  readonly description: string;
  /** What its number of days means, and one to begin with; without it the demand is on or off. */
  readonly days?: { readonly label: string; readonly suggested: number };
}

/** What a policy can demand, in words for the person who decides; forms and logs are drawn from it. */
export const POLICY_DEMANDS = {
  lifetimeMaxDays: {
    title: "New keys must expire",
    description:
      "A forgotten key does no harm once it has ended by itself. Keys that exist keep the expiry they have.",
    days: { label: "Longest lifetime", suggested: 90 },
  },
  isWriteLimited: {
    title: "Keys that can write need an IP allowlist or an expiry",
    description:
      "A leaked key that can change your data does the most harm; this limits from where, or for how long.",
  },
  isLiveDescribed: {
    title: "Live keys need a description",
    description:
      "Each key already has an owner; a description says what it is for, so that others can tell whether it is still needed.",
  },
  unusedWarnDays: {
    title: "Mark unused keys",
    description: "They get a yellow badge in the key list, and go on working.",
    days: { label: "Unused for", suggested: 30 },
  },
  unusedDeactivateDays: {
    title: "Deactivate unused keys",
    description:
      "Checked every night. A deactivated key is refused until somebody activates it; it then has as long again to be used.",
    days: { label: "Unused for", suggested: 90 },
  },
} as const satisfies Readonly<Record<PolicyField, PolicyDemandInfo>>;

/** A policy's fields, in the order that they are shown in. */
export const POLICY_FIELDS = Object.keys(POLICY_DEMANDS) as readonly PolicyField[];
