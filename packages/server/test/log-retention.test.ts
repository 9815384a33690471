import { EventEmitter, once } from "node:events";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import type { DataSource } from "typeorm";
import { LogBackfill } from "../dist/resources/request-logs/log-backfill.js";
import { LogPartitions } from "../dist/resources/request-logs/log-partitions.js";
import { LogRetention } from "../dist/resources/request-logs/log-retention.js";
import { RequestCounter } from "../dist/resources/request-logs/request-counter.js";
import { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { RequestGroupBy } from "../dist/resources/request-logs/request-stats.inputs.js";
import { RollupFolder } from "../dist/resources/request-logs/rollup-folder.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { inventRow, READER } from "./testkit/logged-requests.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

const DAY_MS = 86_400_000;
const NOW = new Date("2026-06-30T11:30:00Z");
const clock = { now: () => NOW };
const throwIt = (error: unknown) => {
  throw error;
};

/** A row of a day so long ago, somewhat before noon. */
function rowOf(daysAgo: number): RequestLog {
  const atMs = NOW.getTime() - daysAgo * DAY_MS;
  return inventRow({ atMs, key: 0, operation: 0, outcome: 0, address: 1, durationMs: 3 });
}

describeOnEachDatabase("request logs that are too old", (kind) => {
  let logs: ScratchLogs;
  let database: DataSource;

  beforeEach(async () => {
    logs = await ScratchLogs.open(kind);
    database = logs.database;
  });
  afterEach(() => logs.close());

  const idsLeft = async () =>
    (await database.getRepository(RequestLog).find({ select: { id: true } }))
      .map(({ id }) => id)
      .sort();
  const retention = (days: number) =>
    new LogRetention(
      database,
      new DatabaseRequestLogSink(database, 2),
      clock,
      days,
      () => undefined,
    );

  test("are all dropped, a few at a time, and no other", async () => {
    const rows = [20, 15, 12, 11, 10, 9, 1, 0].map(rowOf);
    await new DatabaseRequestLogSink(database).write(rows);
    expect(await retention(10).run()).toBe(4);
    expect(await idsLeft()).toEqual(rows.slice(4).map(({ id }) => id));
    expect(await retention(10).run()).toBe(0);
  });

  test("go with what was counted of them; minutes go after two days", async () => {
    const rows = [15, 11, 10, 5, 1].map(rowOf);
    await new DatabaseRequestLogSink(database).write(rows);
    await new RollupFolder(database, throwIt).run();
    await retention(10).run();
    const counter = new RequestCounter(database, clock);
    expect((await counter.sum(READER, {})).total).toBe(3);
    const levels: Array<{ levelSeconds: number; cells: unknown }> = await database.query(
      `SELECT levelSeconds, COUNT(*) AS cells FROM request_rollups
       WHERE dimension = 'ALL' AND scope = '' GROUP BY levelSeconds ORDER BY levelSeconds`,
    );
    expect(levels.map(({ levelSeconds, cells }) => [levelSeconds, Number(cells)])).toEqual([
      [60, 1],
      [3600, 3],
      [86_400, 3],
    ]);
  });

  if (kind === "mysql") {
    const partitions = async () => {
      const rows: Array<{ name: string; size: unknown }> = await database.query(
        `SELECT PARTITION_NAME AS name FROM information_schema.PARTITIONS
         WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'request_logs' ORDER BY PARTITION_ORDINAL_POSITION`,
      );
      return rows.map(({ name }) => name);
    };

    test("are partitions by the day, made ahead of time and dropped when they are too old", async () => {
      await new DatabaseRequestLogSink(database).write([2, 1].map(rowOf));
      await new LogPartitions(database).prepare(NOW);
      const made = ["p20260628", "p20260629", "p20260630", "p20260701", "p20260702", "p20260703"];
      expect(await partitions()).toEqual([...made, "later"]);
      await new LogPartitions(database).prepare(new Date(NOW.getTime() + DAY_MS));
      expect(await partitions()).toEqual([...made, "p20260704", "later"]);
      await new DatabaseRequestLogSink(database).write([2, 1, 0].map(rowOf));
      expect(await retention(1).run()).toBe(2);
      expect(await partitions()).toEqual([...made.slice(1), "p20260704", "later"]);
      expect(await idsLeft()).toHaveLength(3);
    });
  }
});

describeOnEachDatabase("request logs of before the roll-ups", (kind) => {
  let logs: ScratchLogs;

  beforeEach(async () => {
    logs = await ScratchLogs.open(kind, {
      rowsBefore: Array.from({ length: 1203 }, (_, i) => rowOf(i / 300)),
    });
  });
  afterEach(() => logs.close());

  test("are all brought over and counted once, also when it is cut off, and progress is told", async () => {
    const { database } = logs;
    const lines: string[] = [];
    const sink = new DatabaseRequestLogSink(database);
    let writes = 0;
    const breaking = {
      deleteBefore: () => Promise.resolve(0),
      write: async (rows: readonly RequestLog[]) => {
        await sink.write(rows);
        writes += 1;
        if (writes === 2) throw new Error("Cut off");
      },
    };
    await new LogPartitions(database).prepare(NOW);
    const first = new LogBackfill(database, breaking, (line) => lines.push(line), throwIt);
    await expect(first.run()).rejects.toThrow("Cut off");
    const second = new LogBackfill(database, sink, (line) => lines.push(line), throwIt);
    await second.run();
    await second.run();
    await new RollupFolder(database, throwIt).run();
    expect(lines).toEqual([
      "Request logs: 1203 rows to bring over, the newest first",
      "Request logs: 703 rows to bring over, the newest first",
      "Request logs: all 703 rows brought over",
    ]);
    expect(await database.getRepository(RequestLog).count()).toBe(1203);
    const counter = new RequestCounter(database, clock);
    const told = await counter.count(READER, {}, { group: RequestGroupBy.OPERATION });
    expect([...told].map(([value, { total }]) => [value, total])).toEqual([["Import", 1203]]);
    const one = await database.getRepository(RequestLog).findOneByOrFail({});
    expect(one.rootFields).toEqual(["createLead", "leads"]);
  });

  test("are brought over to the end although the database failed in between", async () => {
    const { database } = logs;
    const sink = new DatabaseRequestLogSink(database);
    const errors: unknown[] = [];
    let writes = 0;
    const failing = {
      deleteBefore: () => Promise.resolve(0),
      write: async (rows: readonly RequestLog[]) => {
        writes += 1;
        if (writes === 2) throw new Error("Away");
        await sink.write(rows);
      },
    };
    await new LogPartitions(database).prepare(NOW);
    const events = new EventEmitter();
    const ended = once(events, "end");
    const report = (line: string) => line.includes("all ") && events.emit("end");
    const backfill = new LogBackfill(database, failing, report, (error) => errors.push(error), 1);
    backfill.start();
    await ended;
    await backfill.stop();
    expect(errors).toEqual([new Error("Away")]);
    expect(await database.getRepository(RequestLog).count()).toBe(1203);
  });

  test("wait no longer for the next try once the server stops", async () => {
    const away = {
      deleteBefore: () => Promise.resolve(0),
      write: () => Promise.reject(new Error("Away")),
    };
    const events = new EventEmitter();
    const failed = once(events, "failure");
    const onError = () => events.emit("failure");
    const backfill = new LogBackfill(logs.database, away, () => undefined, onError);
    backfill.start();
    await failed;
    await backfill.stop();
    expect(await logs.database.getRepository(RequestLog).count()).toBe(0);
  });
});
