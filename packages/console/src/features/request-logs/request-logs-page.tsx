import { Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useCallback, useMemo, useRef, useState } from "react";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { PageHeader } from "../../ui/page-header.js";
import { useAddressView } from "../../ui/use-address-view.js";
import { useNow } from "../../ui/use-now.js";
import { DecisionSearch } from "./decision-search.js";
import { ExportLogsButton } from "./export-logs-button.js";
import { FilterChips } from "./filter-chips.js";
import { HourHeatMap } from "./hour-heat-map.js";
import { LatencyChart } from "./latency-chart.js";
import { LogFigures } from "./log-figures.js";
import { LogFilterBar } from "./log-filters.js";
import { hasHours, LOG_RANGES, type LogSpan } from "./log-range.js";
import {
  filterOf,
  type LogView,
  NO_FILTERS,
  narrowedBy,
  readLogView,
  spanOf,
  writeLogView,
} from "./log-view.js";
import { RefreshButton } from "./refresh-button.js";
import { RequestChart } from "./request-chart.js";
import { RequestList } from "./request-list.js";
import { RequestStory } from "./request-story.js";
import { TimeRangePicker } from "./time-range-picker.js";
import { TopLists } from "./top-lists.js";
import { useLogRows } from "./use-log-rows.js";
import { useLogStats } from "./use-log-stats.js";

const STEP_MS = 10_000;

/** What the workspace's keys were used for: figures, their course over time, and every request. */
export function RequestLogsPage() {
  const { workspace } = useWorkspaceSession();
  const { view, show, filter, rowFilter, span, refreshNow } = useLogPage();
  const stats = useLogStats({
    filter,
    intervalSeconds: span.intervalSeconds,
    isLive: view.isLive,
    withHours: hasHours(((span.toMs ?? Date.now()) - span.fromMs) / 1000),
  });
  const top = useRef<HTMLDivElement>(null);
  const list = useLogRows({
    filter: rowFilter,
    isLive: view.isLive,
    isAtTop: () => (top.current?.getBoundingClientRect().top ?? 0) > 0,
  });
  const refresh = async () => {
    refreshNow();
    await Promise.all([stats.refetch(), list.start()]);
  };
  const zoom = useCallback((to: LogSpan) => show({ range: null, span: to }), [show]);
  const zoomOut = useCallback(
    () => show({ range: rangeAround(view.span), span: null }),
    [show, view.span],
  );
  const clear = () => show(NO_FILTERS);
  const names = new Map(stats.groups?.keys.map(({ apiKey, value }) => [value, apiKey?.name]));
  for (const { apiKey, campaign } of list.rows?.shown.slice(0, 50) ?? []) {
    if (apiKey) names.set(apiKey.id, apiKey.name);
    if (campaign) names.set(campaign.id, campaign.name);
  }

  return (
    <>
      <title>{`Request Logs · ${workspace.name} · Latchkey`}</title>
      <PageHeader
        title="Request Logs"
        description="Every request made with a key of this workspace, and every refusal with its true reason."
        action={
          <Group gap="xs">
            <ExportLogsButton filter={rowFilter} totalCount={stats.stats?.total} />
            <RefreshButton onRefresh={refresh} />
          </Group>
        }
      />
      <Stack gap="sm" mb="md">
        <Group gap="sm">
          <TimeRangePicker view={view} onChange={show} />
          <DecisionSearch />
        </Group>
        <LogFilterBar view={view} onChange={show} />
        <FilterChips view={view} nameOf={(id) => names.get(id)} onChange={show} />
      </Stack>
      <RequestStory />
      {stats.error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
          {stats.stats ? "The figures are not up to date: " : "The figures could not be loaded: "}
          {errorText(stats.error)}
        </Text>
      )}
      <Stack gap="md" aria-busy={stats.isOld} opacity={stats.isOld ? 0.6 : 1}>
        <LogFigures stats={stats.stats} />
        {stats.stats?.total !== 0 && (
          <>
            <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
              <RequestChart
                buckets={stats.stats?.buckets}
                intervalSeconds={span.intervalSeconds}
                onZoom={zoom}
                onZoomOut={view.span ? zoomOut : null}
              />
              <LatencyChart stats={stats.stats} />
            </SimpleGrid>
            <TopLists groups={stats.groups} view={view} onNarrow={show} />
            {(stats.hours || !stats.stats) && <HourHeatMap buckets={stats.hours} onZoom={zoom} />}
          </>
        )}
      </Stack>
      <RequestList
        list={list}
        top={top}
        totalCount={stats.stats?.total}
        isNarrowed={narrowedBy(view).length > 0}
        isLive={view.isLive}
        onLive={view.span && view.span.toMs !== null ? null : (isLive) => show({ isLive })}
        onNarrow={show}
        onClear={clear}
        onWiden={() => show({ range: LOG_RANGES.at(-1) ?? null, span: null })}
      />
    </>
  );
}

/** What the address says, what it comes to now, and how to change it. */
function useLogPage() {
  const [view, update] = useAddressView(readLogView, writeLogView);
  const show = useCallback(
    (change: Partial<LogView>) => update((now) => ({ ...now, ...change })),
    [update],
  );
  const ticking = useNow(STEP_MS);
  // What is not live stays as it was asked for.
  const [asked, setAsked] = useState(() => ({ view, nowMs: Date.now() }));
  if (asked.view !== view) setAsked({ view, nowMs: Date.now() });
  const span = spanOf(view, view.isLive ? Math.max(ticking, asked.nowMs) : asked.nowMs);
  const { fromMs, toMs } = span;
  const filter = useMemo(() => filterOf(view, { fromMs, toMs }), [view, fromMs, toMs]);
  // The rows begin where they did when they were first read; the figures' span moves on.
  const start = spanOf(view, asked.nowMs);
  const filters = JSON.stringify(filterOf(view, start));
  const rowFilter = useMemo((): typeof filter => JSON.parse(filters), [filters]);
  const refreshNow = () => setAsked({ view, nowMs: Date.now() });
  return { view, show, filter, rowFilter, span, refreshNow };
}

/** The shortest range that holds a span's length, to zoom out to. */
function rangeAround(span: LogSpan | null) {
  const seconds = span ? (Date.now() - span.fromMs) / 1000 : 0;
  return LOG_RANGES.find((range) => range.seconds >= seconds) ?? LOG_RANGES.at(-1) ?? null;
}
