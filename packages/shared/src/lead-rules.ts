import { addCustomFieldProblems } from "./custom-field-rules.js";
import { emailProblem, ProblemList, type Problems, textProblem } from "./problems.js";

/** Limits of a lead's texts, in characters. */
export const LEAD_LIMITS = {
  nameMax: 200,
  phoneMax: 40,
  companyMax: 200,
  titleMax: 200,
  sourceMax: 100,
  externalIdMax: 100,
  notesMax: 5000,
} as const;

/** What an edit of a lead can change; the form and the service check it with the same rules. */
export interface EditableLead {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly externalId?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly customFields?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What a new lead is asked for. */
export interface NewLead extends EditableLead {
  readonly name: string;
  readonly email: string;
}

/** Says what is wrong with each field of a new lead. */
export function newLeadProblems(lead: NewLead): Problems {
  return leadProblems({ ...lead, name: lead.name, email: lead.email });
}

/** Says what is wrong with each field of an edit; a field left out is not changed. */
export function leadEditProblems(edit: EditableLead): Problems {
  return leadProblems(edit);
}

const OPTIONAL = [
  ["phone", "Phone", LEAD_LIMITS.phoneMax],
  ["company", "Company", LEAD_LIMITS.companyMax],
  ["title", "Title", LEAD_LIMITS.titleMax],
  ["source", "Source", LEAD_LIMITS.sourceMax],
  ["externalId", "External id", LEAD_LIMITS.externalIdMax],
] as const;

function leadProblems(lead: EditableLead): Problems {
  const list = new ProblemList();
  if (lead.name !== undefined) {
    list.add(
      "name",
      textProblem(lead.name, { label: "Name", max: LEAD_LIMITS.nameMax, required: true }),
    );
  }
  if (lead.email !== undefined) list.add("email", emailProblem(lead.email, { required: true }));
  for (const [field, label, max] of OPTIONAL) {
    list.add(field, textProblem(lead[field], { label, max }));
  }
  const { notesMax } = LEAD_LIMITS;
  list.add("notes", textProblem(lead.notes, { label: "Notes", max: notesMax, isMultiline: true }));
  addCustomFieldProblems(list, lead.customFields);
  return list.problems;
}
