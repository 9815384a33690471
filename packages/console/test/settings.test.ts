import { expect, test } from "@jest/globals";
import { NO_POLICY, type WorkspacePolicyRules } from "@latchkey/shared";
import { pepperWords } from "../dist-types/features/settings/pepper-words.js";
import {
  policyEffectSummary,
  policyEffects,
} from "../dist-types/features/settings/policy-effects.js";
import {
  policyDifferences,
  policyForm,
  policyFormErrors,
  policyRules,
  rebasedPolicyForm,
} from "../dist-types/features/settings/policy-form.js";

const STRICT: WorkspacePolicyRules = {
  lifetimeMaxDays: 60,
  isWriteLimited: true,
  isLiveDescribed: true,
  unusedWarnDays: 10,
  unusedDeactivateDays: 20,
};

test.each([NO_POLICY, STRICT])(
  "a policy that is not touched in its form stays as it is",
  (policy) => {
    expect(policyRules(policyForm(policy))).toEqual(policy);
    expect(policyDifferences(policy, policyRules(policyForm(policy)))).toEqual([]);
  },
);

test("what is off suggests days and demands nothing; what is on wants its days", () => {
  const form = policyForm(NO_POLICY);
  expect(form.days).toEqual({
    lifetimeMaxDays: 90,
    unusedWarnDays: 30,
    unusedDeactivateDays: 90,
  });
  const cleared = { ...form, days: { ...form.days, lifetimeMaxDays: "" } };
  expect(policyFormErrors(cleared)).toEqual({});
  const wanted = { ...cleared, isOn: { ...form.isOn, lifetimeMaxDays: true } };
  expect(Object.keys(policyFormErrors(wanted))).toEqual(["days.lifetimeMaxDays"]);
});

test("warning after deactivating is said at the field that must change", () => {
  const form = policyForm({ ...STRICT, unusedWarnDays: 20 });
  expect(policyFormErrors(form)).toEqual({
    "days.unusedWarnDays": "Warn earlier than the key is deactivated.",
  });
});

test("the difference between two policies is told demand by demand", () => {
  const after = { ...NO_POLICY, lifetimeMaxDays: 1, isLiveDescribed: true };
  expect(policyDifferences(NO_POLICY, after)).toEqual([
    { title: "New keys must expire", before: "off", after: "1 day" },
    { title: "Live keys need a description", before: "off", after: "on" },
  ]);
});

test("on a policy that changed meanwhile, own changes are kept and the rest follows", () => {
  const form = policyForm({ ...NO_POLICY, lifetimeMaxDays: 30, isWriteLimited: true });
  const theirs = { ...NO_POLICY, lifetimeMaxDays: 7, unusedWarnDays: 14 };
  expect(policyRules(rebasedPolicyForm(form, NO_POLICY, theirs))).toEqual({
    ...NO_POLICY,
    lifetimeMaxDays: 30,
    isWriteLimited: true,
    unusedWarnDays: 14,
  });
});

test("what a policy does to a key is told the gravest first, and an expiry is not said to be editable", () => {
  const finding = {
    violations: [
      { field: "expiration", message: "Keys live at most 90 days.", isEnforcedAtEdit: false },
      { field: "description", message: "It needs a description.", isEnforcedAtEdit: true },
    ],
    isWarned: true,
    isDeactivated: true,
  };
  const effects = policyEffects(finding);
  expect(effects.map(({ title }) => title)).toEqual([
    "Deactivated tonight",
    "Works on",
    "Works on",
  ]);
  expect(effects[1]?.text).toContain("cannot be changed");
  expect(effects[2]?.text).toContain("next edit must meet this");
  const warned = { violations: [], isWarned: true, isDeactivated: false };
  expect(policyEffects(warned).map(({ title }) => title)).toEqual(["Marked as unused"]);
  expect(policyEffectSummary([finding, warned])).toBe(
    "2 keys would be touched: 1 deactivated tonight, 1 marked as unused, 1 breaking a rule.",
  );
});

test.each([
  [{ isFirst: true, secrets: 1 }, "In use"],
  [{ secrets: 3, isNeededForAuditLog: true }, "Still needed"],
  [{ isNeededForAuditLog: true }, "For the audit log"],
  [{}, "Can be dropped"],
  [{ version: null, isConfigured: false, secrets: 2 }, "Missing"],
])("a pepper that is %j: %s", (facts, state) => {
  const pepper = {
    version: 1,
    secrets: 0,
    isFirst: false,
    isConfigured: true,
    isNeededForAuditLog: false,
  };
  expect(pepperWords({ ...pepper, ...facts })).toMatchObject({ state });
});
