import { expect, test } from "@jest/globals";
import { chartPoints } from "../dist-types/features/request-logs/chart-points.js";
import {
  LOG_RANGES,
  rangeStart,
  readLogView,
  writeLogView,
} from "../dist-types/features/request-logs/log-view.js";
import { paths, returnPath } from "../dist-types/paths.js";

test("a view written to the address is the view read back", () => {
  for (const range of LOG_RANGES) {
    const view = { range, apiKeyId: "k1", statusClass: "CLIENT_ERROR", after: "c" } as const;
    expect(readLogView(new URLSearchParams(writeLogView(view)))).toEqual(view);
  }
});

test("the default view leaves the address bare, and unknown words count as unsaid", () => {
  const view = readLogView(new URLSearchParams("range=forever&status=odd"));
  expect(writeLogView(view)).toEqual({});
  expect(view.range.id).toBe("24h");
});

test("a range starts on a whole interval and never reaches further back than it says", () => {
  const now = Date.UTC(2026, 10, 21, 5, 13, 31, 250);
  for (const range of LOG_RANGES) {
    const start = rangeStart(range, now);
    expect(start % (range.intervalSeconds * 1000)).toBe(0);
    expect(now - start).toBeLessThanOrEqual(range.seconds * 1000);
    expect(now - start).toBeGreaterThan((range.seconds - range.intervalSeconds) * 1000 - 1);
  }
});

test("silent intervals count zero and every request of the span is counted once", () => {
  const from = Date.UTC(2026, 0, 1);
  const points = chartPoints(
    [
      { at: "2026-01-01T00:01:00Z", total: 5, errors: 2 },
      { at: "2026-01-01T00:01:30Z", total: 1, errors: 0 },
      { at: "2025-12-31T23:59:00Z", total: 9, errors: 9 },
    ],
    { from, to: from + 180_000, intervalSeconds: 60 },
  );
  expect(points.map(({ successes, errors }) => [successes, errors])).toEqual([
    [0, 0],
    [4, 2],
    [0, 0],
  ]);
});

test.each([
  ["/acme/request-logs?range=7d", "/acme/request-logs?range=7d"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example", "/"],
  ["javascript:alert(1)", "/"],
])("after signing in, the return address %p leads to %p", (wanted, path) => {
  expect(returnPath(new URLSearchParams({ return: wanted }))).toBe(path);
});

test("a link carries the workspace", () => {
  expect(paths.requestLogs.link("acme")).toBe("/acme/request-logs");
});
