import { setImmediate as nextTurn } from "node:timers/promises";
import "reflect-metadata";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import fc from "fast-check";
import type { DataSource } from "typeorm";
import type { ApiError } from "../dist/base/api-error.js";
import { openDatabase } from "../dist/database/data-source.js";
import { MatchingDays } from "../dist/resources/request-logs/matching-days.js";
import { RequestCounter } from "../dist/resources/request-logs/request-counter.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import {
  type RequestLogFilter,
  StatusClass,
} from "../dist/resources/request-logs/request-log.inputs.js";
import { RequestLogService } from "../dist/resources/request-logs/request-log.service.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { RequestGroupBy } from "../dist/resources/request-logs/request-stats.inputs.js";
import { RollupFolder } from "../dist/resources/request-logs/rollup-folder.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import {
  CAMPAIGN,
  inventRow,
  isMeant,
  KEYS,
  LOGS_END_MS,
  LOGS_START_MS,
  READER,
  type RowChoice,
  recount,
  recountP95,
} from "./testkit/logged-requests.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

/** Many statements one after the other: on a machine that has other work they take their time. */
const BUSY_MACHINE_MS = 180_000;
const throwIt = (error: unknown) => {
  throw error;
};

describeOnEachDatabase("roll-ups of request logs", (kind) => {
  let logs: ScratchLogs;
  let database: DataSource;

  beforeEach(async () => {
    logs = await ScratchLogs.open(kind);
    database = logs.database;
  });
  afterEach(() => logs.close());

  const empty = async () => {
    for (const table of ["request_logs", "request_rollups"]) {
      await database.query(`DELETE FROM ${table}`);
    }
    await database.query("DELETE FROM request_log_deltas WHERE id > '0'");
  };
  const clock = { now: () => new Date(LOGS_END_MS) };
  const counter = () => new RequestCounter(database, clock);
  const list = () => new RequestLogService(database, counter(), new MatchingDays(database, clock));

  test(
    "equal a recount of the rows, after any order of batches, second deliveries and folds",
    async () => {
      const choice: fc.Arbitrary<RowChoice> = fc.record({
        atMs: fc.integer({ min: LOGS_START_MS, max: LOGS_END_MS - 1 }),
        key: fc.nat(KEYS.length - 1),
        operation: fc.nat(3),
        outcome: fc.nat(3),
        address: fc.nat(4),
        durationMs: fc.double({ min: 0.01, max: 5000, noNaN: true }),
      });
      const steps = fc.array(
        fc.oneof(
          fc.record({
            step: fc.constant("write" as const),
            rows: fc.array(choice, { maxLength: 12 }),
          }),
          fc.record({ step: fc.constant("again" as const), count: fc.nat(20) }),
          fc.record({ step: fc.constant("fold" as const) }),
        ),
        { minLength: 1, maxLength: 8 },
      );
      await fc.assert(
        fc.asyncProperty(steps, fc.infiniteStream(fc.nat()), async (plan, numbers) => {
          await empty();
          const sink = new DatabaseRequestLogSink(database);
          const folds = new RollupFolder(database, throwIt, 2);
          const rows: RequestLog[] = [];
          for (const step of plan) {
            if (step.step === "fold") await folds.run();
            else if (step.step === "again") await sink.write(rows.slice(-step.count));
            else {
              const fresh = step.rows.map(inventRow);
              rows.push(...fresh);
              // A row of the batch before comes a second time beside the new ones.
              await sink.write([...rows.slice(-fresh.length - 1), ...fresh]);
            }
          }
          const pick = <T>(values: readonly T[]) =>
            values[numbers.next().value % values.length] as T;
          for (let question = 0; question < 6; question += 1) {
            const filter = pickFilter(pick);
            const by = pick([
              {},
              { widthSeconds: pick([60, 900, 3600, 7200, 86_400]) },
              { group: pick(Object.values(RequestGroupBy)) },
            ]);
            const { nodes } = await list().list(READER, { first: 100, filter });
            expect(nodes.map(({ id }) => id)).toEqual(newestFirst(rows, filter));
            const told = await counter().count(READER, filter, by);
            expect(numbersOf(told)).toEqual(recount(rows, filter, by));
            const top = await counter().count(READER, filter, { ...by, first: 2 });
            expect(most(numbersOf(top), 2)).toEqual(most(recount(rows, filter, by), 2));
            for (const [key, exact] of recountP95(rows, filter, by)) {
              const off = Math.abs((told.get(key)?.toFigures().p95Ms ?? 0) - exact);
              expect(off).toBeLessThanOrEqual(exact * 0.0201);
            }
          }
        }),
        { numRuns: 25 },
      );
    },
    BUSY_MACHINE_MS,
  );

  test("tell the groups with the most requests, folded or not, and none where there are none", async () => {
    const sink = new DatabaseRequestLogSink(database);
    const folds = new RollupFolder(database, throwIt, 2);
    const rows = (addresses: readonly number[]) =>
      addresses.map((address) =>
        inventRow({
          atMs: LOGS_START_MS,
          key: 0,
          operation: 0,
          outcome: 0,
          address,
          durationMs: 5,
        }),
      );
    const top = async (group: RequestGroupBy) => {
      const told = await counter().count(READER, {}, { group, first: 2 });
      return most(numbersOf(told), 2);
    };
    expect(await top(RequestGroupBy.ADDRESS)).toEqual([]);
    const folded = rows([0, 0, 1, 2, 2, 2]);
    await sink.write(folded);
    await folds.run();
    const pending = rows([1, 1, 1, 3]);
    await sink.write(pending);
    for (const group of [RequestGroupBy.ADDRESS, RequestGroupBy.API_KEY]) {
      const all = recount([...folded, ...pending], {}, { group });
      expect(await top(group)).toEqual(most(all, 2));
      for (const { id: apiKeyId } of KEYS) {
        const told = await counter().count(READER, { apiKeyId }, { group });
        expect(numbersOf(told)).toEqual(recount([...folded, ...pending], { apiKeyId }, { group }));
      }
    }
  });

  test("count values beyond the most together, and look for one of them in the rows", async () => {
    const rows = Array.from({ length: 9 }, (_, index) => ({
      ...inventRow({
        atMs: LOGS_START_MS,
        key: 0,
        operation: 1,
        outcome: 0,
        address: 1,
        durationMs: 1,
      }),
      ip: `198.51.100.${index}`,
    }));
    const folds = new RollupFolder(database, throwIt, 100, 4);
    await new DatabaseRequestLogSink(database).write(rows.slice(0, 3));
    await folds.run();
    await new DatabaseRequestLogSink(database).write(rows.slice(3));
    await folds.run();
    const told = await counter().count(READER, {}, { group: RequestGroupBy.ADDRESS });
    expect([...told].map(([value, { total }]) => [value, total])).toEqual(
      expect.arrayContaining([
        ["198.51.100.0", 1],
        ["198.51.100.3", 1],
        ["*", 5],
      ]),
    );
    expect(told.size).toBe(5);
    expect((await counter().sum(READER, { ip: "198.51.100.8" })).total).toBe(1);
    expect((await counter().sum(READER, { ip: "198.51.100.1" })).total).toBe(1);
  });

  test("tell a value apart that is there already, however many new ones come before it", async () => {
    const from = (key: number, addresses: readonly number[]) =>
      addresses.map((address) => ({
        ...inventRow({
          atMs: LOGS_START_MS,
          key,
          operation: 1,
          outcome: 0,
          address: 1,
          durationMs: 1,
        }),
        ip: `198.51.100.${address}`,
      }));
    const flood = Array.from({ length: 50 }, (_, index) => 100 + index);
    const sink = new DatabaseRequestLogSink(database);
    const folds = new RollupFolder(database, throwIt, 100, 4);
    await sink.write([...from(0, [1, 2]), ...from(1, [3])]);
    await folds.run();
    await sink.write([...from(1, flood), ...from(0, [...flood, 1, 3]), ...from(1, [2, 3])]);
    await folds.run();
    const told = async (filter: RequestLogFilter) => {
      const groups = await counter().count(READER, filter, { group: RequestGroupBy.ADDRESS });
      return Object.fromEntries([...groups].map(([value, { total }]) => [value, total]));
    };
    const [all, first] = [await told({}), await told({ apiKeyId: KEYS[0]?.id })];
    expect(all).toMatchObject({ "198.51.100.1": 2, "198.51.100.2": 2, "198.51.100.3": 3 });
    expect(first).toMatchObject({ "198.51.100.1": 2, "198.51.100.2": 1 });
    for (const [groups, total] of [
      [all, 107],
      [first, 54],
    ] as const) {
      expect(Object.values(groups).reduce((sum, count) => sum + count, 0)).toBe(total);
      expect(Object.keys(groups)).toHaveLength(5);
    }
  });

  test("tell a value apart wherever it came before the room was taken, whoever's it is", async () => {
    const named = (key: number, operationName: string, atMs = LOGS_START_MS) => ({
      ...inventRow({ atMs, key, operation: 0, outcome: 0, address: 1, durationMs: 1 }),
      operationName,
    });
    const flood = (atMs?: number) =>
      Array.from({ length: 6 }, (_, index) => named(1, `New${index}`, atMs));
    const later = LOGS_START_MS + 3_600_000;
    await new DatabaseRequestLogSink(database).write([
      named(0, "Shared"),
      ...flood(),
      named(1, "Shared"),
      ...flood(later),
      named(1, "Shared", later),
    ]);
    await new RollupFolder(database, throwIt, 100, 4).run();
    const cells: Array<{ levelSeconds: number; value: string; total: number }> =
      await database.query(
        "SELECT levelSeconds, startSeconds, value, total FROM request_rollups WHERE dimension = 'OPERATION' AND scope = '' ORDER BY levelSeconds, startSeconds, value",
      );
    const told = cells.map(({ levelSeconds, value, total }) => [
      Number(levelSeconds),
      value,
      Number(total),
    ]);
    expect(told).toEqual([
      [3_600, "*", 3],
      [3_600, "New0", 1],
      [3_600, "New1", 1],
      [3_600, "New2", 1],
      [3_600, "Shared", 2],
      [3_600, "*", 3],
      [3_600, "New0", 1],
      [3_600, "New1", 1],
      [3_600, "New2", 1],
      [3_600, "New3", 1],
      [86_400, "*", 6],
      [86_400, "New0", 2],
      [86_400, "New1", 2],
      [86_400, "New2", 2],
      [86_400, "Shared", 3],
    ]);
  });

  test("let others work while many are folded, and show each request once meanwhile", async () => {
    const rows = Array.from({ length: 4_000 }, (_, index) => ({
      ...inventRow({
        atMs: LOGS_START_MS + index * 3_000,
        key: index % KEYS.length,
        operation: index % 4,
        outcome: index % 3,
        address: 0,
        durationMs: 1 + (index % 50),
      }),
      ip: `198.51.${index % 7}.${index % 250}`,
    }));
    await new DatabaseRequestLogSink(database).write(rows);
    let isFolding = true;
    const folding = new RollupFolder(database, throwIt, 50, 2_000).run().finally(() => {
      isFolding = false;
    });
    let turns = 0;
    while (isFolding) {
      await nextTurn();
      turns += 1;
      expect((await counter().sum(READER, {})).total).toBe(rows.length);
      // By the rows, which may be read beside a fold.
      expect((await list().list(READER, { first: 1, filter: {} })).nodes).toHaveLength(1);
    }
    await folding;
    expect(turns).toBeGreaterThan(10);
    expect((await counter().sum(READER, {})).total).toBe(rows.length);
  });

  test("count once what several folders of one process find at the same time", async () => {
    const rows = Array.from({ length: 40 }, (_, index) => ({
      ...inventRow({
        atMs: LOGS_START_MS,
        key: index % KEYS.length,
        operation: index % 4,
        outcome: 0,
        address: 1,
        durationMs: 1,
      }),
      statusCode: index < 20 ? 401 : 200,
    }));
    for (let from = 0; from < rows.length; from += 10) {
      await new DatabaseRequestLogSink(database).write(rows.slice(from, from + 10));
    }
    const fold = () => new RollupFolder(database, throwIt, 3).run();
    await Promise.all([fold(), fold(), fold()]);
    expect((await counter().sum(READER, {})).total).toBe(rows.length);
    const sumOf = async (column: string, table: string) => {
      const [{ sum }] = await database.query(`SELECT SUM(${column}) AS sum FROM ${table}`);
      return Number(sum);
    };
    expect(await sumOf("total", "auth_failures")).toBe(20);
    expect(await sumOf("requests", "api_key_networks")).toBe(20);
  });

  test("refuse to look through more rows than a question may, and say which field is at fault", async () => {
    const rows = Array.from({ length: 8 }, (_, index) =>
      inventRow({
        atMs: LOGS_START_MS,
        key: index % 2,
        operation: 1,
        outcome: 0,
        address: 1,
        durationMs: 1,
      }),
    );
    await new DatabaseRequestLogSink(database).write(rows);
    const clock = { now: () => new Date(LOGS_END_MS) };
    const strict = new RequestCounter(database, clock, { any: 5, text: 3 });
    const fieldsOf = (filter: RequestLogFilter) =>
      strict.sum(READER, filter).then(
        ({ total }) => total,
        (error: ApiError) => Object.keys(error.extensions["fields"] ?? {}),
      );
    expect(await fieldsOf({})).toBe(8);
    expect(await fieldsOf({ text: "leads" })).toEqual(["filter.text"]);
    expect(await fieldsOf({ statusCode: 200, ip: "192.0.2.1" })).toEqual([
      "filter.ip",
      "filter.statusCode",
    ]);
    expect(await fieldsOf({ statusCode: 200, ip: "192.0.2.1", apiKeyId: KEYS[0]?.id })).toBe(4);
    expect(await fieldsOf({ decisionId: rows[0]?.id })).toBe(0);
  });

  test(
    "lose nothing where two replicas fold and write at the same time",
    async () => {
      const other = await openDatabase(logs.scratch.config);
      try {
        const rows = Array.from({ length: 600 }, (_, index) =>
          inventRow({
            atMs: LOGS_START_MS + index * 60_000,
            key: index % KEYS.length,
            operation: index % 4,
            outcome: index % 3,
            address: index % 5,
            durationMs: 1 + (index % 50),
          }),
        );
        const replicas = kind === "mysql" ? [database, other] : [database];
        await Promise.all(
          replicas.map(async (replica, index) => {
            const sink = new DatabaseRequestLogSink(replica);
            const folds = new RollupFolder(replica, throwIt, 3);
            const own = rows.filter((_, place) => place % replicas.length === index);
            for (let from = 0; from < own.length; from += 10) {
              await Promise.all([sink.write(own.slice(from, from + 10)), folds.run()]);
            }
            await folds.run();
          }),
        );
        const pending = await database.query("SELECT id FROM request_log_deltas WHERE id > '0'");
        expect(pending).toEqual([]);
        for (const group of Object.values(RequestGroupBy)) {
          expect(numbersOf(await counter().count(READER, {}, { group }))).toEqual(
            recount(rows, {}, { group }),
          );
        }
      } finally {
        await other.destroy();
      }
    },
    BUSY_MACHINE_MS,
  );
});

