import type { RequestLogFilter } from "../../api/generated/graphql.js";

/** Where the requests under a filter are had as a file; the filter's names are the query string's. */
export function exportPath(ending: "csv" | "json", filter: RequestLogFilter): string {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return `/exports/request-logs.${ending}?${new URLSearchParams(given)}`;
}
