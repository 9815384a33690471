import { Group, Paper, Skeleton, Text } from "@mantine/core";
import { lazy, memo, Suspense } from "react";
import type { RequestStatsQuery } from "../../api/generated/graphql.js";
import { duration } from "../../format/duration.js";
import { clockTime } from "../../format/time.js";
import { ChartTable } from "../../ui/chart-table.js";
import { isLong } from "./request-chart.js";

const LineChart = lazy(async () => {
  const { LineChart: component } = await import("../../ui/line-chart.js");
  return { default: component };
});

const LABEL = "Response times over time";

const SERIES = [
  { name: "p50Ms", label: "Median", color: "lagoon.6", dashes: "0" },
  { name: "p95Ms", label: "95th percentile", color: "orange.6", dashes: "6 3" },
  { name: "p99Ms", label: "99th percentile", color: "gray.5", dashes: "2 3" },
] as const;

/** How long answers took over time: the median, and what 95 and 99 of 100 did not exceed. */
export const LatencyChart = memo(function LatencyChart({
  stats,
}: {
  stats: RequestStatsQuery["requestStats"] | undefined;
}) {
  const points = stats?.buckets.map(({ at, p50Ms, p95Ms, p99Ms }) => ({
    at: clockTime(at, isLong(stats.buckets)),
    p50Ms,
    p95Ms,
    p99Ms,
  }));
  return (
    <Paper component="section" withBorder radius="lg" p="lg" pt="md">
      <Group mih={30}>
        <Text component="h2" size="sm" fw={600} m={0}>
          Response times
        </Text>
      </Group>
      {stats && points ? (
        <Suspense fallback={<Skeleton height={220} mt="xs" />}>
          <LineChart label={LABEL} axis="at" series={SERIES} points={points} valueText={duration} />
          <ChartTable
            label={LABEL}
            columns={["Time", ...SERIES.map(({ label }) => label)]}
            rows={points.map((point) => [
              point.at,
              ...SERIES.map(({ name }) => duration(point[name])),
            ])}
          />
          <Text size="xs" c="dimmed" mt={6}>
            Altogether: median {duration(stats.p50Ms)}, 95th percentile {duration(stats.p95Ms)},
            99th {duration(stats.p99Ms)}
          </Text>
        </Suspense>
      ) : (
        <Skeleton height={220} mt="xs" />
      )}
    </Paper>
  );
});
