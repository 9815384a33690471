import { Group, Paper, SegmentedControl, Skeleton, Text, VisuallyHidden } from "@mantine/core";
import { memo, useState } from "react";
import { count, counted } from "../../format/number.js";
import { type HourCell, hourGrid, localHourOf, shadeOf } from "./hour-grid.js";
import classes from "./hour-heat-map.module.css";
import type { LogSpan } from "./log-range.js";

const HOUR_MS = 3_600_000;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const MEASURES = [
  { value: "total", label: "Requests" },
  { value: "errors", label: "Errors" },
] as const;

/** Which hours are busy, or go wrong: a table of days and hours, the more the darker; an hour can be zoomed in to. */
export const HourHeatMap = memo(function HourHeatMap(props: {
  readonly buckets:
    | readonly { readonly at: string; readonly total: number; readonly errors: number }[]
    | undefined;
  readonly onZoom: (span: LogSpan) => void;
}) {
  const { buckets, onZoom } = props;
  const [measure, setMeasure] = useState<"total" | "errors">("total");
  const rows = hourGrid(buckets ?? [], localHourOf);
  const most = Math.max(
    0,
    ...rows.flatMap(({ hours }) => hours.map((cell) => cell?.[measure] ?? 0)),
  );
  return (
    <Paper component="section" withBorder radius="lg" p="lg" pt="md">
      <Group justify="space-between" mb="xs">
        <Text component="h2" size="sm" fw={600} m={0}>
          Requests by hour
        </Text>
        <SegmentedControl
          size="xs"
          aria-label="What is counted"
          value={measure}
          data={MEASURES.map((choice) => ({ ...choice }))}
          onChange={(value) => setMeasure(value === "errors" ? "errors" : "total")}
        />
      </Group>
      {buckets ? (
        <table className={classes["grid"]} data-measure={measure}>
          <caption>
            <VisuallyHidden>
              {measure === "errors" ? "Errors" : "Requests"} by day and hour, in your time zone
            </VisuallyHidden>
          </caption>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col" data-is-shown={hour % 6 === 0 || undefined}>
                  <span>{String(hour).padStart(2, "0")}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.title}</th>
                {HOURS.map((hour) => (
                  <Hour
                    key={hour}
                    title={row.title}
                    cell={row.hours[hour] ?? null}
                    measure={measure}
                    most={most}
                    onZoom={onZoom}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <Skeleton height={160} />
      )}
    </Paper>
  );
});

function Hour(props: {
  readonly title: string;
  readonly cell: HourCell | null;
  readonly measure: "total" | "errors";
  readonly most: number;
  readonly onZoom: (span: LogSpan) => void;
}) {
  const { title, cell, measure, most, onZoom } = props;
  if (!cell) return <td />;
  const { total, errors, clock, fromMs } = cell;
  const says = `${title}, ${clock}: ${counted(total, "request")}, ${counted(errors, "error")}`;
  const number = <VisuallyHidden>{count(cell[measure])}</VisuallyHidden>;
  return (
    <td data-shade={shadeOf(cell[measure], most)} title={says}>
      {fromMs === null ? (
        number
      ) : (
        <button
          type="button"
          // The chart's fields choose the same hour by keyboard; hundreds of stops would be in its way.
          tabIndex={-1}
          onClick={() => onZoom({ fromMs, toMs: fromMs + HOUR_MS })}
        >
          {number}
        </button>
      )}
    </td>
  );
}
