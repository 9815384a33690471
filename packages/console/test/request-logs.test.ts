import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { exportPath } from "../dist-types/api/export-path.js";
import { pointsChange, relativeChange } from "../dist-types/features/request-logs/figure-change.js";
import { groupName, hintOf, isOthers } from "../dist-types/features/request-logs/group-name.js";
import { hourGrid, shadeOf } from "../dist-types/features/request-logs/hour-grid.js";
import {
  hasHours,
  intervalFor,
  LOG_RANGES,
  spanOfRange,
  spanProblem,
  toLocalField,
} from "../dist-types/features/request-logs/log-range.js";
import {
  firstRows,
  joins,
  ROWS_MAX,
  WAITING_MAX,
  withNewest,
  withOlder,
  withWaiting,
} from "../dist-types/features/request-logs/log-rows.js";
import {
  filterOf,
  NO_FILTERS,
  readLogView,
  spanOf,
  writeLogView,
} from "../dist-types/features/request-logs/log-view.js";
import { paths, returnPath } from "../dist-types/paths.js";

const read = (search: string) => readLogView(new URLSearchParams(search));
const NOW = Date.UTC(2026, 10, 21, 5, 13, 31, 250);

const someView = fc.record({
  range: fc.constantFrom(...LOG_RANGES),
  isLive: fc.boolean(),
  environment: fc.constantFrom("LIVE" as const, "TEST" as const, null),
  status: fc.constantFrom("success", "client-error", "server-error", "404", null),
  ...Object.fromEntries(
    (["apiKeyId", "campaignId", "operation", "errorCode", "ip", "text", "decisionId"] as const).map(
      (name) => [name, fc.option(fc.stringMatching(/^[a-z&=?#%+äß:.-]{1,12}$/))],
    ),
  ),
});

test("a view written to the address is the view read back", () => {
  fc.assert(
    fc.property(someView, (some) => {
      const view = { ...NO_FILTERS, ...some, span: null };
      expect(read(new URLSearchParams(writeLogView(view)).toString())).toEqual(view);
    }),
  );
  const span = { fromMs: NOW - 90_000, toMs: NOW };
  const zoomed = { ...NO_FILTERS, range: null, span, isLive: false };
  expect(readLogView(new URLSearchParams(writeLogView(zoomed)))).toEqual(zoomed);
});

test("the default view leaves the address bare, and unknown words count as unsaid", () => {
  const view = read("range=forever&status=odd&environment=moon&from=never&to=now");
  expect(writeLogView(view)).toEqual({});
  expect([view.range?.id, view.isLive]).toEqual(["24h", true]);
});

test("a span that is over is not live, and one that ends before it starts is none", () => {
  expect(read("from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z")).toMatchObject({
    range: null,
    isLive: false,
  });
  expect(read("from=2026-01-01T00:00:00Z")).toMatchObject({ range: null, isLive: true });
  expect(read("from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z").range?.id).toBe("24h");
});

test("a range starts on a whole interval and never reaches further back than it says", () => {
  for (const range of LOG_RANGES) {
    const stepMs = intervalFor(range.seconds) * 1000;
    const { fromMs, toMs } = spanOfRange(range, NOW);
    expect(toMs).toBeNull();
    expect(fromMs % stepMs).toBe(0);
    expect(NOW - fromMs).toBeLessThanOrEqual(range.seconds * 1000);
    expect(NOW - fromMs).toBeGreaterThan(range.seconds * 1000 - stepMs - 1);
  }
});

test("a chart never has more bars than can be told apart, nor finer ones than the server counts", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 600 * 86_400 }), (seconds) => {
      expect(intervalFor(seconds)).toBeGreaterThanOrEqual(60);
      expect(seconds / intervalFor(seconds)).toBeLessThanOrEqual(92);
    }),
  );
});