function pickFilter(pick: <T>(values: readonly T[]) => T): RequestLogFilter {
  const from = pick([null, LOGS_START_MS, LOGS_START_MS + 1_234_567, LOGS_END_MS - 5_400_000]);
  const to = pick([null, LOGS_END_MS, LOGS_END_MS - 1_000_001]);
  const span = {
    from: from === null ? null : new Date(from),
    to: to === null ? null : new Date(to),
  };
  const whose = pick<RequestLogFilter>([
    {},
    { apiKeyId: KEYS[0]?.id },
    { environment: "LIVE" },
    { campaignId: CAMPAIGN },
  ]);
  const which = pick<RequestLogFilter>([
    {},
    { statusCode: 200 },
    { statusClass: StatusClass.CLIENT_ERROR },
    { statusClass: StatusClass.SUCCESS },
    { errorCode: "FORBIDDEN" },
    { operation: "leads" },
    { ip: "192.0.2.1" },
    { ip: "192.0.2.1", statusCode: 200 },
  ]);
  return { ...span, ...whose, ...which };
}

function newestFirst(rows: readonly RequestLog[], filter: RequestLogFilter): string[] {
  const ids = new Set(rows.filter((row) => isMeant(row, filter)).map(({ id }) => id));
  return [...ids].sort().reverse();
}

function numbersOf(
  tallies: ReadonlyMap<string, { total: number; errors: number; sumMs: number; lastAtMs: number }>,
) {
  return new Map(
    [...tallies]
      .filter(([, { total }]) => total > 0)
      .map(([value, { total, errors, sumMs, lastAtMs }]) => [
        value,
        { total, errors, sumMs: Math.round(sumMs * 1000), lastAtMs },
      ]),
  );
}

/** The groups with the most requests, in the order that they are told in. */
function most<Numbers extends { readonly total: number }>(
  groups: ReadonlyMap<string, Numbers>,
  first: number,
): Array<[string, Numbers]> {
  return [...groups]
    .sort(([a, one], [b, other]) => other.total - one.total || (a < b ? -1 : 1))
    .slice(0, first);
}
