import { LineChart as KitLineChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import type { ChartSeries } from "./stacked-chart.js";

/** A line that is told from the others by its dashes as well as by its colour. */
export interface LineSeries extends ChartSeries {
  readonly dashes: string;
}

/** Lines over time, broken where there is nothing. Loaded only where a chart is shown. */
export function LineChart(props: {
  readonly label: string;
  readonly points: readonly Readonly<Record<string, string | number | null>>[];
  readonly axis: string;
  readonly series: readonly LineSeries[];
  readonly valueText: (value: number) => string;
}) {
  return (
    <KitLineChart
      h={220}
      data={props.points.map((point) => ({ ...point }))}
      dataKey={props.axis}
      series={props.series.map(({ dashes, ...line }) => ({ ...line, strokeDasharray: dashes }))}
      curveType="monotone"
      withLegend
      withDots={props.points.length < 32}
      gridAxis="x"
      tickLine="none"
      strokeDasharray="2 4"
      connectNulls={false}
      legendProps={{ verticalAlign: "top", height: 40 }}
      yAxisProps={{ width: 56 }}
      xAxisProps={{ minTickGap: 32 }}
      valueFormatter={props.valueText}
      lineProps={{ isAnimationActive: false }}
      lineChartProps={{ accessibilityLayer: false }}
      dotProps={{ r: 2 }}
      tooltipAnimationDuration={0}
      role="img"
      aria-label={props.label}
    />
  );
}
