import { BarChart } from "@mantine/charts";
import "@mantine/charts/styles.css";
import { ReferenceArea } from "recharts";
import { useDragSpan } from "./use-drag-span.js";

/** One layer of a stacked chart. */
export interface ChartSeries {
  readonly name: string;
  readonly label: string;
  readonly color: string;
}

/** Bars over time, one stack per moment, with a stretch to be chosen by dragging. Loaded only where a chart is shown. */
export function StackedChart(props: {
  readonly label: string;
  readonly points: readonly Readonly<Record<string, string | number>>[];
  readonly axis: string;
  readonly series: readonly ChartSeries[];
  /** Gets the places of the first and the last point of the stretch. */
  readonly onChosen: (first: number, last: number) => void;
}) {
  const { drag, handlers } = useDragSpan(props.onChosen);
  const labelAt = (place: number) => props.points[place]?.[props.axis];
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
      barChartProps={{ accessibilityLayer: false, barCategoryGap: "18%", ...handlers }}
      barProps={{ isAnimationActive: false }}
      tooltipAnimationDuration={0}
      withTooltip={drag === null}
      role="img"
      aria-label={props.label}
      style={{ cursor: "crosshair", userSelect: "none" }}
    >
      {drag && (
        <ReferenceArea
          {...{ x1: labelAt(drag.start), x2: labelAt(drag.end) }}
          fill="var(--mantine-color-lagoon-6)"
          fillOpacity={0.25}
        />
      )}
    </BarChart>
  );
}
