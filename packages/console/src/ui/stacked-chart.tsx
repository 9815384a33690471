import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.css";

/** One layer of a stacked chart. */
export interface ChartSeries {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

/** Bars over time, one stack per moment. Loaded only where a chart is shown. */
export function StackedChart(props: {
  readonly label: string;
  readonly points: readonly Readonly<Record<string, string | number>>[];
  readonly axis: string;
  readonly series: readonly ChartSeries[];
}) {
  return (
    <BarChart
      h={220}
      type="stacked"
      data={props.points.map((point) => ({ ...point }))}
      dataKey={props.axis}
      series={props.series.map((layer) => ({ ...layer }))}
      withLegend
      gridAxis="x"
      tickLine="none"
      strokeDasharray="2 4"
      legendProps={{ verticalAlign: "top", height: 40 }}
      yAxisProps={{ width: 44, allowDecimals: false }}
      xAxisProps={{ minTickGap: 32 }}
      barChartProps={{ accessibilityLayer: false, barCategoryGap: "18%" }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
      role="img"
      aria-label={props.label}
    />
  );
}
