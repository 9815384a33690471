import { useQuery } from "@apollo/client/react";
import { Anchor, Text } from "@mantine/core";
import { Link, useNavigate, useParams } from "react-router";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { PagedTable } from "../../ui/paged-table.js";
import { useAddressView } from "../../ui/use-address-view.js";
import { useNow } from "../../ui/use-now.js";
import { useOnReturn } from "../../ui/use-on-return.js";
import { ALERT_COLUMNS } from "./alert-columns.js";
import { AlertFilters } from "./alert-filters.js";
import { AlertPanel } from "./alert-panel.js";
import {
  type AlertView,
  alertFilter,
  isNarrowed,
  readAlertView,
  writeAlertView,
} from "./alert-view.js";
import { AlertsDocument } from "./alerts.documents.js";
import { NoAlerts } from "./no-alerts.js";

const PAGE = 25;
const POLL_MS = 60_000;

/** What should be looked at: each thing once, until it is over; the one that the address names beside the list. */
export function AlertsPage() {
  const { workspace } = useWorkspaceSession();
  const { alertId } = useParams();
  const navigate = useNavigate();
  const [view, update] = useAddressView(readAlertView, writeAlertView);
  const { data, previousData, error, refetch } = useQuery(AlertsDocument, {
    variables: { filter: alertFilter(view), first: PAGE, after: view.after },
    fetchPolicy: "cache-and-network",
    pollInterval: POLL_MS,
    skipPollAttempt: () => document.hidden,
  });
  // A failure is already here as `error`.
  useOnReturn(() => void refetch().catch(() => undefined));
  useNow(POLL_MS);
  const show = (change: Partial<AlertView>) =>
    update((now) => ({ ...now, after: null, ...change }));
  const page = (data ?? previousData)?.alerts;
  const close = () =>
    navigate({ pathname: paths.alerts.link(workspace.slug), search: window.location.search });
  return (
    <>
      <title>{`Alerts · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Alerts"
        description="What should be looked at in this workspace’s keys and requests. Each is told once, says what to do, and closes by itself when it is over."
        action={
          <Anchor component={Link} size="sm" to={paths.docs.link(workspace.slug, "alerts")}>
            How alerts work
          </Anchor>
        }
      />
      <AlertFilters view={view} onChange={show} />
      {error && page && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
          Not up to date: {errorText(error)}
        </Text>
      )}
      {error && !page ? (
        <FailurePanel
          title="The alerts could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : page?.totalCount === 0 ? (
        <NoAlerts
          isQuiet={view.status === "OPEN" && !isNarrowed(view)}
          onClear={() => update(() => readAlertView(new URLSearchParams()))}
        />
      ) : (
        <PagedTable
          label="Alerts"
          noun="alert"
          columns={ALERT_COLUMNS}
          page={page}
          isOld={!data}
          isDimmed={(alert) => alert.status === "CLOSED"}
          after={view.after}
          onTurn={(after) => show({ after })}
        />
      )}
      {alertId && <AlertPanel key={alertId} id={alertId} onClose={close} />}
    </>
  );
}
