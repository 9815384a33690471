import { Text } from "@mantine/core";
import type { RequestLogRowFragment } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import { type DataColumn, DataTable } from "../../ui/data-table.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { StatusCodeBadge } from "../../ui/status-code-badge.js";

const COLUMNS: readonly DataColumn<RequestLogRowFragment>[] = [
  { id: "time", title: "Time", isRowHeader: true, cell: (log) => <ExactInstant at={log.at} /> },
  { id: "key", title: "Key", cell: (log) => <KeyCell log={log} /> },
  {
    id: "method",
    title: "Method",
    cell: (log) => (
      <Text span ff="monospace" fz="xs">
        {log.method}
      </Text>
    ),
  },
  { id: "endpoint", title: "Endpoint", cell: (log) => <EndpointCell log={log} /> },
  {
    id: "campaign",
    title: "Campaign",
    cell: (log) =>
      log.campaign?.name ?? (
        <Text span inherit c="dimmed">
          {log.apiKey ? "All campaigns" : "–"}
        </Text>
      ),
  },
  { id: "status", title: "Status", cell: (log) => <StatusCell log={log} /> },
  {
    id: "duration",
    title: "Response time",
    align: "right",
    cell: (log) => duration(log.durationMs),
  },
];

/** The requests of one page. */
export function RequestLogTable(props: {
  readonly logs: readonly RequestLogRowFragment[] | undefined;
}) {
  return <DataTable label="Requests" columns={COLUMNS} rows={props.logs} rowId={(log) => log.id} />;
}

function KeyCell({ log }: { log: RequestLogRowFragment }) {
  if (!log.apiKey)
    return (
      <Text span inherit c="dimmed">
        No known key
      </Text>
    );
  return (
    <>
      <div>{log.apiKey.name}</div>
      <Text span ff="monospace" fz="xs" c="dimmed">
        {log.apiKey.start}…{log.apiKey.lastFour}
      </Text>
    </>
  );
}

function EndpointCell({ log }: { log: RequestLogRowFragment }) {
  const operation = [log.operationType?.toLowerCase(), log.operationName].filter(Boolean).join(" ");
  const fields = log.rootFields.join(", ");
  return (
    <>
      <Text span ff="monospace" fz="xs">
        {log.endpoint}
      </Text>
      {(operation || fields) && (
        <Text size="xs" c="dimmed">
          {[operation, fields].filter(Boolean).join(": ")}
        </Text>
      )}
    </>
  );
}

function StatusCell({ log }: { log: RequestLogRowFragment }) {
  return (
    <>
      <StatusCodeBadge statusCode={log.statusCode} />
      {log.errorCode && (
        <Text span ff="monospace" fz="xs" ml={8}>
          {log.errorCode}
        </Text>
      )}
      {log.reason && (
        <Text size="xs" c="dimmed" mt={2} maw={260}>
          {log.reason}
        </Text>
      )}
    </>
  );
}