test("the API is asked with the address's filters: a class or a code, and no text too short", () => {
  const filter = (search: string) => filterOf(read(search), spanOf(read(search), NOW));
  expect(filter("status=client-error")).toMatchObject({
    statusClass: "CLIENT_ERROR",
    statusCode: null,
  });
  expect(filter("status=404&key=k1&address=::1")).toMatchObject({
    statusClass: null,
    statusCode: 404,
    apiKeyId: "k1",
    ip: "::1",
  });
  expect([filter("text=ab").text, filter("text=abc").text]).toEqual([null, "abc"]);
});

test("the export is asked for under the filter's own names, without what is not narrowed", () => {
  expect(
    exportPath("request-logs", "csv", {
      ip: "::1",
      statusCode: 404,
      text: null,
      from: "2026-01-01T00:00:00Z",
    }),
  ).toBe("/exports/request-logs.csv?ip=%3A%3A1&statusCode=404&from=2026-01-01T00%3A00%3A00Z");
});

test.each([
  ["2026-01-02T00:00", "2026-01-01T00:00", /after the start/],
  ["", "2026-01-01T00:00", /from when/],
  ["2026-01-02T00:00", "soon", /until when/],
  ["1970-01-01T00:00", "", /40 years/],
  ["2026-01-02T00:00", "9999-12-31T00:00", /40 years/],
])("from %j to %j is no span", (from, to, sentence) => {
  expect(spanProblem(from, to, NOW)).toMatch(sentence);
});

test.each([
  "from=1970-01-01T00:00:00Z",
  "from=2026-01-01T00:00:00Z&to=9999-01-01T00:00:00Z",
  "from=%2B200000-01-01T00:00:00Z&to=%2B200001-01-01T00:00:00Z",
])("a span that the server would refuse counts as unsaid (%s)", (search) => {
  expect(read(search).range?.id).toBe("24h");
});

test("hours are asked for where they say something, and no more than the server tells", () => {
  const days = [0.5, 1, 90, 90.5, 365];
  expect(days.map((count) => hasHours(count * 86_400))).toEqual([false, true, true, false, false]);
});

test("a group is told by its key's name, and what could not be told apart is nothing to choose", () => {
  const others = { value: "*", apiKey: null };
  expect([isOthers(others), groupName(others)]).toEqual([true, "All others"]);
  expect(hintOf(others, null)).not.toMatch(/Only/);
  const key = { value: "01a1fdd1-4370-7288-8aae-ccd3835a6b58", apiKey: { name: "CRM" } };
  expect([isOthers(key), hintOf(key, null)]).toEqual([false, "Only CRM"]);
  expect(groupName({ ...key, apiKey: null })).toBe("A deleted key");
});

test("a span's fields show local times that mean the same minute", () => {
  expect(Date.parse(toLocalField(NOW))).toBe(Math.floor(NOW / 60_000) * 60_000);
  expect(spanProblem(toLocalField(NOW), "", NOW)).toBeNull();
});

const row = (place: number) => ({ id: String(place).padStart(9, "0") });
const page = (places: readonly number[], endCursor: string | null = "c") => ({
  nodes: places.map(row),
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
});
const places = (rows: readonly { id: string }[]) => rows.map(({ id }) => Number(id));

test("whatever comes when, the list holds each row once, newest first", () => {
  const newestPages = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 30 }));
  fc.assert(
    fc.property(newestPages, (arrivals) => {
      let rows = firstRows(page([30, 20, 10], null));
      const known = new Set([30, 20, 10]);
      for (const arrived of arrivals) {
        rows = withNewest(rows, arrived.sort((a, b) => b - a).map(row));
        for (const place of arrived) known.add(place);
      }
      expect(places(withWaiting(rows).shown)).toEqual([...known].sort((a, b) => b - a));
    }),
  );
});

test("new rows wait apart, late ones find their place, and older ones are not taken for new", () => {
  const rows = withNewest(firstRows(page([30, 20, 10])), page([40, 25, 20, 5]).nodes);
  expect([places(rows.shown), places(rows.waiting)]).toEqual([
    [30, 20, 10],
    [40, 25],
  ]);
  expect(places(withWaiting(rows).shown)).toEqual([40, 30, 25, 20, 10]);
  expect(withWaiting(rows).waiting).toEqual([]);
});

