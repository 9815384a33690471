import { ProblemList, type Problems, textProblem } from "./problems.js";

/** Limits of a campaign's texts, in characters. */
export const CAMPAIGN_LIMITS = { nameMax: 200, descriptionMax: 2000 } as const;

/** Says what is wrong with each field of a new campaign, or of an edit; a field left out of an edit is not changed. */
export function campaignProblems(campaign: {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
}): Problems {
  const { nameMax, descriptionMax } = CAMPAIGN_LIMITS;
  const list = new ProblemList();
  if (campaign.name !== undefined) {
    list.add("name", textProblem(campaign.name, { label: "Name", max: nameMax, required: true }));
  }
  return list.add(
    "description",
    textProblem(campaign.description, {
      label: "Description",
      max: descriptionMax,
      isMultiline: true,
    }),
  ).problems;
}
