import { Anchor, Group, Text } from "@mantine/core";
import { Link } from "react-router";
import type { AlertRequestRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { paths } from "../../paths.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { StatusCodeBadge } from "../../ui/status-code-badge.js";
import type { ShownAlert } from "./alert-body.js";

const COLUMNS: readonly DataColumn<AlertRequestRowFragment>[] = [
  { id: "time", title: "Time", isRowHeader: true, cell: (log) => <StoryLink log={log} /> },
  {
    id: "request",
    title: "Request",
    cell: (log) => log.operationName ?? (log.rootFields.join(", ") || "–"),
  },
  {
    id: "status",
    title: "Status",
    cell: (log) => (
      <>
        <StatusCodeBadge statusCode={log.statusCode} />
        {log.reason && (
          <Text size="xs" c="dimmed" mt={2}>
            {log.reason}
          </Text>
        )}
      </>
    ),
  },
  { id: "address", title: "Address", cell: (log) => log.ip ?? "–" },
];

const KEY_COLUMN: DataColumn<AlertRequestRowFragment> = {
  id: "key",
  title: "Key",
  cell: (log) => log.apiKey?.name ?? "No known key",
};

/** The newest requests that an alert was told by, and the way to all of them. */
export function AlertRequests(props: {
  readonly alert: Pick<ShownAlert, "apiKeyId" | "requestLogFilter">;
  readonly requests: NonNullable<ShownAlert["requests"]>;
}) {
  const { alert, requests } = props;
  const { workspace } = useWorkspaceSession();
  const { nodes, totalCount } = requests;
  return (
    <section>
      <Group justify="space-between" mb={6} gap="xs">
        <Text component="h4" size="sm" fw={650} m={0}>
          Requests behind it
        </Text>
        {alert.requestLogFilter && totalCount > 0 && (
          <Anchor
            component={Link}
            size="sm"
            to={paths.requestLogs.spanLink(workspace.slug, alert.requestLogFilter)}
          >
            {totalCount === 1 ? "It" : `All ${counted(totalCount, "request")}`} in the request logs
          </Anchor>
        )}
      </Group>
      {totalCount === 0 ? (
        <Text size="sm" c="dimmed">
          Their rows are no longer kept.
        </Text>
      ) : (
        <DataTable
          label="Requests behind it"
          columns={alert.apiKeyId === null ? [...COLUMNS, KEY_COLUMN] : COLUMNS}
          rows={nodes}
          rowId={(log) => log.id}
        />
      )}
    </section>
  );
}

function StoryLink({ log }: { log: AlertRequestRowFragment }) {
  const { workspace } = useWorkspaceSession();
  return (
    <Anchor
      component={Link}
      inherit
      c="inherit"
      underline="always"
      to={paths.requestLogs.storyLink(workspace.slug, log.id)}
    >
      <ExactInstant at={log.at} />
    </Anchor>
  );
}
