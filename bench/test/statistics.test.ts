import { describe, expect, test } from "@jest/globals";
import { readCommandLine, UsageError } from "../dist/command-line.js";
import { ratioOf, spreadOf } from "../dist/statistics/spread.js";
import { DEFAULT_SUITES } from "../dist/suites/all-suites.js";

describe("figures", () => {
  test.each([
    [[3], { median: 3, min: 3, max: 3 }],
    [[9, 1, 5], { median: 5, min: 1, max: 9 }],
    [[10, 2, 100, 4], { median: 7, min: 2, max: 100 }],
  ])("of %j are told by median and range", (figures, spread) => {
    expect(spreadOf(figures)).toEqual(spread);
  });

  test("of two lanes are divided round by round, so that a slow round of both changes nothing", () => {
    expect(ratioOf([200, 20, 200], [100, 10, 100])).toEqual({ median: 2, min: 2, max: 2 });
  });

  test("of unequal rounds are not compared", () => {
    expect(() => ratioOf([1], [1, 2])).toThrow("unequal rounds");
    expect(() => spreadOf([])).toThrow("no figure");
  });
});

describe("the command line", () => {
  test("runs the default suites, and named ones in their own order", () => {
    const names = (args: string[]) => readCommandLine(args).suites.map((suite) => suite.name);
    expect(names([])).toEqual(DEFAULT_SUITES);
    expect(names(["refusals", "embedded"])).toEqual(["embedded", "refusals"]);
    expect(names(["all"])).toContain("keys");
  });

  test("takes rounds, seconds, connections and keys", () => {
    const command = readCommandLine(["mysql", "--rounds", "2", "--seconds", "0.5", "--keys", "9"]);
    expect(command).toMatchObject({ rounds: 2, seconds: 0.5, connections: 64, keys: 9 });
  });

  test.each([[["nonsense"]], [["--rounds", "0"]], [["--seconds", "-1"]], [["--fast"]]])(
    "refuses %j",
    (args) => {
      expect(() => readCommandLine(args)).toThrow(UsageError);
    },
  );
});
