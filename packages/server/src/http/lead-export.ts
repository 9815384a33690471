import type { CustomFields } from "@latchkey/shared";
import { exportedFiles } from "./exported-file.js";
import type { FileExport } from "./file-export.js";

interface ExportedLead {
  readonly id: string;
  readonly externalId: string | null;
  readonly campaignId: string;
  readonly campaign?: { readonly name: string } | null;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly company: string | null;
  readonly title: string | null;
  readonly source: string | null;
  readonly status: string;
  readonly notes: string | null;
  readonly customFields: CustomFields;
  readonly createdAt: Date | string;
  readonly updatedAt: Date | string;
}

/** `/exports/leads`: every lead under the filter, the newest first; custom fields are one JSON object. */
export const LEAD_EXPORT: FileExport<ExportedLead> = {
  name: "leads",
  field: "leads",
  filterType: "LeadFilter",
  document: (scopes) => `query exportLeads($filter: LeadFilter!, $first: Int!, $after: String) {
    leads(filter: $filter, first: $first, after: $after) {
      nodes {
        id externalId campaignId ${scopes.has("campaigns:read") ? "campaign { name }" : ""} name email
        phone company title source status notes customFields createdAt updatedAt
      }
      pageInfo { hasNextPage endCursor }
    }
  }`,
  files: exportedFiles({
    id: (lead) => lead.id,
    externalId: (lead) => lead.externalId,
    campaignId: (lead) => lead.campaignId,
    campaignName: (lead) => lead.campaign?.name ?? null,
    name: (lead) => lead.name,
    email: (lead) => lead.email,
    phone: (lead) => lead.phone,
    company: (lead) => lead.company,
    title: (lead) => lead.title,
    source: (lead) => lead.source,
    status: (lead) => lead.status,
    notes: (lead) => lead.notes,
    customFields: (lead) => lead.customFields,
    createdAt: (lead) => lead.createdAt,
    updatedAt: (lead) => lead.updatedAt,
  }),
};
