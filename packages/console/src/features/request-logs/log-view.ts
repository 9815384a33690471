/** A choice of how far back to look, and how finely the chart divides it. */
export interface LogRange {
  readonly id: string;
  readonly title: string;
  readonly seconds: number;
  readonly intervalSeconds: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** The ranges offered, shortest first. */
export const LOG_RANGES: readonly LogRange[] = [
  { id: "1h", title: "Last hour", seconds: HOUR, intervalSeconds: 60 },
  { id: "24h", title: "24 h", seconds: DAY, intervalSeconds: HOUR / 2 },
  { id: "7d", title: "7 days", seconds: 7 * DAY, intervalSeconds: 3 * HOUR },
  { id: "30d", title: "30 days", seconds: 30 * DAY, intervalSeconds: 12 * HOUR },
];

const DEFAULT_RANGE: LogRange = LOG_RANGES[1] ?? {
  id: "24h",
  title: "24 h",
  seconds: DAY,
  intervalSeconds: HOUR / 2,
};

/** The outcomes the log can be narrowed to. */
export const STATUS_CLASSES = [
  { value: "SUCCESS", title: "Success", param: "success" },
  { value: "CLIENT_ERROR", title: "Client errors", param: "client-error" },
  { value: "SERVER_ERROR", title: "Server errors", param: "server-error" },
] as const;

/** What the page shows, as its address says it. */
export interface LogView {
  readonly range: LogRange;
  readonly apiKeyId: string | null;
  readonly statusClass: (typeof STATUS_CLASSES)[number]["value"] | null;
  /** The cursor of the page before; `null` on the newest page. */
  readonly after: string | null;
}

/** Reads the view out of the address; what it does not know counts as not said. */
export function readLogView(search: URLSearchParams): LogView {
  const status = search.get("status");
  return {
    range: LOG_RANGES.find((range) => range.id === search.get("range")) ?? DEFAULT_RANGE,
    apiKeyId: search.get("key"),
    statusClass: STATUS_CLASSES.find((known) => known.param === status)?.value ?? null,
    after: search.get("after"),
  };
}

/** Writes the view as an address's query, leaving out what is the default. */
export function writeLogView(view: LogView): Record<string, string> {
  const status = STATUS_CLASSES.find((known) => known.value === view.statusClass)?.param;
  return {
    ...(view.range.id === DEFAULT_RANGE.id ? {} : { range: view.range.id }),
    ...(view.apiKeyId ? { key: view.apiKeyId } : {}),
    ...(status ? { status } : {}),
    ...(view.after ? { after: view.after } : {}),
  };
}

/** Where the range starts: on a whole interval, so that asking again asks the same. */
export function rangeStart(range: LogRange, now: number): number {
  const step = range.intervalSeconds * 1000;
  return Math.floor((now - range.seconds * 1000) / step) * step + step;
}
