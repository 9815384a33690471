import { useQuery } from "@apollo/client/react";
import { Button, Group } from "@mantine/core";
import { IconSearch, IconUpload, IconUsers } from "@tabler/icons-react";
import { Link } from "react-router";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { PagedTable } from "../../ui/paged-table.js";
import { StatePanel } from "../../ui/state-panel.js";
import { useAddressView } from "../../ui/use-address-view.js";
import { ExportLeadsButton } from "./export-leads-button.js";
import { LEAD_COLUMNS } from "./lead-columns.js";
import { LeadFilters } from "./lead-filters.js";
import { LeadPanel } from "./lead-panel.js";
import { type LeadView, leadFilter, readLeadView, writeLeadView } from "./lead-view.js";
import { LeadsDocument } from "./leads.documents.js";

const PAGE = 25;
const WORDS = { first: "First page", next: "Next page" };

/** The workspace's leads: finding them, looking at one, bringing them in and taking them out. */
export function LeadsPage() {
  const { workspace, scopes } = useWorkspaceSession();
  const [view, update] = useAddressView(readLeadView, writeLeadView);
  const filter = leadFilter(view);
  const { data, previousData, error, refetch } = useQuery(LeadsDocument, {
    variables: { filter, order: view.order, first: PAGE, after: view.after },
    fetchPolicy: "cache-and-network",
  });
  const show = (change: Partial<LeadView>) =>
    update((now) => ({ ...now, after: null, ...change }), { replace: change.text !== undefined });
  const isNarrowed = Object.keys(filter).length > 0;
  const leads = (data ?? previousData)?.leads;
  const isEmpty = leads?.totalCount === 0;
  const importButton = scopes.has("leads:write") && (
    <Button
      component={Link}
      to={paths.importLeads.link(workspace.slug, view.campaignId)}
      leftSection={<IconUpload size={16} />}
    >
      Import
    </Button>
  );
  return (
    <>
      <title>{`Leads · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Leads"
        description="The people your campaigns are about: the data behind the keys."
        action={
          <Group gap="xs">
            {!isEmpty && <ExportLeadsButton filter={filter} totalCount={leads?.totalCount} />}
            {importButton}
          </Group>
        }
      />
      {(!isEmpty || isNarrowed) && <LeadFilters view={view} onChange={show} />}
      {error && !data ? (
        <FailurePanel
          title="The leads could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : isEmpty && isNarrowed ? (
        <StatePanel
          icon={<IconSearch size={26} />}
          title="No such leads"
          action={
            <Button
              variant="default"
              onClick={() => show({ text: "", campaignId: null, status: null, listId: null })}
            >
              Clear filters
            </Button>
          }
        >
          Nothing fits this search and these filters. The search finds what a first or last name, an
          address or a company begins with.
        </StatePanel>
      ) : isEmpty ? (
        <StatePanel icon={<IconUsers size={26} />} title="No leads yet" action={importButton}>
          {scopes.has("leads:write")
            ? "Bring in a CSV file, or let a program with a key create them."
            : "Your role can look at leads and not create them."}
        </StatePanel>
      ) : (
        <PagedTable
          label="Leads"
          noun="lead"
          columns={LEAD_COLUMNS}
          page={leads}
          isOld={!data}
          words={WORDS}
          after={view.after}
          onTurn={(after) => show({ after })}
        />
      )}
      <LeadPanel />
    </>
  );
}
