import { emailProblem, ProblemList, type Problems, textProblem } from "./problems.js";

/** Limits of a lead's texts, in characters. */
export const LEAD_LIMITS = {
  nameMax: 200,
  phoneMax: 40,
  companyMax: 200,
  titleMax: 200,
  sourceMax: 100,
} as const;

/** What a new lead is asked for. */
export interface NewLead {
  readonly name: string;
  readonly email: string;
  readonly phone?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly source?: string | null | undefined;
}

/** Says what is wrong with each field of a new lead. */
export function newLeadProblems(lead: NewLead): Problems {
  return new ProblemList()
    .add(
      "name",
      textProblem(lead.name, { label: "Name", max: LEAD_LIMITS.nameMax, required: true }),
    )
    .add("email", emailProblem(lead.email, { required: true }))
    .add("phone", textProblem(lead.phone, { label: "Phone", max: LEAD_LIMITS.phoneMax }))
    .add("company", textProblem(lead.company, { label: "Company", max: LEAD_LIMITS.companyMax }))
    .add("title", textProblem(lead.title, { label: "Title", max: LEAD_LIMITS.titleMax }))
    .add("source", textProblem(lead.source, { label: "Source", max: LEAD_LIMITS.sourceMax }))
    .problems;
}
