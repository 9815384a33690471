import { ProblemList, type Problems, textProblem } from "./problems.js";

/** Limits of a list of leads: its texts in characters, and how many leads one call adds or removes. */
export const LIST_LIMITS = { nameMax: 200, descriptionMax: 2000, leadsPerCallMax: 1000 } as const;

/** Says what is wrong with each field of a new list, or of an edit; a field left out of an edit is not changed. */
export function listProblems(list: {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}): Problems {
  const { nameMax, descriptionMax } = LIST_LIMITS;
  const problems = new ProblemList();
  if (list.name !== undefined) {
    problems.add("name", textProblem(list.name, { label: "Name", max: nameMax, required: true }));
  }
  const rule = { label: "Description", max: descriptionMax, isMultiline: true };
  return problems.add("description", textProblem(list.description, rule)).problems;
}

/** Says what is wrong with the leads that are to be added to a list, or removed. */
export function listedLeadsProblems(leadIds: readonly string[]): Problems {
  const { leadsPerCallMax } = LIST_LIMITS;
  if (leadIds.length >= 1 && leadIds.length <= leadsPerCallMax) return {};
  return { leadIds: `Name 1 to ${leadsPerCallMax} leads.` };
}
