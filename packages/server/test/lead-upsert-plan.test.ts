import "reflect-metadata";
import { expect, test } from "@jest/globals";
import type { CustomFields } from "@latchkey/shared";
import fc from "fast-check";
import { type Lead, LeadStatus } from "../dist/resources/leads/lead.entity.js";
import { type PlannedRow, planUpsert } from "../dist/resources/leads/lead-upsert-plan.js";
import { type LeadRequest, newLeadValues } from "../dist/resources/leads/lead-values.js";

const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
/** Few ids and addresses, so that rows and leads meet. */
const row: fc.Arbitrary<LeadRequest> = fc.record({
  externalId: some(fc.constantFrom("1", " 2", "3", "", null)),
  email: some(fc.constantFrom("a@x.example", "A@x.example ", "b@x.example", "nobody", null)),
  name: some(fc.constantFrom("Ada", "Bob", " ", null)),
  phone: some(fc.constantFrom("1", null)),
  customFields: some(fc.constantFrom<CustomFields>({ a: 1 }, { a: null, b: "x" }, {})),
});
const rows = fc.array(row, { maxLength: 8 });
const known: fc.Arbitrary<Lead[]> = fc
  .uniqueArray(
    fc.record({
      externalId: fc.constantFrom("1", "2", null),
      email: fc.constantFrom("a@x.example", "b@x.example"),
    }),
    { maxLength: 4, selector: ({ externalId }) => externalId ?? {} },
  )
  .map((leads) => leads.map((lead, index) => leadOf(`known-${index}`, { ...lead, name: "Known" })));

function leadOf(id: string, request: LeadRequest & { name: string; email: string }): Lead {
  const place = { workspaceId: "w", campaignId: "c", version: 1 };
  const createdAt = new Date(0);
  const values = newLeadValues(request, LeadStatus.NEW);
  return { id, ...place, ...values, createdAt, updatedAt: createdAt };
}

function apply(plan: readonly PlannedRow[], leads: readonly Lead[]): Lead[] {
  const after = new Map(leads.map((lead) => [lead.id, lead]));
  for (const [index, planned] of plan.entries()) {
    if (planned.outcome === "CREATED") {
      const lead = leadOf(`new-${index}`, { name: "", email: "" });
      after.set(lead.id, { ...lead, ...planned.values });
    }
    if (planned.outcome === "UPDATED") {
      after.set(planned.before.id, { ...planned.before, ...planned.values });
    }
  }
  return [...after.values()];
}

test("a row that was done changes nothing when all are sent again", () => {
  fc.assert(
    fc.property(rows, known, (given, leads) => {
      const first = planUpsert(given, leads);
      const again = planUpsert(given, apply(first, leads));
      const done = again.filter((_, index) => first[index]?.outcome !== "REFUSED");
      const changing = done.filter(({ outcome }) => outcome === "CREATED" || outcome === "UPDATED");
      expect(changing).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("a row whose lead got its external id from an earlier row is another lead", () => {
  const leads = [leadOf("known", { email: "a@x.example", name: "Known" })];
  const named = (externalId: string) => ({ externalId, email: "a@x.example", name: "A" });
  const outcomes = planUpsert([named("1"), named("2")], leads).map(({ outcome }) => outcome);
  expect(outcomes).toEqual(["UPDATED", "CREATED"]);
});

test("no external id is given twice, and no lead is touched by two rows", () => {
  fc.assert(
    fc.property(rows, known, (given, leads) => {
      const plan = planUpsert(given, leads);
      expect(plan).toHaveLength(given.length);
      const touched = plan.flatMap((planned) => ("before" in planned ? planned.before.id : []));
      expect(new Set(touched).size).toBe(touched.length);
      const ids = apply(plan, leads).flatMap(({ externalId }) => externalId ?? []);
      expect(new Set(ids).size).toBe(ids.length);
    }),
    { numRuns: 2000 },
  );
});
