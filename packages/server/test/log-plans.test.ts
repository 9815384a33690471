import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { MatchingDays } from "../dist/resources/request-logs/matching-days.js";
import { RequestCounter } from "../dist/resources/request-logs/request-counter.js";
import { RequestLogService } from "../dist/resources/request-logs/request-log.service.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { RequestGroupBy } from "../dist/resources/request-logs/request-stats.inputs.js";
import { RollupFolder } from "../dist/resources/request-logs/rollup-folder.js";
import { countReads } from "./testkit/count-reads.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { inventRow, KEYS, LOGS_END_MS, LOGS_START_MS, READER } from "./testkit/logged-requests.js";
import { recordStatements } from "./testkit/record-statements.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

const clock = { now: () => new Date(LOGS_END_MS) };
const throwIt = (error: unknown) => {
  throw error;
};

describeOnEachDatabase("reading request logs", (kind) => {
  let logs: ScratchLogs;

  beforeEach(async () => {
    logs = await ScratchLogs.open(kind);
    const rows = Array.from({ length: 400 }, (_, index) =>
      inventRow({
        atMs: LOGS_START_MS + index * 60_000,
        key: index % KEYS.length,
        operation: index % 4,
        outcome: index % 4,
        address: index % 5,
        durationMs: index,
      }),
    );
    await new DatabaseRequestLogSink(logs.database).write(rows);
    await new RollupFolder(logs.database, throwIt).run();
  });
  afterEach(() => logs.close());

  test("a total over whole days, and its groups, ask for no row of the log", async () => {
    const counter = new RequestCounter(logs.database, clock);
    const filter = { from: new Date(Date.UTC(2026, 3, 1)) };
    const list = new RequestLogService(
      logs.database,
      counter,
      new MatchingDays(logs.database, clock),
    );
    const statements = await recordStatements(logs.database, async () => {
      await counter.sum(READER, filter);
      await counter.count(READER, filter, { widthSeconds: 3600 });
      await counter.count(READER, { apiKeyId: KEYS[0].id, ...filter }, { widthSeconds: 3600 });
      for (const group of Object.values(RequestGroupBy)) {
        await counter.count(READER, filter, { group });
        await counter.count(READER, { apiKeyId: KEYS[0].id, ...filter }, { group });
      }
    });
    expect(statements.filter((sql) => /FROM [`"]?request_logs\b/.test(sql))).toEqual([]);
    const page = await list.list(READER, { first: 5 });
    const counting = await recordStatements(logs.database, async () => {
      expect(await page.totalCount()).toBe(400);
    });
    expect(counting.filter((sql) => /FROM [`"]?request_logs\b/.test(sql))).toEqual([]);
  });

  test("a page of the log, and of a key's, is read by an index that ends in the id", async () => {
    const list = new RequestLogService(
      logs.database,
      new RequestCounter(logs.database, clock),
      new MatchingDays(logs.database, clock),
    );
    const filter = { from: new Date(LOGS_START_MS), to: new Date(LOGS_END_MS) };
    for (const [whose, index] of [
      [{}, "request_logs_by_workspace"],
      [{ apiKeyId: KEYS[0].id }, "request_logs_by_key"],
    ] as const) {
      const query = await statementOf(() =>
        list.list(READER, { first: 5, filter: { ...filter, ...whose } }),
      );
      expect(await plan(query)).toContain(index);
    }
  });

  // Of SQLite the plan is all there is to see.
  if (kind === "mysql") {
    test("a later page of the log, and of a key's, reads no row before it", async () => {
      const list = new RequestLogService(
        logs.database,
        new RequestCounter(logs.database, clock),
        new MatchingDays(logs.database, clock),
      );
      for (const filter of [{}, { apiKeyId: KEYS[0].id }]) {
        const { pageInfo } = await list.list(READER, { first: 90, filter });
        const [sql, parameters] = await statementOf(() =>
          list.list(READER, { first: 5, after: pageInfo.endCursor, filter }),
        );
        expect(await countReads(logs.database, { sql, parameters })).toBeLessThan(20);
      }
    });
  }

  test("what is rare is looked for only on the days that have it, and what is not there on none", async () => {
    const later = Date.UTC(2026, 3, 9, 12);
    const rare = inventRow({
      atMs: later,
      key: 0,
      operation: 0,
      outcome: 0,
      address: 9,
      durationMs: 1,
    });
    await new DatabaseRequestLogSink(logs.database).write([rare]);
    const days = new MatchingDays(logs.database, { now: () => new Date(later) });
    const day = { from: new Date(Date.UTC(2026, 3, 9)), to: new Date(Date.UTC(2026, 3, 10)) };
    const ip = rare.ip ?? "";
    expect(await days.narrow(READER, { ip })).toEqual({ ip, ...day });
    expect(await days.narrow(READER, { ip, to: new Date(later + 1) })).toEqual({
      ip,
      from: day.from,
      to: new Date(later + 1),
    });
    expect(await days.narrow(READER, { ip, statusCode: 599 })).toBeNull();
    expect(await days.narrow(READER, { operation: "nothing of this name" })).toBeNull();
    const text = { text: "anything" };
    expect(await days.narrow(READER, text)).toBe(text);
  });

  /** The one statement that the work sends, with its parameters. */
  async function statementOf(work: () => Promise<unknown>): Promise<[string, unknown[]]> {
    const sent: Array<[string, unknown[]]> = [];
    const { logger } = logs.database;
    const { logQuery } = logger;
    logger.logQuery = (sql, parameters) =>
      void sent.push([sql, Array.isArray(parameters) ? parameters : []]);
    try {
      await work();
    } finally {
      logger.logQuery = logQuery;
    }
    const [first] = sent;
    if (!first || sent.length > 1) throw new Error(`${sent.length} statements`);
    return first;
  }

  async function plan([sql, parameters]: [string, unknown[]]): Promise<string> {
    const words = kind === "mysql" ? "EXPLAIN" : "EXPLAIN QUERY PLAN";
    const rows: unknown[] = await logs.database.query(`${words} ${sql}`, parameters);
    return JSON.stringify(rows.map((row) => ({ ...(row as object), possible_keys: null })));
  }
});
