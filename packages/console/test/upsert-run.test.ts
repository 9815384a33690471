import { expect, test } from "@jest/globals";
import type { RowChunk } from "../dist-types/features/lead-import/chunk-rows.js";
import { type SendOutcome, UpsertRun } from "../dist-types/features/lead-import/upsert-run.js";

const chunk = (start: number, rows = 2): RowChunk => ({
  start,
  rows: Array.from({ length: rows }, (_, index) => ({
    row: start + index,
    input: { email: `p${start + index}@example.com` },
  })),
  refused: [],
});
const created = ({ rows }: RowChunk): SendOutcome => ({
  results: rows.map((_, index) => ({ index, outcome: "CREATED", message: null })),
});
const GONE: SendOutcome = { failure: "No connection.", isPassing: true };

/** A run over requests that are answered as told; what was sent, and how long was waited. */
function runOver(chunks: RowChunk[], answers: readonly ((chunk: RowChunk) => SendOutcome)[]) {
  const sent: number[] = [];
  const waits: number[] = [];
  const left = [...answers];
  const run = new UpsertRun({
    chunks: chunks.values(),
    send: async (each) => {
      sent.push(each.start);
      return (left.shift() ?? created)(each);
    },
    lineOf: (row) => row + 2,
    sleep: async (ms) => {
      if (ms > 0) waits.push(ms);
    },
    now: () => 0,
  });
  return { run, sent, waits };
}

test("requests go one after another, and each row is counted once", async () => {
  const outcome = ({ rows }: RowChunk): SendOutcome => ({
    results: rows.map((_, index) =>
      index === 0
        ? { index, outcome: "UPDATED", message: null }
        : { index, outcome: "REFUSED", message: "The same lead as in row 0." },
    ),
  });
  const refusedHere = { start: 4, rows: [], refused: [{ row: 4, reason: "E-mail is empty." }] };
  const { run, sent } = runOver([chunk(0), chunk(2), refusedHere], [created, outcome]);
  await run.go();
  expect(sent).toEqual([0, 2]);
  expect(run.state()).toMatchObject({
    phase: "DONE",
    doneRows: 5,
    counts: { CREATED: 2, UPDATED: 1, UNCHANGED: 0, REFUSED: 2 },
    refused: [
      { row: 3, reason: "The same lead as in line 4." },
      { row: 4, reason: "E-mail is empty." },
    ],
  });
});

test("a full window is waited out as long as the server says, however often it says so", async () => {
  const full = (): SendOutcome => ({ waitMs: 7_000 });
  const { run, sent, waits } = runOver([chunk(0)], [full, full, full, full, full]);
  await run.go();
  expect([sent.length, waits, run.state().phase]).toEqual([6, Array(5).fill(7_000), "DONE"]);
});

test("what may pass is tried again, the same request each time; then it rests until it is told to go on", async () => {
  const { run, sent, waits } = runOver(
    [chunk(0), chunk(2)],
    [created, ...Array(5).fill(() => GONE)],
  );
  await run.go();
  expect(run.state()).toMatchObject({ phase: "FAILED", failure: "No connection.", doneRows: 2 });
  expect([sent, waits]).toEqual([
    [0, 2, 2, 2, 2],
    [1_000, 3_000, 9_000],
  ]);
  await run.go();
  expect(run.state()).toMatchObject({ phase: "DONE", failure: null, doneRows: 4 });
  expect(sent.slice(5)).toEqual([2, 2]);
});

test("what does not pass is not tried again by itself", async () => {
  const { run, sent } = runOver([chunk(0)], [() => ({ failure: "Archived.", isPassing: false })]);
  await run.go();
  expect([run.state().phase, sent]).toEqual(["FAILED", [0]]);
});

test.each(["pause", "stop"] as const)(
  "to %s lets the request under way come to its end, and sends no other",
  async (deed) => {
    const { run, sent } = runOver(
      [chunk(0), chunk(2)],
      [
        (each) => {
          run[deed]();
          return created(each);
        },
      ],
    );
    await run.go();
    expect(sent).toEqual([0]);
    expect(run.state()).toMatchObject({
      doneRows: 2,
      phase: deed === "pause" ? "PAUSED" : "STOPPED",
    });
    await run.go();
    expect(sent).toEqual(deed === "pause" ? [0, 2] : [0]);
  },
);

test("a wait ends at once when it is stopped", async () => {
  const run: UpsertRun = new UpsertRun({
    chunks: [chunk(0)].values(),
    send: async () => ({ waitMs: 3_600_000 }),
    lineOf: (row) => row,
    sleep: (_ms, signal) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => resolve());
        queueMicrotask(() => run.stop());
      }),
    now: () => 0,
  });
  await run.go();
  expect(run.state()).toMatchObject({ phase: "STOPPED", doneRows: 0, waitUntil: null });
});
