/** Where a list under a filter is had as a file; the filter's names are the query string's. */
export function exportPath(
  list: "request-logs" | "leads",
  ending: "csv" | "json",
  filter: Readonly<object>,
): string {
  const given = Object.entries(filter).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : [[name, String(value)]],
  );
  return `/exports/${list}.${ending}?${new URLSearchParams(given)}`;
}
