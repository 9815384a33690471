import { emailProblem, ProblemList, type Problems, textProblem } from "./problems.js";

/** Limits of a contact: its texts in characters, and how many leads it can be linked to. */
export const CONTACT_LIMITS = {
  nameMax: 200,
  phoneMax: 40,
  companyMax: 200,
  titleMax: 200,
  notesMax: 5000,
  leadsMax: 100,
} as const;

/** Says what is wrong with each field of a new contact, or of an edit; a field left out of an edit is not changed. */
export function contactProblems(contact: {
  readonly name?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly company?: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly notes?: string | null | undefined;
  readonly leadIds?: readonly string[] | null | undefined;
}): Problems {
  const { nameMax, phoneMax, companyMax, titleMax, notesMax, leadsMax } = CONTACT_LIMITS;
  const list = new ProblemList();
  if (contact.name !== undefined) {
    list.add("name", textProblem(contact.name, { label: "Name", max: nameMax, required: true }));
  }
  list
    .add("email", emailProblem(contact.email))
    .add("phone", textProblem(contact.phone, { label: "Phone", max: phoneMax }))
    .add("company", textProblem(contact.company, { label: "Company", max: companyMax }))
    .add("title", textProblem(contact.title, { label: "Title", max: titleMax }))
    .add("notes", textProblem(contact.notes, { label: "Notes", max: notesMax, isMultiline: true }));
  if ((contact.leadIds?.length ?? 0) > leadsMax) list.add("leadIds", `At most ${leadsMax} leads.`);
  return list.problems;
}