test("pages that do not reach what is known are told from those that do", () => {
  const rows = firstRows(page([30, 20, 10]));
  expect(joins(rows, page([50, 40]).nodes)).toBe(false);
  expect(joins(rows, page([50, 40, 30]).nodes)).toBe(true);
  expect(joins(firstRows(page([], null)), page([50]).nodes)).toBe(true);
});

test("no more rows are kept, waiting or shown, than there is room for", () => {
  const many = Array.from({ length: WAITING_MAX + 5 }, (_, index) => 1000 - index);
  const behind = withNewest(firstRows(page([10])), page(many).nodes);
  expect([behind.waiting.length, behind.isBehind]).toEqual([WAITING_MAX, true]);
  const most = Array.from({ length: ROWS_MAX }, (_, index) => 2 * ROWS_MAX - index);
  const full = withOlder(firstRows(page([...most.slice(1)])), page([1]));
  expect([full.isFull, full.cursor]).toEqual([true, null]);
  expect(withOlder(firstRows(page([2])), page([1], null))).toMatchObject({
    isFull: false,
    cursor: null,
  });
});

test.each([
  [120, 100, "less", "↑ 20%", "bad"],
  [50, 100, "less", "↓ 50%", "good"],
  [1500, 100, "neither", "↑ 15×", "neutral"],
  [5, 0, "less", "none before", "bad"],
  [5, 5, "less", "as before", "neutral"],
] as const)("%d after %d is told as a change (%s is better)", (now, before, liking, text, mood) => {
  expect(relativeChange(now, before, liking)).toEqual({ text, mood });
});

test("shares change by points, and nothing is compared with nothing", () => {
  expect(pointsChange(0.95, 0.99)).toEqual({ text: "↓ 4.0 points", mood: "bad" });
  expect([pointsChange(null, 0.5), relativeChange(5, null, "less")]).toEqual([null, null]);
});

const utcHour = (ms: number) => {
  const date = new Date(ms);
  const day = date.toISOString().slice(0, 10);
  return {
    day,
    dayTitle: day,
    weekday: (date.getUTCDay() + 6) % 7,
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};
const hours = (days: number) =>
  Array.from({ length: days * 24 }, (_, hour) => ({
    at: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
    total: 2,
    errors: 1,
  }));

test.each([1, 7, 15, 16, 90])(
  "the grid of %d days loses no request, and has a row a day or a weekday",
  (days) => {
    const grid = hourGrid(hours(days), utcHour);
    const cells = grid.flatMap((line) => line.hours).filter((cell) => cell !== null);
    expect(cells.reduce((sum, cell) => sum + cell.total, 0)).toBe(days * 48);
    expect(grid).toHaveLength(days <= 15 ? days : 7);
    expect(cells.every((cell) => (cell.fromMs === null) === days > 15)).toBe(true);
  },
);

test("an hour is called by the clock of the reader, also where that is half an hour off", () => {
  const inIndia = (ms: number) => utcHour(ms + 5.5 * 3_600_000);
  const [day] = hourGrid(hours(1), inIndia);
  expect(day?.hours[5]?.clock).toBe("05:30");
  expect(hourGrid(hours(1), utcHour)[0]?.hours[5]?.clock).toBe("05:00");
});

test("no request has no shade, and the most has the darkest", () => {
  expect([shadeOf(0, 0), shadeOf(0, 9), shadeOf(1, 1000), shadeOf(1000, 1000)]).toEqual([
    0, 0, 1, 4,
  ]);
});

test.each([
  ["/acme/request-logs?range=7d", "/acme/request-logs?range=7d"],
  ["/acme/docs/rate-limits#units", "/acme/docs/rate-limits#units"],
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
