import type { RequestLogFilter } from "../../api/generated/graphql.js";
import {
  DEFAULT_RANGE_ID,
  intervalFor,
  isAskable,
  LOG_RANGES,
  type LogRange,
  type LogSpan,
  spanOfRange,
} from "./log-range.js";

/** The outcomes the log can be narrowed to. */
export const STATUS_CLASSES = [
  { value: "SUCCESS", title: "Success", param: "success" },
  { value: "CLIENT_ERROR", title: "Client errors", param: "client-error" },
  { value: "SERVER_ERROR", title: "Server errors", param: "server-error" },
] as const;

/** What the requests are narrowed to; null where they are not. */
export interface LogFilters {
  readonly apiKeyId: string | null;
  readonly environment: "LIVE" | "TEST" | null;
  readonly campaignId: string | null;
  readonly operation: string | null;
  /** A class's param, or a status code. */
  readonly status: string | null;
  readonly errorCode: string | null;
  readonly ip: string | null;
  readonly text: string | null;
  readonly decisionId: string | null;
}

/** What the page shows, as its address says it. */
export interface LogView extends LogFilters {
  /** Null for a span of its own. */
  readonly range: LogRange | null;
  /** The span, where there is no range; up to the present without an end. */
  readonly span: LogSpan | null;
  /** Whether what is new is shown as it comes. */
  readonly isLive: boolean;
}

/** Nothing is narrowed. */
export const NO_FILTERS: LogFilters = {
  apiKeyId: null,
  environment: null,
  campaignId: null,
  operation: null,
  status: null,
  errorCode: null,
  ip: null,
  text: null,
  decisionId: null,
};

const PARAMS = {
  apiKeyId: "key",
  environment: "environment",
  campaignId: "campaign",
  operation: "operation",
  status: "status",
  errorCode: "error",
  ip: "address",
  text: "text",
  decisionId: "decision",
} as const satisfies Readonly<Record<keyof LogFilters, string>>;

const ENVIRONMENTS = { live: "LIVE", test: "TEST" } as const;

/** Reads the view out of the address; what it does not know counts as not said. */
export function readLogView(search: URLSearchParams): LogView {
  const text = (name: keyof LogFilters) => search.get(PARAMS[name])?.trim() || null;
  const span = readSpan(search);
  const named = LOG_RANGES.find((range) => range.id === search.get("range"));
  const status = text("status");
  const environment = text("environment");
  return {
    range: span ? null : (named ?? defaultRange()),
    span,
    isLive: search.get("live") !== "off" && (span === null || span.toMs === null),
    apiKeyId: text("apiKeyId"),
    environment:
      environment === "live" || environment === "test" ? ENVIRONMENTS[environment] : null,
    campaignId: text("campaignId"),
    operation: text("operation"),
    status: status !== null && isStatus(status) ? status : null,
    errorCode: text("errorCode"),
    ip: text("ip"),
    text: text("text"),
    decisionId: text("decisionId"),
  };
}

/** Writes the view as an address's query, leaving out what is the default. */
export function writeLogView(view: LogView): Record<string, string> {
  const { range, span } = view;
  const filters = Object.entries(PARAMS).flatMap(([name, param]) => {
    const value = Reflect.get(view, name);
    return typeof value === "string"
      ? [[param, name === "environment" ? value.toLowerCase() : value]]
      : [];
  });
  return {
    ...(range && range.id !== DEFAULT_RANGE_ID ? { range: range.id } : {}),
    ...(span ? { from: new Date(span.fromMs).toISOString() } : {}),
    ...(span && span.toMs !== null ? { to: new Date(span.toMs).toISOString() } : {}),
    ...Object.fromEntries(filters),
    // A span that is over has nothing live to switch off.
    ...(view.isLive || (span && span.toMs !== null) ? {} : { live: "off" }),
  };
}

/** The span of a view at a time, and how finely its chart divides it. */
export function spanOf(
  view: LogView,
  nowMs: number,
): LogSpan & { readonly intervalSeconds: number } {
  const span = view.span ?? spanOfRange(view.range ?? defaultRange(), nowMs);
  const spanSeconds = view.range?.seconds ?? ((span.toMs ?? nowMs) - span.fromMs) / 1000;
  return { ...span, intervalSeconds: intervalFor(spanSeconds) };
}

/** The filter that the API is asked with. */
export function filterOf(view: LogFilters, span: LogSpan): RequestLogFilter {
  const { status, text, ...same } = view;
  const { apiKeyId, environment, campaignId, operation, errorCode, ip, decisionId } = same;
  return {
    apiKeyId,
    environment,
    campaignId,
    operation,
    errorCode,
    ip,
    decisionId,
    text: text !== null && text.length >= TEXT_MIN ? text : null,
    statusClass: STATUS_CLASSES.find(({ param }) => param === status)?.value ?? null,
    statusCode: status !== null && /^\d+$/.test(status) ? Number(status) : null,
    from: new Date(span.fromMs).toISOString(),
    to: span.toMs === null ? null : new Date(span.toMs).toISOString(),
  };
}

/** Shorter texts are not searched for. */
export const TEXT_MIN = 3;

/** The names of the filters that narrow the view. */
export function narrowedBy(view: LogFilters): Array<keyof LogFilters> {
  const names: Array<keyof LogFilters> = [
    "apiKeyId",
    "environment",
    "campaignId",
    "operation",
    "status",
    "errorCode",
    "ip",
    "text",
    "decisionId",
  ];
  return names.filter((name) => view[name] !== null);
}

function defaultRange(): LogRange {
  const range = LOG_RANGES.find(({ id }) => id === DEFAULT_RANGE_ID);
  if (!range) throw new Error("The default range is none of those offered");
  return range;
}

function isStatus(text: string): boolean {
  return /^[1-5]\d\d$/.test(text) || STATUS_CLASSES.some(({ param }) => param === text);
}

function readSpan(search: URLSearchParams): LogSpan | null {
  const fromMs = Date.parse(search.get("from") ?? "");
  const toMs = Date.parse(search.get("to") ?? "");
  if (Number.isNaN(fromMs)) return null;
  const span = { fromMs, toMs: Number.isNaN(toMs) ? null : toMs };
  const isOne = span.toMs === null || span.toMs > fromMs;
  return isOne && isAskable(span, Date.now()) ? span : null;
}
