import "reflect-metadata";
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import {
  LatencySketch,
  SHORTEST_MS,
  SKETCH_ERROR,
} from "../dist/resources/request-logs/latency-sketch.js";
import { FactCounter, writeFacts } from "../dist/resources/request-logs/request-facts.js";
import { cellsOf, placeKey } from "../dist/resources/request-logs/rollup-cells.js";
import { coverSpan } from "../dist/resources/request-logs/span-cover.js";
import { inventRow, LOGS_START_MS } from "./testkit/logged-requests.js";

const times = fc.array(fc.double({ min: SHORTEST_MS, max: 600_000, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

function sketchOf(values: readonly number[]): LatencySketch {
  const sketch = new LatencySketch();
  for (const value of values) sketch.add(value);
  return sketch;
}

test("a sketch's percentiles are within its error of the true ones", () => {
  fc.assert(
    fc.property(times, (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const shares = [0.01, 0.5, 0.95, 0.99, 1];
      const told = sketchOf(values).percentiles(shares);
      for (const [index, share] of shares.entries()) {
        const exact = sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? 0;
        expect(Math.abs((told[index] ?? 0) - exact)).toBeLessThanOrEqual(
          exact * SKETCH_ERROR * 1.000001,
        );
      }
    }),
  );
});

test("sketches that are added up, also from their texts, are the sketch of all values", () => {
  fc.assert(
    fc.property(times, times, (some, others) => {
      const sum = new LatencySketch();
      sum.mergeText(sketchOf(some).write());
      sum.merge(sketchOf(others));
      expect(sum.write()).toBe(sketchOf([...some, ...others]).write());
    }),
  );
});

test("a sketch holds what is slower than any request, or no bucket at all, in a list that stays short", () => {
  const sketch = sketchOf([5]);
  sketch.mergeText("zzzzzzzz:2 1:1");
  sketch.mergeText("-zzzzzzzz:1");
  expect(sketch.percentiles([0.2, 0.4, 1])).toEqual([
    expect.closeTo(SHORTEST_MS, 4),
    expect.closeTo(5, 0),
    expect.closeTo(86_400_000, -7),
  ]);
  expect(sketch.write().split(" ")).toHaveLength(3);
});

test("a sketch of nothing has no percentiles, and an empty text", () => {
  expect(new LatencySketch().percentiles([0.5, 0.99])).toEqual([null, null]);
  expect(new LatencySketch().write()).toBe("");
});

test("times shorter than the shortest are counted with it, and zero is a time", () => {
  expect(sketchOf([0]).write()).toBe(sketchOf([SHORTEST_MS]).write());
});

test("a cover has each instant of its span once, whole cells wherever they fit, and nothing else", () => {
  const instants = fc.integer({ min: 0, max: 400_000_000 }).map((ms) => ms / 1000);
  const widths = fc.subarray([86_400, 3_600, 60]);
  fc.assert(
    fc.property(instants, instants, widths, (one, other, levels) => {
      const span = { from: Math.min(one, other), to: Math.max(one, other) };
      const { pieces, rest } = coverSpan(span, levels);
      for (const { levelSeconds, from, to } of pieces) {
        expect([from % levelSeconds, to % levelSeconds]).toEqual([0, 0]);
      }
      const finest = levels.at(-1);
      for (const { from, to } of rest) {
        if (finest !== undefined) {
          expect(Math.floor(to / finest) - Math.ceil(from / finest)).toBeLessThanOrEqual(0);
        }
      }
      const parts = [...pieces, ...rest].filter(({ from, to }) => from < to);
      parts.sort((a, b) => a.from - b.from);
      let at = span.from;
      for (const { from, to } of parts) {
        expect(from).toBe(at);
        at = to;
      }
      expect(at).toBe(span.from === span.to ? span.from : span.to);
    }),
  );
});

test("facts that are written and read again in any number of parts are those of all rows", () => {
  const row = fc.record({
    atMs: fc.integer({ min: LOGS_START_MS, max: LOGS_START_MS + 60_000 }),
    key: fc.nat(1),
    operation: fc.nat(1),
    outcome: fc.nat(1),
    address: fc.nat(1),
    durationMs: fc.integer({ min: 0, max: 90_000_000 }),
  });
  fc.assert(
    fc.property(fc.array(row, { minLength: 40, maxLength: 60 }), fc.nat(60), (invented, cut) => {
      const rows = invented.map(inventRow);
      const count = (some: typeof rows) => {
        const counter = new FactCounter();
        for (const one of some) counter.addRow(one);
        return counter.all();
      };
      const joined = new FactCounter();
      joined.addWritten(writeFacts(count(rows.slice(0, cut))));
      joined.addWritten(writeFacts(count(rows.slice(cut))));
      const told = (facts: ReturnType<typeof count>) =>
        facts.map(({ tally, ...traits }) => ({
          ...traits,
          ...tally,
          sketch: tally.sketch.write(),
        }));
      expect(told(joined.all())).toEqual(told(count(rows)));
    }),
  );
});

test("an operation that is named null is none without a name", () => {
  const choice = {
    atMs: LOGS_START_MS,
    key: 0,
    operation: 1,
    outcome: 0,
    address: 0,
    durationMs: 1,
  };
  const counter = new FactCounter();
  counter.addRow(inventRow(choice));
  counter.addRow({ ...inventRow(choice), operationName: "null" });
  expect(counter.all().map(({ operationName }) => operationName)).toEqual([null, "null"]);
});

test("of thousands of values no place is given more cells than it could have room for", async () => {
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    ...inventRow({
      atMs: LOGS_START_MS,
      key: index % 2,
      operation: 0,
      outcome: 0,
      address: 0,
      durationMs: 1,
    }),
    operationName: `Query${index}`,
    ip: `2001:db8::${index.toString(16)}`,
  }));
  const counter = new FactCounter();
  for (const row of rows) counter.addRow(row);
  const facts = counter.all();
  const isKnown = (_dimension: string, value: string) => value === "Query2999";
  const cells = await cellsOf(facts, { isKnown, valuesMax: 4 });
  const values = new Map<string, string[]>();
  for (const cell of cells) {
    const place = placeKey({ ...cell, value: "" });
    values.set(place, [...(values.get(place) ?? []), cell.value]);
  }
  // Four new ones, a known one, and all others; an operation has its field's name, too.
  expect(Math.max(...[...values.values()].map(({ length }) => length))).toBe(6);
  const ofAll = cells.filter(({ dimension, scope }) => dimension === "OPERATION" && scope === "");
  for (const levelSeconds of [3_600, 86_400]) {
    const own = ofAll.filter((cell) => cell.levelSeconds === levelSeconds);
    expect(own.map(({ value }) => value)).toContain("Query2999");
    expect(own.reduce((sum, { tally }) => sum + tally.total, 0)).toBe(rows.length);
  }
});
