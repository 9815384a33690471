import { CUSTOM_FIELD_LIMITS, leadEditProblems } from "@latchkey/shared";
import { type ColumnTarget, LEAD_TARGETS } from "./lead-columns.js";

/** By what a row's lead is found. */
export type MatchBy = "externalId" | "email";

/** How the rows of a file become leads. */
export interface ImportPlan {
  readonly header: readonly string[];
  /** What each column is, in the header's order. */
  readonly targets: readonly ColumnTarget[];
  readonly matchBy: MatchBy;
  /** An empty cell takes away what the lead has, rather than leaving it as it is. */
  readonly doesClear: boolean;
}

/** What must be settled before the file can be read by the plan, as a sentence; null when nothing must. */
export function planProblem({ header, targets, matchBy }: ImportPlan): string | null {
  const isMapped = (target: ColumnTarget) => targets.includes(target);
  if (!isMapped(matchBy)) {
    return `Say which column is the ${titleOf(matchBy)}: rows are matched by it.`;
  }
  const double = LEAD_TARGETS.find(
    ({ value }) => targets.filter((target) => target === value).length > 1,
  );
  if (double) return `Two columns are the ${double.title}; leave one out.`;
  if (isMapped("name") && (isMapped("firstName") || isMapped("lastName"))) {
    return "Choose either Name, or First name and Last name.";
  }
  if (matchBy === "email" && isMapped("externalId")) {
    return "The External id finds a lead before the E-mail does: match by it, or leave it out.";
  }
  const custom = header.filter((_name, index) => targets[index] === "custom");
  const { fieldsMax, nameMax } = CUSTOM_FIELD_LIMITS;
  if (custom.length > fieldsMax) return `A lead can have at most ${fieldsMax} custom fields.`;
  const isBad = (name: string) =>
    Object.keys(leadEditProblems({ customFields: { [name]: "" } })).length > 0;
  const bad = custom.find(isBad);
  return bad === undefined
    ? null
    : `“${bad.slice(0, 40)}” cannot be a custom field's name: it has up to ${nameMax} characters on one line.`;
}

/** How a column's meaning is called. */
export function titleOf(target: ColumnTarget): string {
  return LEAD_TARGETS.find(({ value }) => value === target)?.title ?? target;
}
