import { spreadOf } from "../statistics/spread.js";
import type { Sample } from "../suites/lane.js";
import type { LaneResult, SuiteResult, TargetResult } from "../suites/run-suite.js";
import { formatMs, formatRate, formatRatio, formatShare } from "./format-number.js";

/** What a run measured, how, and with which command. */
export interface RunReport {
  readonly command: string;
  readonly method: string;
  readonly machine: string;
  readonly results: readonly SuiteResult[];
  /** Suites that could not run, and why. */
  readonly skipped: ReadonlyArray<{ readonly name: string; readonly reason: string }>;
}

/** A share of the servers' core from which a run's readers are warned. */
const DISTURBED = 0.1;

/** The run as tables in Markdown. */
export function markdownReport({ command, method, machine, results, skipped }: RunReport): string {
  const blocks = [
    `\`${command}\`: ${method}`,
    machine,
    ...disturbanceBlock(results),
    ...results.map(suiteBlock),
    ...skipped.map(({ name, reason }) => `Not run: ${name} (${reason}).`),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** Says so where the machine was not the run's own: then CPU time tells more than the clock does. */
function disturbanceBlock(results: readonly SuiteResult[]): string[] {
  const shares = results.flatMap(({ lanes }) =>
    lanes.map(({ samples }) => medianOrNull(samples.map((sample) => sample.othersBusy)) ?? 0),
  );
  const most = Math.max(0, ...shares);
  if (most < DISTURBED) return [];
  return [
    `**Other programs had up to ${formatShare(most)} of the servers' core in this run. Go by CPU time here, and not by the clock.**`,
  ];
}

function suiteBlock({ suite, lanes, targets, notes }: SuiteResult): string {
  return [
    `### ${suite.title}`,
    suite.about,
    laneTable(lanes),
    ...(targets.length > 0 ? [targetTable(targets)] : []),
    ...notes.map((note) => `_${note}_`),
  ].join("\n\n");
}

function laneTable(lanes: readonly LaneResult[]): string {
  return table(
    [
      "",
      "a second",
      "min to max",
      "a CPU second",
      "p50 ms",
      "p99 ms",
      "server core",
      "others on it",
      "load core",
    ],
    lanes.map(({ name, samples }) => {
      const rates = spreadOf(samples.map((sample) => sample.perSecond));
      const middle = (pick: (sample: Sample) => number | null) => medianOrNull(samples.map(pick));
      return [
        name,
        `**${formatRate(rates.median)}**`,
        `${formatRate(rates.min)} to ${formatRate(rates.max)}`,
        formatRate(middle((sample) => sample.perCpuSecond)),
        formatMs(middle((sample) => sample.p50Ms)),
        formatMs(middle((sample) => sample.p99Ms)),
        formatShare(middle((sample) => sample.serverBusy)),
        formatShare(middle((sample) => sample.othersBusy)),
        formatShare(middle((sample) => sample.loadBusy)),
      ];
    }),
  );
}

function targetTable(targets: readonly TargetResult[]): string {
  return table(
    ["", "against", "measured", "min to max", "by CPU time", "target", ""],
    targets.map(({ lane, against, atLeast, measured, byCpu }) => {
      const format = against === null ? formatRate : formatRatio;
      const times = against === null ? "" : "×";
      return [
        lane,
        against ?? "",
        measured ? `**${format(measured.median)}${times}**` : "not measured",
        measured ? `${format(measured.min)} to ${format(measured.max)}` : "",
        byCpu ? `${format(byCpu.median)}${times}` : "",
        atLeast === null ? "" : `${format(atLeast)}${times}`,
        verdict(atLeast, measured?.median),
      ];
    }),
    [0, 1, 6],
  );
}

function verdict(atLeast: number | null, median: number | undefined): string {
  if (atLeast === null || median === undefined) return "";
  return median >= atLeast ? "met" : "**not met**";
}

function medianOrNull(figures: ReadonlyArray<number | null>): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : spreadOf(known).median;
}

/** Columns are padded, so that the table reads in a terminal too; all but the text columns to the right. */
function table(
  head: readonly string[],
  rows: readonly string[][],
  textColumns: readonly number[] = [0],
): string {
  const widths = head.map((title, column) =>
    Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const fill = (cell: string, column: number) => {
    const width = widths[column] ?? 0;
    return textColumns.includes(column) ? cell.padEnd(width) : cell.padStart(width);
  };
  const line = (cells: readonly string[]) => `| ${cells.map(fill).join(" | ")} |`;
  const rule = widths.map((width, column) =>
    textColumns.includes(column) ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
