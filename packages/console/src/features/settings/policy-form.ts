import {
  POLICY_DEMANDS,
  POLICY_FIELDS,
  type PolicyDaysField,
  type PolicyField,
  policyProblems,
  type WorkspacePolicyRules,
} from "@latchkey/shared";
import { policyValue } from "../../format/policy-value.js";

/** What the form of a policy holds: each demand on or off, and its days, kept while it is off. */
export interface PolicyForm {
  readonly isOn: Readonly<Record<PolicyField, boolean>>;
  /** A text where what was typed is no number. */
  readonly days: Readonly<Record<PolicyDaysField, number | string>>;
}

/** The form as the policy is; a demand that is off suggests a number of days. */
export function policyForm(policy: WorkspacePolicyRules): PolicyForm {
  const daysOf = (field: PolicyDaysField) => policy[field] ?? POLICY_DEMANDS[field].days.suggested;
  return {
    isOn: {
      lifetimeMaxDays: policy.lifetimeMaxDays !== null,
      isWriteLimited: policy.isWriteLimited,
      isLiveDescribed: policy.isLiveDescribed,
      unusedWarnDays: policy.unusedWarnDays !== null,
      unusedDeactivateDays: policy.unusedDeactivateDays !== null,
    },
    days: {
      lifetimeMaxDays: daysOf("lifetimeMaxDays"),
      unusedWarnDays: daysOf("unusedWarnDays"),
      unusedDeactivateDays: daysOf("unusedDeactivateDays"),
    },
  };
}

/** The policy that the form describes; NaN where the days are no number. */
export function policyRules({ isOn, days }: PolicyForm): WorkspacePolicyRules {
  const daysOf = (field: PolicyDaysField) => {
    if (!isOn[field]) return null;
    const value = days[field];
    return typeof value === "number" ? value : Number.NaN;
  };
  return {
    lifetimeMaxDays: daysOf("lifetimeMaxDays"),
    isWriteLimited: isOn.isWriteLimited,
    isLiveDescribed: isOn.isLiveDescribed,
    unusedWarnDays: daysOf("unusedWarnDays"),
    unusedDeactivateDays: daysOf("unusedDeactivateDays"),
  };
}

/** What is wrong with each field of the form, by the rules that the server has too. */
export function policyFormErrors(form: PolicyForm): Record<string, string> {
  const problems = Object.entries(policyProblems(policyRules(form)));
  return Object.fromEntries(problems.map(([field, sentence]) => [`days.${field}`, sentence]));
}

/** A demand that two policies make differently, in words. */
export interface PolicyDifference {
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** What differs between two policies, demand by demand. */
export function policyDifferences(
  before: WorkspacePolicyRules,
  after: WorkspacePolicyRules,
): PolicyDifference[] {
  return POLICY_FIELDS.filter((field) => !Object.is(before[field], after[field])).map((field) => ({
    title: POLICY_DEMANDS[field].title,
    before: policyValue(before[field]),
    after: policyValue(after[field]),
  }));
}

/** The form on a policy that changed meanwhile: what the person did not touch follows the policy. */
export function rebasedPolicyForm(
  form: PolicyForm,
  before: WorkspacePolicyRules,
  after: WorkspacePolicyRules,
): PolicyForm {
  const mine = policyRules(form);
  const keep = <Field extends PolicyField>(field: Field): WorkspacePolicyRules[Field] =>
    Object.is(mine[field], before[field]) ? after[field] : mine[field];
  return policyForm({
    lifetimeMaxDays: keep("lifetimeMaxDays"),
    isWriteLimited: keep("isWriteLimited"),
    isLiveDescribed: keep("isLiveDescribed"),
    unusedWarnDays: keep("unusedWarnDays"),
    unusedDeactivateDays: keep("unusedDeactivateDays"),
  });
}
