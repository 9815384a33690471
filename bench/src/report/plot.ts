import { spreadOf } from "../statistics/spread.js";
import type { LaneResult, SuiteResult } from "../suites/run-suite.js";
import { formatRate } from "./format-number.js";

const WIDTH = 860;
const NAMES_WIDTH = 345;
const BARS_WIDTH = 410;
const ROW_HEIGHT = 26;
const BAR_HEIGHT = 14;
const TITLE_HEIGHT = 44;
const MARGIN = 20;

const STYLE = `
  text { font: 13px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 15px; }
  .figure { font-variant-numeric: tabular-nums; }
  .ground { fill: #ffffff; }
  .ours { fill: #2563eb; }
  .other { fill: #a8b1bd; }
  .range { stroke: #1f2328; stroke-width: 1.5; fill: none; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .ground { fill: #0d1117; }
    .ours { fill: #60a5fa; }
    .other { fill: #57606a; }
    .range { stroke: #e6edf3; }
  }`;

/** The run as bars of medians with their ranges, a scale for each suite; an SVG in light and dark. */
export function plot(results: readonly SuiteResult[]): string {
  let top = MARGIN;
  const groups = results.map((result) => {
    const group = suiteGroup(result, top);
    top += TITLE_HEIGHT + result.lanes.length * ROW_HEIGHT + MARGIN;
    return group;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" aria-label="Requests a second: medians, and the range of all rounds">
<style>${STYLE}
</style>
<rect class="ground" width="${WIDTH}" height="${top}" rx="8"/>
${groups.join("\n")}
</svg>
`;
}

function suiteGroup({ suite, lanes }: SuiteResult, top: number): string {
  const spreads = lanes.map((lane) => ({ lane, rates: ratesOf(lane) }));
  const longest = Math.max(...spreads.map(({ rates }) => rates.max));
  const rows = spreads.map(({ lane, rates }, index) => {
    const middle = top + TITLE_HEIGHT + index * ROW_HEIGHT;
    const x = (perSecond: number) => NAMES_WIDTH + (perSecond / longest) * BARS_WIDTH;
    const kind = isOurs(suite.name, lane.name) ? "ours" : "other";
    return [
      `<text x="${NAMES_WIDTH - 12}" y="${middle + 4.5}" text-anchor="end">${escapeText(lane.name)}</text>`,
      `<rect class="${kind}" x="${NAMES_WIDTH}" y="${middle - BAR_HEIGHT / 2}" width="${(x(rates.median) - NAMES_WIDTH).toFixed(1)}" height="${BAR_HEIGHT}" rx="2"/>`,
      `<path class="range" d="${rangeMark(x(rates.min), x(rates.max), middle)}"/>`,
      `<text class="figure" x="${(x(rates.max) + 10).toFixed(1)}" y="${middle + 4.5}">${formatRate(rates.median)}</text>`,
    ].join("\n");
  });
  const title = `<text class="title" x="${MARGIN}" y="${top + 16}">${escapeText(suite.title)}, a second</text>`;
  return [title, ...rows].join("\n");
}

/** A line with a tick at each end. */
function rangeMark(from: number, to: number, middle: number): string {
  const [left, right] = [from.toFixed(1), to.toFixed(1)];
  const tick = `${middle - 4} v8`;
  return `M${left} ${tick} M${left} ${middle} H${right} M${right} ${tick}`;
}

function ratesOf({ samples }: LaneResult) {
  return spreadOf(samples.map((sample) => sample.perSecond));
}

/** Where peers stand beside it, Latchkey's bars have its colour; elsewhere all bars are Latchkey's. */
function isOurs(suite: string, lane: string): boolean {
  return !["embedded", "mysql", "documents"].includes(suite) || lane.startsWith("Latchkey");
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
