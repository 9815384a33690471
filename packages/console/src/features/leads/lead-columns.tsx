import { Anchor, Text } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import type { LeadRowFragment } from "../../api/generated/graphql.js";
import { dayOf, exactTime } from "../../format/time.js";
import type { DataColumn } from "../../ui/data-table.js";
import { EmailText } from "../../ui/email-text.js";
import { readLeadId, withLead } from "./lead-address.js";
import { LeadStatusBadge } from "./lead-status-badge.js";

const LISTS_SHOWN = 2;

/** A lead as a row of the list; its name opens its details. */
export const LEAD_COLUMNS: readonly DataColumn<LeadRowFragment>[] = [
  { id: "name", title: "Name", isRowHeader: true, cell: (lead) => <LeadLink lead={lead} /> },
  { id: "email", title: "E-mail", cell: (lead) => <EmailText email={lead.email} /> },
  { id: "phone", title: "Phone", isNarrow: true, cell: (lead) => lead.phone ?? <Nothing /> },
  { id: "company", title: "Company", cell: (lead) => lead.company ?? <Nothing /> },
  { id: "status", title: "Status", cell: (lead) => <LeadStatusBadge status={lead.status} /> },
  { id: "campaign", title: "Campaign", cell: (lead) => lead.campaign?.name ?? <Nothing /> },
  { id: "lists", title: "Lists", cell: (lead) => <Lists names={lead.lists.map(nameOf)} /> },
  {
    id: "created",
    title: "Created",
    isNarrow: true,
    cell: (lead) => (
      <time dateTime={lead.createdAt} title={exactTime(lead.createdAt)}>
        {dayOf(lead.createdAt)}
      </time>
    ),
  },
];

function LeadLink({ lead }: { lead: LeadRowFragment }) {
  const [search] = useSearchParams();
  return (
    <Anchor
      component={Link}
      to={`?${withLead(search, lead.id)}`}
      aria-current={readLeadId(search) === lead.id ? "true" : undefined}
      inherit
    >
      {lead.name}
    </Anchor>
  );
}

/** The newest lists a lead is on; there is one more asked for than is shown. */
function Lists({ names }: { names: readonly string[] }) {
  if (names.length === 0) return <Nothing />;
  return `${names.slice(0, LISTS_SHOWN).join(", ")}${names.length > LISTS_SHOWN ? " …" : ""}`;
}

function Nothing() {
  return (
    <Text span inherit c="dimmed">
      –
    </Text>
  );
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}
