import { exportedFiles } from "./exported-file.js";
import type { FileExport } from "./file-export.js";

interface ExportedLog {
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

/** `/exports/request-logs`: every request under the filter, the newest first. */
export const REQUEST_LOG_EXPORT: FileExport<ExportedLog> = {
  name: "request-logs",
  field: "requestLogs",
  filterType: "RequestLogFilter",
  document: (scopes) => {
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
  },
  files: exportedFiles({
    id: (log) => log.id,
    at: (log) => log.at,
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
  }),
};
