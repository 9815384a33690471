import {
  type CustomFields,
  customFieldsSizeProblem,
  type EditableLead,
  mergeCustomFields,
  type NewLead,
  type Problems,
  tidyText,
} from "@latchkey/shared";
import { lastNameKey, searchKey } from "../../database/search-key.js";
import type { Lead, LeadStatus } from "./lead.entity.js";

/** What a lead is asked to be; what is left out is not asked for. */
export interface LeadRequest extends EditableLead {
  readonly status?: LeadStatus | null | undefined;
  readonly customFields?: CustomFields | null | undefined;
}

const FIELDS = [
  "externalId",
  "name",
  "email",
  "phone",
  "company",
  "title",
  "source",
  "status",
  "notes",
  "customFields",
  "nameKey",
  "lastNameKey",
  "companyKey",
] as const;

/** The fields of a lead that a request can set. */
export type LeadValues = Pick<Lead, (typeof FIELDS)[number]>;

const OPTIONAL = ["externalId", "phone", "company", "title", "source", "notes"] as const;

/** The values of a new lead, tidied as they are kept. */
export function newLeadValues(request: LeadRequest & NewLead, status: LeadStatus): LeadValues {
  return leadValues(request, {
    externalId: null,
    name: request.name,
    email: request.email,
    phone: null,
    company: null,
    title: null,
    source: null,
    status,
    notes: null,
    customFields: {},
    nameKey: "",
    lastNameKey: "",
    companyKey: "",
  });
}

/** A lead's values after a request: what it leaves out stays as it was. */
export function leadValues(request: LeadRequest, before: LeadValues): LeadValues {
  const optional = OPTIONAL.map((field) => [
    field,
    request[field] === undefined ? before[field] : tidyText(request[field]),
  ]);
  const name = request.name?.trim() ?? before.name;
  const values: LeadValues = {
    ...before,
    ...Object.fromEntries(optional),
    name,
    email: request.email?.trim().toLowerCase() ?? before.email,
    status: request.status ?? before.status,
    customFields: mergeCustomFields(before.customFields, request.customFields),
  };
  return {
    ...values,
    nameKey: searchKey(name),
    lastNameKey: lastNameKey(name),
    companyKey: searchKey(values.company ?? ""),
  };
}

/** Says what is wrong with a lead's values as a whole. */
export function leadValuesProblems({ customFields }: LeadValues): Problems {
  const problem = customFieldsSizeProblem(customFields);
  return problem === null ? {} : { customFields: problem };
}

/** Those of the values that are not as they were; null when all are. */
export function changedValues(before: LeadValues, after: LeadValues): Partial<LeadValues> | null {
  const changed = FIELDS.filter((field) => comparable(after[field]) !== comparable(before[field]));
  return changed.length === 0
    ? null
    : Object.fromEntries(changed.map((field) => [field, after[field]]));
}

/** Custom fields are kept sorted, so the same fields are the same text. */
function comparable(value: unknown): unknown {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : value;
}
