import { describe, expect, test } from "@jest/globals";
import { DEFAULT_RATE_LIMITS, type RateLimit } from "@latchkey/shared";
import {
  type RateLimitRow,
  rateLimitProblem,
  rateLimitRowProblems,
  rateLimitRows,
  rateLimitsInput,
  rateLimitsOf,
  withNewRow,
} from "../dist-types/features/api-keys/rate-limit-form.js";
import {
  cutText,
  newRateLimitMax,
  workspaceEditChanges,
  workspaceEditErrors,
} from "../dist-types/features/settings/workspace-edit.js";
import { rateLimitsText, rateLimitText } from "../dist-types/format/rate-limit.js";

const MAXIMUM = 100_000;

describe("a window in words", () => {
  test.each<[RateLimit, string]>([
    [{ limit: 10, windowSeconds: 1 }, "10 a second"],
    [{ limit: 1_250_000, windowSeconds: 3600 }, "1,250,000 an hour"],
    [{ limit: 5000, windowSeconds: 86_400 }, "5,000 a day"],
    [{ limit: 20, windowSeconds: 300 }, "20 in 5 minutes"],
    [{ limit: 20, windowSeconds: 7200 }, "20 in 2 hours"],
    [{ limit: 20, windowSeconds: 90 }, "20 in 90 seconds"],
    [{ limit: 20, windowSeconds: 5400 }, "20 in 90 minutes"],
  ])("%j reads %j", (limit, text) => {
    expect(rateLimitText(limit)).toBe(text);
  });

  test("the longest window comes first", () => {
    expect(rateLimitsText([...DEFAULT_RATE_LIMITS].reverse())).toBe(
      "1,000 an hour, 100 a minute, 10 a second",
    );
  });
});

describe("the editor of a key's windows", () => {
  const rows = (...limits: readonly RateLimit[]) => rateLimitRows(limits);
  const problems = (changed: readonly RateLimitRow[]) =>
    rateLimitRowProblems(changed, DEFAULT_RATE_LIMITS, MAXIMUM);

  test("rows that nobody touched are the windows they were made from", () => {
    const limits = [
      { windowSeconds: 86_400, limit: 9 },
      { windowSeconds: 90, limit: 5 },
    ];
    expect(rateLimitsOf(rateLimitRows(limits))).toEqual(limits);
  });

  test("the defaults are sent as none, and never refused", () => {
    expect(rateLimitsInput(rateLimitRows(DEFAULT_RATE_LIMITS))).toBeNull();
    const own = [{ windowSeconds: 3600, limit: 5 }];
    expect(rateLimitRowProblems(rateLimitRows(DEFAULT_RATE_LIMITS), own, 10)).toEqual({});
    expect(rateLimitsInput(rateLimitRows(own))).toEqual(own);
  });

  test("limits that stay as they are are not refused by a maximum that was lowered since", () => {
    const own = [{ windowSeconds: 3600, limit: 5000 }];
    expect(rateLimitRowProblems(rateLimitRows(own), own, 100)).toEqual({});
    expect(rateLimitProblem(rows({ windowSeconds: 3600, limit: 5001 }), own, 100)).toContain(
      "maximum",
    );
  });

  test("a new row takes the longest named window that is free, then a number of seconds", () => {
    let all = rateLimitRows(DEFAULT_RATE_LIMITS);
    all = withNewRow(all);
    all = withNewRow(all);
    expect(all.map(({ window }) => window)).toEqual(["3600", "60", "1", "86400", "CUSTOM"]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
  });

  test("what is missing, given twice or no number is said at its row", () => {
    const [hour] = rows({ windowSeconds: 3600, limit: 5 });
    if (!hour) throw new Error("There is a row");
    expect(Object.keys(problems([{ ...hour, limit: "" }]))).toEqual(["rateLimits.0.limit"]);
    expect(Object.keys(problems([{ ...hour, window: "CUSTOM", seconds: "" }]))).toEqual([
      "rateLimits.0.windowSeconds",
    ]);
    const again = { ...hour, id: 1, window: "CUSTOM", seconds: 3600 };
    expect(problems([hour, again])).toEqual({
      "rateLimits.1.windowSeconds": "This window is given twice.",
    });
  });
});

describe("the form of a workspace", () => {
  const WORKSPACE = { name: "Northwind", rateLimitMax: MAXIMUM };

  test("sends only what was changed", () => {
    expect(workspaceEditChanges(WORKSPACE, { ...WORKSPACE, name: " Northwind " })).toEqual({});
    expect(workspaceEditChanges(WORKSPACE, { ...WORKSPACE, rateLimitMax: 500 })).toEqual({
      rateLimitMax: 500,
    });
  });

  test("asks for a preview of a maximum only when it is another one that can be kept", () => {
    const asked = (rateLimitMax: number | string) =>
      newRateLimitMax(WORKSPACE, { ...WORKSPACE, rateLimitMax });
    expect([asked(MAXIMUM), asked(""), asked(0), asked(MAXIMUM + 1), asked(500)]).toEqual([
      null,
      null,
      null,
      null,
      500,
    ]);
    expect(Object.keys(workspaceEditErrors({ name: " ", rateLimitMax: "" }))).toEqual([
      "name",
      "rateLimitMax",
    ]);
  });

  test("says how many keys a maximum cuts, and which", () => {
    expect(cutText(500, [])).toBe("No key is above 500 an hour.");
    expect(cutText(500, ["A"])).toMatch(
      /^1 key is above 500 an hour .* its next request: A\. Its own/,
    );
    expect(cutText(500, ["A", "B", "C", "D", "E", "F", "G"])).toMatch(
      /^7 keys are above .* their next request: A, B, C, D, E, 2 more\. Their own/,
    );
  });
});
