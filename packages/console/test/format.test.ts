import { expect, test } from "@jest/globals";
import { duration } from "../dist-types/format/duration.js";
import { count, counted, percent } from "../dist-types/format/number.js";
import { capitalized } from "../dist-types/format/sentence.js";
import { slugOf } from "../dist-types/format/slug.js";
import { clockTime, exactTime, timeAgo } from "../dist-types/format/time.js";

test.each([
  [0.04, "0.0 ms"],
  [0.42, "0.4 ms"],
  [9.96, "10 ms"],
  [12.4, "12 ms"],
  [999.7, "1.00 s"],
  [1250, "1.25 s"],
  [61_000, "1 min"],
  [null, "–"],
  [Number.NaN, "–"],
])("a duration of %p ms reads %p", (durationMs, text) => {
  expect(duration(durationMs)).toBe(text);
});

test.each([
  [1, "100%"],
  [0, "0%"],
  [0.9999, "99.9%"],
  [0.0001, "0.1%"],
  [0.961, "96.1%"],
  [0.5, "50%"],
  [null, "–"],
])("a share of %p reads %p, never rounded to all or nothing", (share, text) => {
  expect(percent(share)).toBe(text);
});

test("counts set thousands apart and shorten millions", () => {
  expect([count(0), count(12_480), count(1_250_000)]).toEqual(["0", "12,480", "1.3M"]);
  expect([counted(1, "key"), counted(3, "key")]).toEqual(["1 key", "3 keys"]);
});

test.each([
  [0, "just now"],
  [59, "just now"],
  [60, "1 minute ago"],
  [3_599, "59 minutes ago"],
  [7_200, "2 hours ago"],
  [86_400, "1 day ago"],
  [29 * 86_400, "29 days ago"],
])("%p seconds back reads %p", (seconds, text) => {
  const now = Date.UTC(2026, 0, 31, 12);
  expect(timeAgo(new Date(now - seconds * 1000).toISOString(), now)).toBe(text);
});

test("after thirty days the day itself is shown", () => {
  expect(timeAgo("2026-01-01T12:00:00Z", Date.UTC(2026, 5, 1))).toMatch(/^1 Jan 2026$/);
});

test("an exact time shows its seconds", () => {
  const local = new Date(2026, 10, 21, 5, 3, 7).toISOString();
  expect(exactTime(local)).toBe("21 Nov 2026, 05:03:07");
  expect(clockTime(local, false)).toBe("05:03");
});

test("what is no instant shows nothing rather than Invalid Date", () => {
  expect([exactTime("soon"), timeAgo("soon", 0)]).toEqual(["", ""]);
});

test("a name becomes an address of letters, digits and single hyphens", () => {
  expect(slugOf(" Bright & Söhne, Ltd. ")).toBe("bright-sohne-ltd");
  expect(slugOf("x".repeat(60))).toHaveLength(40);
  expect(slugOf("***")).toBe("");
});

test("a phrase of the scope table becomes a label", () => {
  expect(capitalized("list and view leads")).toBe("List and view leads");
});
