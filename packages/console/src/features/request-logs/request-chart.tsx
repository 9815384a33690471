import { Button, Group, Paper, Skeleton, Text } from "@mantine/core";
import { IconZoomOut } from "@tabler/icons-react";
import { lazy, memo, Suspense } from "react";
import type { RequestStatsQuery } from "../../api/generated/graphql.js";
import { count } from "../../format/number.js";
import { clockTime } from "../../format/time.js";
import { ChartTable } from "../../ui/chart-table.js";
import type { LogSpan } from "./log-range.js";

const StackedChart = lazy(async () => {
  const { StackedChart: component } = await import("../../ui/stacked-chart.js");
  return { default: component };
});

const LABEL = "Successes and errors over time";

const SERIES = [
  { name: "successes", label: "Successes", color: "lagoon.6" },
  { name: "errors", label: "Errors", color: "red.7" },
] as const;

/** Successes and errors over time, stacked; dragging over it zooms in. The charting code is loaded only here. */
export const RequestChart = memo(function RequestChart(props: {
  readonly buckets: RequestStatsQuery["requestStats"]["buckets"] | undefined;
  readonly intervalSeconds: number;
  readonly onZoom: (span: LogSpan) => void;
  /** Leaves a span that was zoomed in to; null where there is none. */
  readonly onZoomOut: (() => void) | null;
}) {
  const { buckets, intervalSeconds, onZoom, onZoomOut } = props;
  const points = buckets?.map(({ at, total, errors }) => ({
    at: clockTime(at, isLong(buckets)),
    successes: total - errors,
    errors,
  }));
  const zoom = (first: number, last: number) => {
    const fromMs = Date.parse(buckets?.[first]?.at ?? "");
    const toMs = Date.parse(buckets?.[last]?.at ?? "") + intervalSeconds * 1000;
    if (toMs > fromMs) onZoom({ fromMs, toMs });
  };
  return (
    <Paper component="section" withBorder radius="lg" p="lg" pt="md">
      <Group justify="space-between" mih={30}>
        <Text component="h2" size="sm" fw={600} m={0}>
          Requests over time
        </Text>
        {onZoomOut ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconZoomOut size={15} />}
            onClick={onZoomOut}
          >
            Zoom out
          </Button>
        ) : (
          <Text size="xs" c="dimmed" visibleFrom="sm">
            Drag over the chart to zoom in
          </Text>
        )}
      </Group>
      {points ? (
        <Suspense fallback={<Skeleton height={220} mt="xs" />}>
          <StackedChart label={LABEL} axis="at" series={SERIES} points={points} onChosen={zoom} />
          <ChartTable
            label={LABEL}
            columns={["Time", "Successes", "Errors"]}
            rows={points.map((point) => [point.at, count(point.successes), count(point.errors)])}
          />
        </Suspense>
      ) : (
        <Skeleton height={220} mt="xs" />
      )}
    </Paper>
  );
});

/** Whether the moments of a chart need their day beside their time. */
export function isLong(buckets: readonly { readonly at: string }[]): boolean {
  const first = Date.parse(buckets[0]?.at ?? "");
  const last = Date.parse(buckets.at(-1)?.at ?? "");
  return last - first >= 23 * 3_600_000;
}
