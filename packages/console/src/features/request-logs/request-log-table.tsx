import { Text } from "@mantine/core";
import { useMemo } from "react";
import type { RequestLogRowFragment } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import type { DataColumn } from "../../ui/data-table.js";
import { ExactInstant } from "../../ui/exact-instant.js";
import { VirtualTable } from "../../ui/virtual-table.js";
import type { LogFilters } from "./log-view.js";
import { NarrowButton } from "./narrow-button.js";
import classes from "./request-log-table.module.css";
import { RequestStoryLink } from "./request-story-link.js";

type Narrow = (change: Partial<LogFilters>) => void;

const TEMPLATE =
  "minmax(84px, 1.1fr) minmax(90px, 1.4fr) minmax(100px, 2fr) minmax(64px, 1fr) minmax(110px, 1.9fr) minmax(76px, 1fr) minmax(72px, 104px)";

const columnsOf = (narrow: Narrow): readonly DataColumn<RequestLogRowFragment>[] => [
  {
    id: "time",
    title: "Time",
    isRowHeader: true,
    cell: (log) => (
      <RequestStoryLink id={log.id}>
        <ExactInstant at={log.at} />
      </RequestStoryLink>
    ),
  },
  { id: "key", title: "Key", cell: (log) => <KeyCell log={log} narrow={narrow} /> },
  { id: "endpoint", title: "Request", cell: (log) => <RequestCell log={log} narrow={narrow} /> },
  { id: "campaign", title: "Campaign", cell: (log) => <CampaignCell log={log} narrow={narrow} /> },
  { id: "status", title: "Status", cell: (log) => <StatusCell log={log} narrow={narrow} /> },
  { id: "address", title: "Address", cell: (log) => <AddressCell log={log} narrow={narrow} /> },
  {
    id: "duration",
    title: "Response time",
    align: "right",
    cell: (log) => duration(log.durationMs),
  },
];

/** The requests, as many as there are; a value in a row narrows the page to it. */
export function RequestLogTable(props: {
  readonly logs: readonly RequestLogRowFragment[] | undefined;
  readonly totalCount: number | undefined;
  readonly isBusy: boolean;
  readonly onEnd: () => void;
  readonly onNarrow: Narrow;
  readonly footer: string;
}) {
  const { logs, totalCount, isBusy, onEnd, onNarrow, footer } = props;
  const columns = useMemo(() => columnsOf(onNarrow), [onNarrow]);
  return (
    <VirtualTable
      label="Requests"
      columns={columns}
      template={TEMPLATE}
      rows={logs}
      rowId={rowId}
      totalCount={totalCount}
      isBusy={isBusy}
      onEnd={onEnd}
      footer={logs && <Text size="sm">{footer}</Text>}
    />
  );
}

const rowId = (log: RequestLogRowFragment) => log.id;

interface CellProps {
  readonly log: RequestLogRowFragment;
  readonly narrow: Narrow;
}

function KeyCell({ log, narrow }: CellProps) {
  const { apiKey } = log;
  if (!apiKey) return <span className={classes["dimmed"]}>No known key</span>;
  return (
    <NarrowButton title="Only this key" onClick={() => narrow({ apiKeyId: apiKey.id })}>
      <div>{apiKey.name}</div>
      <span className={classes["code"]}>
        {apiKey.start}…{apiKey.lastFour}
      </span>
    </NarrowButton>
  );
}

function RequestCell({ log, narrow }: CellProps) {
  const operation = log.operationName ?? log.rootFields[0];
  const fields = log.rootFields.join(", ");
  return (
    <>
      {operation && (
        <NarrowButton title="Only this operation" onClick={() => narrow({ operation })}>
          {[log.operationType?.toLowerCase(), log.operationName ?? fields]
            .filter(Boolean)
            .join(" ")}
        </NarrowButton>
      )}
      <div className={classes["code"]}>
        {log.method} {log.endpoint}
      </div>
    </>
  );
}

function CampaignCell({ log, narrow }: CellProps) {
  const { campaign } = log;
  if (campaign)
    return (
      <NarrowButton title="Only this campaign" onClick={() => narrow({ campaignId: campaign.id })}>
        {campaign.name}
      </NarrowButton>
    );
  return <span className={classes["dimmed"]}>{log.apiKey ? "All campaigns" : "–"}</span>;
}

function StatusCell({ log, narrow }: CellProps) {
  const { statusCode, errorCode, reason } = log;
  return (
    <>
      <NarrowButton title="Only this status" onClick={() => narrow({ status: String(statusCode) })}>
        <span className={classes["status"]} data-kind={Math.floor(statusCode / 100)}>
          {statusCode}
        </span>
      </NarrowButton>
      {errorCode && (
        <NarrowButton title="Only this error" onClick={() => narrow({ errorCode })}>
          <span className={classes["errorCode"]}>{errorCode}</span>
        </NarrowButton>
      )}
      {reason && <div className={classes["reason"]}>{reason}</div>}
    </>
  );
}

function AddressCell({ log, narrow }: CellProps) {
  const { ip } = log;
  if (!ip) return "–";
  return (
    <NarrowButton title="Only this address" onClick={() => narrow({ ip })}>
      {ip}
    </NarrowButton>
  );
}
