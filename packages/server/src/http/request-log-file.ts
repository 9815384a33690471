import { csvText, type Scope } from "@latchkey/shared";

/** One row of an export, as `exportDocument` asks for it. */
export interface ExportedLog {
  readonly id: string;
  readonly at: Date | string;
  readonly apiKey?: { readonly id: string; readonly name: string } | null;
  readonly campaign?: { readonly id: string; readonly name: string } | null;
  readonly operationType: string | null;
  readonly operationName: string | null;
  readonly rootFields: readonly string[];
  readonly method: string;
  readonly endpoint: string;
  readonly statusCode: number;
  readonly errorCode: string | null;
  readonly reason: string | null;
  readonly durationMs: number;
  readonly ip: string | null;
  readonly userAgent: string | null;
  readonly decisionId: string | null;
}

type Cell = string | number | readonly string[] | null;

/** The columns of both kinds of file, in their order, named as the API names them. */
const COLUMNS: Readonly<Record<string, (log: ExportedLog) => Cell>> = {
  id: (log) => log.id,
  at: (log) => (log.at instanceof Date ? log.at.toISOString() : log.at),
  apiKeyId: (log) => log.apiKey?.id ?? null,
  apiKeyName: (log) => log.apiKey?.name ?? null,
  campaignId: (log) => log.campaign?.id ?? null,
  campaignName: (log) => log.campaign?.name ?? null,
  operationType: (log) => log.operationType,
  operationName: (log) => log.operationName,
  rootFields: (log) => log.rootFields,
  method: (log) => log.method,
  endpoint: (log) => log.endpoint,
  statusCode: (log) => log.statusCode,
  errorCode: (log) => log.errorCode,
  reason: (log) => log.reason,
  durationMs: (log) => log.durationMs,
  ip: (log) => log.ip,
  userAgent: (log) => log.userAgent,
  decisionId: (log) => log.decisionId,
};

/** A file that is written page by page; each row ends a line, so that lines can be counted. */
export interface LogFile {
  readonly contentType: string;
  readonly head: string;
  /** The text of a page's rows; `isFirst` for the first rows of the file. */
  readonly rows: (logs: readonly ExportedLog[], isFirst: boolean) => string;
  readonly foot: string;
}

/** The kinds of file that request logs are exported as: CSV (RFC 4180, formulas defused), and one JSON array. */
export const LOG_FILES = {
  csv: {
    contentType: "text/csv; charset=utf-8; header=present",
    head: csvText([Object.keys(COLUMNS)]),
    rows: (logs) =>
      csvText(logs.map((log) => Object.values(COLUMNS).map((cell) => text(cell(log))))),
    foot: "",
  },
  json: {
    contentType: "application/json; charset=utf-8",
    head: "[",
    rows: (logs, isFirst) =>
      logs.map((log, index) => `${isFirst && index === 0 ? "" : ","}${toJson(log)}\n`).join(""),
    foot: "]\n",
  },
} as const satisfies Readonly<Record<string, LogFile>>;

/** The operation whose pages an export is made of; keys and campaigns are named to who may see them. */
export function exportDocument(scopes: ReadonlySet<Scope>): string {
  const names = [
    scopes.has("credentials:read") ? "apiKey { id name }" : "",
    scopes.has("campaigns:read") ? "campaign { id name }" : "",
  ].join(" ");
  return `query exportRequestLogs($filter: RequestLogFilter!, $first: Int!, $after: String) {
    requestLogs(filter: $filter, first: $first, after: $after) {
      nodes {
        id at ${names} operationType operationName rootFields method endpoint statusCode errorCode
        reason durationMs ip userAgent decisionId
      }
      pageInfo { hasNextPage endCursor }
    }
  }`;
}

function text(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "object" ? cell.join(" ") : String(cell);
}

function toJson(log: ExportedLog): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(COLUMNS).map(([name, cell]) => [name, cell(log)])),
  );
}
