import { Paper, Skeleton, Text } from "@mantine/core";
import { lazy, Suspense } from "react";
import { clockTime } from "../../format/time.js";
import { chartPoints } from "./chart-points.js";

const StackedChart = lazy(async () => {
  const { StackedChart: component } = await import("../../ui/stacked-chart.js");
  return { default: component };
});

const SERIES = [
  { name: "successes", label: "Successes", color: "lagoon.6" },
  { name: "errors", label: "Errors", color: "red.7" },
] as const;

/** Successes and errors over time, stacked; the charting code is loaded only here. */
export function RequestChart(props: {
  readonly buckets:
    | readonly { readonly at: string; readonly total: number; readonly errors: number }[]
    | undefined;
  readonly from: number;
  readonly to: number;
  readonly intervalSeconds: number;
}) {
  const { buckets, from, to, intervalSeconds } = props;
  const withDay = to - from > 86_400_000;
  const points = chartPoints(buckets ?? [], { from, to, intervalSeconds }).map((point) => ({
    ...point,
    at: clockTime(point.at, withDay),
  }));
  return (
    <Paper component="section" withBorder radius="lg" p="lg" pt="md" mb="md">
      <Text component="h2" size="sm" fw={600} m={0}>
        Requests over time
      </Text>
      {buckets ? (
        <Suspense fallback={<Skeleton height={220} mt="xs" />}>
          <StackedChart
            label="Successes and errors over time"
            axis="at"
            series={SERIES}
            points={points}
          />
        </Suspense>
      ) : (
        <Skeleton height={220} mt="xs" />
      )}
    </Paper>
  );
}
