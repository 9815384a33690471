import { Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import type { KeyRequestRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { duration } from "../../format/duration.js";
import { paths } from "../../paths.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { StatusCodeBadge } from "../../ui/status-code-badge.js";

const COLUMNS: readonly DataColumn<KeyRequestRowFragment>[] = [
  { id: "time", title: "Time", isRowHeader: true, cell: (log) => <StoryLink log={log} /> },
  {
    id: "operation",
    title: "Operation",
    cell: (log) => [log.operationName, log.rootFields.join(", ")].filter(Boolean).join(": ") || "–",
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
  {
    id: "duration",
    title: "Response time",
    align: "right",
    cell: (log) => duration(log.durationMs),
  },
];

function StoryLink({ log }: { log: KeyRequestRowFragment }) {
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

/** The last requests that came with a key. */
export function KeyRequests(props: { logs: readonly KeyRequestRowFragment[] | undefined }) {
  if (props.logs?.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None yet.
      </Text>
    );
  }
  return (
    <DataTable
      label="Recent requests"
      columns={COLUMNS}
      rows={props.logs}
      rowId={(log) => log.id}
    />
  );
}
