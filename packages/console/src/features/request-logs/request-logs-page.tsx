import { Text } from "@mantine/core";
import { IconActivity } from "@tabler/icons-react";
import { useSearchParams } from "react-router";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { CursorPager } from "../../ui/cursor-pager.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { PageHeader } from "../../ui/page-header.js";
import { StatePanel } from "../../ui/state-panel.js";
import { LogFigures } from "./log-figures.js";
import { LogFilters } from "./log-filters.js";
import { type LogView, readLogView, writeLogView } from "./log-view.js";
import { RefreshButton } from "./refresh-button.js";
import { RequestChart } from "./request-chart.js";
import { RequestLogTable } from "./request-log-table.js";
import { useRequestLogs } from "./use-request-logs.js";

/** What the workspace's keys were used for: figures, their course over time, and every request. */
export function RequestLogsPage() {
  const { workspace } = useWorkspaceSession();
  const [search, setSearch] = useSearchParams();
  const view = readLogView(search);
  const { logs, stats, from, now, refresh } = useRequestLogs(view);
  const show = (next: Partial<LogView>) =>
    setSearch(writeLogView({ ...view, after: null, ...next }));

  const page = (logs.data ?? logs.previousData)?.requestLogs;
  const figures = (stats.data ?? stats.previousData)?.requestStats;
  const error = logs.error ?? stats.error;
  const isNarrowed = view.apiKeyId !== null || view.statusClass !== null;
  const cursor = page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;

  return (
    <>
      <title>{`Request Logs · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Request Logs"
        description="Every request made with a key of this workspace, and every refusal with its true reason."
        action={<RefreshButton onRefresh={refresh} />}
      />
      <LogFilters view={view} onChange={show} />
      {error && !page ? (
        <FailurePanel
          title="The logs could not be loaded"
          reason={errorText(error)}
          onRetry={refresh}
        />
      ) : (
        <>
          {error && (
            <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
              Not up to date: {errorText(error)}
            </Text>
          )}
          <LogFigures stats={figures} />
          <RequestChart
            buckets={figures?.buckets}
            from={from}
            to={now}
            intervalSeconds={view.range.intervalSeconds}
          />
          {page?.nodes.length === 0 ? (
            <StatePanel icon={<IconActivity size={26} />} title="No requests in this time">
              {isNarrowed
                ? "Nothing fits these filters. Widen the range or choose all keys and all statuses."
                : "A request shows up here within seconds of being answered."}
            </StatePanel>
          ) : (
            <RequestLogTable logs={page?.nodes} />
          )}
          {page && page.nodes.length > 0 && (
            <CursorPager
              summary={view.after === null ? "Newest first, kept up to date" : "Earlier requests"}
              isFirst={view.after === null}
              onFirst={() => show({})}
              onNext={cursor ? () => show({ after: cursor }) : null}
            />
          )}
        </>
      )}
    </>
  );
}
