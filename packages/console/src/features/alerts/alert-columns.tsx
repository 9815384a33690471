import { displayKey } from "@latchkey/shared";
import { Anchor, Code, Text } from "@mantine/core";
import { Link, useLocation } from "react-router";
import type { AlertRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { count } from "../../format/number.js";
import { paths } from "../../paths.js";
import type { DataColumn } from "../../ui/data-table.js";
import { TimeAgo } from "../../ui/exact-instant.js";
import { SeverityBadge } from "../../ui/severity-badge.js";
import { ALERT_STATUS_TITLES, alertHeadline, kindTitle } from "./alert-words.js";

/** An alert as a row of the list; its headline opens it beside the list. */
export const ALERT_COLUMNS: readonly DataColumn<AlertRowFragment>[] = [
  { id: "alert", title: "Alert", isRowHeader: true, cell: (alert) => <Headline alert={alert} /> },
  {
    id: "severity",
    title: "Severity",
    isNarrow: true,
    cell: (alert) => <SeverityBadge level={alert.severity} />,
  },
  { id: "key", title: "Key", isNarrow: true, cell: (alert) => <KeyCell alert={alert} /> },
  {
    id: "requests",
    title: "Requests",
    align: "right",
    isNarrow: true,
    cell: (alert) => (alert.count > 0 ? count(alert.count) : "–"),
  },
  {
    id: "opened",
    title: "Opened",
    isNarrow: true,
    cell: (alert) => <TimeAgo at={alert.openedAt} />,
  },
  {
    id: "last-seen",
    title: "Last seen",
    isNarrow: true,
    // What is about no request only became true once.
    cell: (alert) => (alert.count > 0 ? <TimeAgo at={alert.lastSeenAt} /> : "–"),
  },
  { id: "status", title: "Status", cell: (alert) => <StatusCell alert={alert} /> },
];

function Headline({ alert }: { alert: AlertRowFragment }) {
  const { workspace } = useWorkspaceSession();
  const { search } = useLocation();
  return (
    <>
      <Anchor
        component={Link}
        inherit
        to={{ pathname: paths.alerts.link(workspace.slug, alert.id), search }}
      >
        {alertHeadline(alert)}
      </Anchor>
      <Text size="xs" c="dimmed" mt={2}>
        {kindTitle(alert.kind)}
      </Text>
    </>
  );
}

function KeyCell({ alert }: { alert: AlertRowFragment }) {
  const { workspace } = useWorkspaceSession();
  const { apiKey } = alert;
  if (!apiKey) return "–";
  return (
    <Anchor component={Link} inherit to={paths.apiKey.link(workspace.slug, apiKey.id)}>
      <Code fz="xs">{displayKey(apiKey.start, apiKey.lastFour)}</Code>
    </Anchor>
  );
}

function StatusCell({ alert }: { alert: AlertRowFragment }) {
  const at = alert.closedAt ?? alert.acknowledgedAt;
  return (
    <>
      {ALERT_STATUS_TITLES[alert.status]}
      {at && (
        <Text size="xs" c="dimmed">
          <TimeAgo at={at} />
          {alert.status === "ACKNOWLEDGED" && ` by ${alert.acknowledgedBy}`}
        </Text>
      )}
    </>
  );
}
