import { type EditableLead, leadEditProblems } from "@latchkey/shared";
import { type Lead, LeadStatus } from "./lead.entity.js";
import {
  changedValues,
  type LeadRequest,
  type LeadValues,
  leadValues,
  leadValuesProblems,
  newLeadValues,
} from "./lead-values.js";

/** What is to be done for a row. */
export type PlannedRow =
  | { readonly outcome: "CREATED"; readonly values: LeadValues }
  | { readonly outcome: "UPDATED"; readonly before: Lead; readonly values: LeadValues }
  | { readonly outcome: "UNCHANGED"; readonly before: Lead }
  | { readonly outcome: "REFUSED"; readonly message: string };

/** The external ids and addresses that rows name, as they are kept. */
export function namedLeads(rows: readonly LeadRequest[]): {
  externalIds: string[];
  emails: string[];
} {
  const given = (texts: Array<string | null>) => [
    ...new Set(texts.filter((text) => text !== null)),
  ];
  return { externalIds: given(rows.map(externalIdOf)), emails: given(rows.map(emailOf)) };
}

/**
 * Plans what becomes of each row, given the campaign's leads that have one of their external ids or
 * addresses. A row that names the same lead as an earlier one is refused: which of them should hold
 * would be a guess.
 */
export function planUpsert(rows: readonly LeadRequest[], known: readonly Lead[]): PlannedRow[] {
  const found = new KnownLeads(known);
  const claims = new Claims();
  return rows.map((row, index) => {
    const planned = planRow(row, found);
    if (planned.outcome === "REFUSED") return planned;
    const before = "before" in planned ? planned.before : null;
    const earlier = claims.claim(row, before, index);
    if (earlier !== null) return refused(`The same lead as in row ${earlier}.`);
    if (before && externalIdOf(row) !== null) found.noteNamed(before);
    return planned;
  });
}

function planRow(row: LeadRequest, known: KnownLeads): PlannedRow {
  const externalId = externalIdOf(row);
  const email = emailOf(row);
  if (externalId === null && email === null) {
    return refused("A row needs an external id or an e-mail address.");
  }
  const matches = known.find(externalId, email);
  if (matches.length > 1) {
    return refused("Several leads have this e-mail address; name one by its external id.");
  }
  const [before] = matches;
  return before ? planUpdate(row, before) : planCreation(row);
}

function planCreation(row: LeadRequest): PlannedRow {
  const lead = { ...row, name: row.name ?? "", email: row.email ?? "" };
  const message = sentences(leadEditProblems(lead));
  if (message) return refused(message);
  const values = newLeadValues(lead, row.status ?? LeadStatus.NEW);
  const wrong = sentences(leadValuesProblems(values));
  return wrong ? refused(wrong) : { outcome: "CREATED", values };
}

function planUpdate(row: LeadRequest, before: Lead): PlannedRow {
  // A match by address, without an id of the other system, says nothing of the one that is kept.
  const { externalId, ...rest } = row;
  const edit: LeadRequest & EditableLead = externalId?.trim() ? row : rest;
  const message = sentences(leadEditProblems(edit));
  if (message) return refused(message);
  const values = leadValues(edit, before);
  const wrong = sentences(leadValuesProblems(values));
  if (wrong) return refused(wrong);
  return changedValues(before, values) === null
    ? { outcome: "UNCHANGED", before }
    : { outcome: "UPDATED", before, values };
}

/** The campaign's leads by external id and by address. */
class KnownLeads {
  private readonly byExternalId = new Map<string, Lead>();
  private readonly byEmail = new Map<string, Lead[]>();
  /** Leads that have an external id by now. */
  private readonly named = new Set<Lead>();

  constructor(leads: readonly Lead[]) {
    for (const lead of leads) {
      if (lead.externalId !== null) {
        this.byExternalId.set(lead.externalId, lead);
        this.named.add(lead);
      }
      this.byEmail.set(lead.email, [...(this.byEmail.get(lead.email) ?? []), lead]);
    }
  }

  /** The lead with the external id; else those with the address that could be the row's. */
  find(externalId: string | null, email: string | null): readonly Lead[] {
    const exact = externalId === null ? undefined : this.byExternalId.get(externalId);
    if (exact) return [exact];
    const sameEmail = email === null ? [] : (this.byEmail.get(email) ?? []);
    return externalId === null ? sameEmail : sameEmail.filter((lead) => !this.named.has(lead));
  }

  /** A row has given this lead its external id. */
  noteNamed(lead: Lead): void {
    this.named.add(lead);
  }
}

/** Which row spoke of which lead first. */
class Claims {
  private readonly firstRows = new Map<string, number>();

  /** Claims the row's lead; or the earlier row that did, and then nothing is claimed. */
  claim(row: LeadRequest, before: Lead | null, index: number): number | null {
    const externalId = externalIdOf(row);
    const email = emailOf(row);
    const own = before ? [`lead ${before.id}`] : [];
    // Two leads of the other system can share an address; a row without its id could be either.
    const [names, clashes] =
      externalId === null
        ? [[`email ${email}`], [`email ${email}`, `email of an id ${email}`]]
        : [
            [`id ${externalId}`, `email of an id ${email}`],
            [`id ${externalId}`, `email ${email}`],
          ];
    const earlier = [...own, ...clashes].map((name) => this.firstRows.get(name));
    const first = earlier.find((at) => at !== undefined);
    if (first !== undefined) return first;
    for (const name of [...own, ...names]) this.firstRows.set(name, index);
    return null;
  }
}

function externalIdOf({ externalId }: LeadRequest): string | null {
  return externalId?.trim() || null;
}

function emailOf({ email }: LeadRequest): string | null {
  return email?.trim().toLowerCase() || null;
}

function sentences(problems: Readonly<Record<string, string>>): string {
  return [...new Set(Object.values(problems))].join(" ");
}

function refused(message: string): PlannedRow {
  return { outcome: "REFUSED", message };
}
