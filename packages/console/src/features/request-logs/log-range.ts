/** A choice of how far back to look. */
export interface LogRange {
  readonly id: string;
  readonly title: string;
  readonly shortTitle: string;
  readonly seconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The ranges offered, shortest first. */
export const LOG_RANGES: readonly LogRange[] = [
  { id: "15m", title: "Last 15 minutes", shortTitle: "15 min", seconds: 15 * MINUTE },
  { id: "1h", title: "Last hour", shortTitle: "1 h", seconds: HOUR },
  { id: "6h", title: "Last 6 hours", shortTitle: "6 h", seconds: 6 * HOUR },
  { id: "24h", title: "Last 24 hours", shortTitle: "24 h", seconds: DAY },
  { id: "7d", title: "Last 7 days", shortTitle: "7 d", seconds: 7 * DAY },
  { id: "30d", title: "Last 30 days", shortTitle: "30 d", seconds: 30 * DAY },
  { id: "90d", title: "Last 90 days", shortTitle: "90 d", seconds: 90 * DAY },
];

/** The id of the range that is shown when the address names none. */
export const DEFAULT_RANGE_ID = "24h";

/** A stretch of time in epoch milliseconds; up to the present without an end. */
export interface LogSpan {
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** Later instants are written with more digits than an instant of the API has. */
const LAST_MS = Date.UTC(9999, 11, 31);

const INTERVALS_SECONDS = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  12 * HOUR,
  DAY,
  7 * DAY,
];
const BARS_MAX = 92;

/** How finely a chart divides a span, in seconds: the finest division that leaves its bars apart. */
export function intervalFor(spanSeconds: number): number {
  return INTERVALS_SECONDS.find((step) => spanSeconds / step <= BARS_MAX) ?? 7 * DAY;
}

const HOURS_FROM_SECONDS = 20 * HOUR;
/** The server tells no more hours at once. */
const HOURS_TO_SECONDS = 90 * DAY;

/** Whether the hours of so long a span are worth a picture of their own, and can be told. */
export function hasHours(spanSeconds: number): boolean {
  return spanSeconds >= HOURS_FROM_SECONDS && spanSeconds <= HOURS_TO_SECONDS;
}

/** More than this has more weeks than the server tells at once. */
const SPAN_MAX_MS = 40 * 365 * DAY * 1000;

/** Whether so long a span can be asked for. */
export function isAskable({ fromMs, toMs }: LogSpan, nowMs: number): boolean {
  return (toMs ?? nowMs) - fromMs <= SPAN_MAX_MS && (toMs ?? fromMs) <= LAST_MS;
}

/** The span of a range that ends now. It begins on a whole interval, so that asking again asks the same. */
export function spanOfRange(range: LogRange, nowMs: number): LogSpan {
  const stepMs = intervalFor(range.seconds) * 1000;
  const startMs = Math.floor((nowMs - range.seconds * 1000) / stepMs) * stepMs + stepMs;
  return { fromMs: startMs, toMs: null };
}

/** What a field for a local date and time shows of an instant, to the minute. */
export function toLocalField(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** Why two fields make no span, or null. */
export function spanProblem(from: string, to: string, nowMs: number): string | null {
  if (Number.isNaN(Date.parse(from))) return "Say from when.";
  if (to !== "" && Number.isNaN(Date.parse(to))) return "Say until when, or leave it empty.";
  const span = { fromMs: Date.parse(from), toMs: to === "" ? null : Date.parse(to) };
  if (span.toMs !== null && span.toMs <= span.fromMs) return "The end must be after the start.";
  if (!isAskable(span, nowMs)) return "Choose a span of 40 years at most.";
  return null;
}
