import { useQuery } from "@apollo/client/react";
import { Group } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { PagedTable } from "../../ui/paged-table.js";
import { StatePanel } from "../../ui/state-panel.js";
import { useAddressView } from "../../ui/use-address-view.js";
import { AUDIT_COLUMNS } from "./audit-columns.js";
import { AuditFilters } from "./audit-filters.js";
import { AuditEventsDocument } from "./audit-log.documents.js";
import { type AuditView, auditFilter, readAuditView, writeAuditView } from "./audit-view.js";
import { ExportButton } from "./export-button.js";
import { useVerification } from "./use-verification.js";

const PAGE = 25;

/** Who did what to which key, member or setting, before and after; and whether the log is whole. */
export function AuditLogPage() {
  const { workspace } = useWorkspaceSession();
  const [view, update] = useAddressView(readAuditView, writeAuditView);
  const filter = auditFilter(view);
  const verification = useVerification();
  const { data, previousData, error, refetch } = useQuery(AuditEventsDocument, {
    variables: { filter, first: PAGE, after: view.after },
    fetchPolicy: "cache-and-network",
  });
  const show = (change: Partial<AuditView>) =>
    update((now) => ({ ...now, after: null, ...change }));
  const page = (data ?? previousData)?.auditEvents;
  return (
    <>
      <title>{`Audit Log · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Audit Log"
        description="Who did what to which key, member or setting, from where. Each event is chained to the one before it, so that nobody can change the past unnoticed."
        action={
          <Group gap="xs">
            {verification.button}
            <ExportButton filter={filter} />
          </Group>
        }
      />
      {verification.result}
      <AuditFilters view={view} onChange={show} />
      {error && !data ? (
        <FailurePanel
          title="The audit log could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : page?.totalCount === 0 ? (
        <StatePanel icon={<IconHistory size={26} />} title="No such events">
          {Object.keys(filter).length > 0
            ? "Nothing fits these filters."
            : "Whatever is done to keys, members and the policy from now on is kept here."}
        </StatePanel>
      ) : (
        <PagedTable
          label="Audit events"
          noun="event"
          columns={AUDIT_COLUMNS}
          page={page}
          isOld={!data}
          after={view.after}
          onTurn={(after) => show({ after })}
        />
      )}
    </>
  );
}
