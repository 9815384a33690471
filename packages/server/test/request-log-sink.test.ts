import "reflect-metadata";
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { QueryFailedError } from "typeorm";
import { insertNewRows } from "../dist/database/insert-new-rows.js";
import { MysqlQueryRunner } from "../dist/database/mysql-query-runner.js";
import { newId } from "../dist/database/new-id.js";
import { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { describeMysql, describeOnEachDatabase } from "./testkit/databases.js";
import { inventRow, LOGS_START_MS } from "./testkit/logged-requests.js";
import { recordStatements } from "./testkit/record-statements.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

const ROWS = 2_000;

/** A row for each of what a file's line could be cut or read wrongly by, and as many more as make a file worth it. */
function specialRows(): RequestLog[] {
  const texts = [
    "a\tb",
    "a\nb",
    "\\N",
    "\\",
    "a\\\tb\\",
    "\r\n",
    "'\"`",
    "",
    "é漢🙂",
    "%_;--",
    "NULL",
  ];
  return Array.from({ length: 300 }, (_, index) => ({
    ...inventRow({
      atMs: LOGS_START_MS + index,
      key: index % 3,
      operation: index % 4,
      outcome: index % 4,
      address: index % 3,
      durationMs: index / 7,
    }),
    userAgent: texts[index] ?? null,
    reason: index % 2 === 0 ? null : (texts[index] ?? "said"),
  }));
}

function failure(code: string, message: string): QueryFailedError {
  return new QueryFailedError("LOAD DATA", [], Object.assign(new Error(message), { code }));
}

async function readRows(logs: ScratchLogs): Promise<RequestLog[]> {
  return logs.database.getRepository(RequestLog).find({ order: { id: "ASC" } });
}

describeOnEachDatabase("a batch of request logs", (kind) => {
  let logs: ScratchLogs;

  beforeEach(async () => {
    logs = await ScratchLogs.open(kind);
  });
  afterEach(() => logs.close());

  test("is kept letter by letter, and once however often it is delivered", async () => {
    const rows = specialRows();
    const sink = new DatabaseRequestLogSink(logs.database);
    await sink.write(rows.slice(0, 100));
    await sink.write(rows);
    await sink.write(rows);
    expect((await readRows(logs)).map((row) => ({ ...row }))).toEqual(
      rows.map((row) => expect.objectContaining({ ...row })),
    );
  });
});

describeMysql("request logs that are sent as a file", () => {
  let logs: ScratchLogs;

  beforeEach(async () => {
    logs = await ScratchLogs.open("mysql");
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await logs.close();
  });

  test("are so, and no statement has them", async () => {
    const rows = specialRows();
    const sent = await recordStatements(logs.database, () =>
      new DatabaseRequestLogSink(logs.database).write(rows),
    );
    expect(sent.filter((sql) => sql.includes("request_logs"))).toEqual([
      // The first one without rows, to see whether files are taken.
      expect.stringMatching(/^LOAD DATA LOCAL INFILE .*\(id\)$/),
      expect.stringMatching(/^LOAD DATA LOCAL INFILE .*\(id, at, .*, scopesHeld\)$/),
    ]);
  });

  test("are inserted where the server takes no file, and it is asked once", async () => {
    const load = jest
      .spyOn(MysqlQueryRunner.prototype, "load")
      .mockRejectedValue(failure("ER_NOT_ALLOWED_COMMAND", "The used command is not allowed"));
    const rows = specialRows();
    const sink = new DatabaseRequestLogSink(logs.database);
    await sink.write(rows.slice(0, 100));
    await sink.write(rows.slice(100));
    expect(load).toHaveBeenCalledTimes(1);
    expect((await readRows(logs)).map((row) => ({ ...row }))).toEqual(
      rows.map((row) => expect.objectContaining({ ...row })),
    );
  });

  test("wait when one cannot be taken in, are inserted in no transaction that failed, and are sent again", async () => {
    const rows = specialRows();
    const sink = new DatabaseRequestLogSink(logs.database);
    await sink.write(rows.slice(0, 100));
    const load = jest
      .spyOn(MysqlQueryRunner.prototype, "load")
      .mockRejectedValueOnce(failure("ER_LOCK_TABLE_FULL", "The total number of locks is full"));
    await expect(sink.write(rows.slice(100))).rejects.toThrow("number of locks is full");
    expect(await readRows(logs)).toHaveLength(100);
    await sink.write(rows.slice(100));
    // Whether files are taken is asked once more, by one without rows.
    expect(load).toHaveBeenCalledTimes(3);
    expect(await readRows(logs)).toHaveLength(rows.length);
  });

  test("keep what is null, and what is not, where the server takes a backslash for a letter", async () => {
    const rows = Array.from({ length: 100 }, (_, index) => [
      newId(new Date(LOGS_START_MS + index)),
      "2026-05-01 00:00:00.000",
      index % 2 === 0 ? null : "a\\b\tc",
    ]);
    const runner = logs.database.createQueryRunner();
    await runner.query("SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')");
    await insertNewRows(runner, "request_logs", ["id", "at", "reason"], rows);
    const kept = await runner.query("SELECT id, reason FROM request_logs ORDER BY id");
    await runner.query("SET SESSION sql_mode = @@global.sql_mode");
    await runner.release();
    expect(kept).toEqual(rows.map(([id, , reason]) => ({ id, reason })));
  });

  test("leave their connection when one cannot be taken in", async () => {
    const connectionOf = async (use: (runner: MysqlQueryRunner) => Promise<unknown>) => {
      const runner = logs.database.createQueryRunner();
      if (!(runner instanceof MysqlQueryRunner)) throw new Error("Not MySQL");
      const [{ id }] = await runner.query("SELECT CONNECTION_ID() AS id");
      await use(runner);
      await runner.release();
      return Number(id);
    };
    const before = await connectionOf(async () => undefined);
    const failing = await connectionOf(async (runner) => {
      const sql = "LOAD DATA LOCAL INFILE 'rows' INTO TABLE nowhere";
      await expect(runner.load(sql, () => Readable.from([]))).rejects.toThrow("nowhere");
    });
    expect(failing).toBe(before);
    expect(await connectionOf(async () => undefined)).not.toBe(failing);
  });
});

describe("a batch of request logs that is written to the embedded database", () => {
  let logs: ScratchLogs;

  beforeEach(async () => {
    logs = await ScratchLogs.open("sqlite");
  });
  afterEach(() => logs.close());

  test("lets requests read meanwhile, and is whole in the end", async () => {
    const rows = Array.from({ length: ROWS }, (_, index) =>
      inventRow({
        atMs: LOGS_START_MS + index,
        key: 0,
        operation: 0,
        outcome: 0,
        address: 0,
        durationMs: 5,
      }),
    );
    const count = async () => {
      const [row] = await logs.database.query("SELECT COUNT(*) AS total FROM request_logs");
      return Number(row.total);
    };
    const writing = new DatabaseRequestLogSink(logs.database).write(rows);
    await nextTurn();
    expect(await count()).toBeLessThan(ROWS);
    await nextTurn();
    expect(await count()).toBeLessThan(ROWS);
    await writing;
    expect(await count()).toBe(ROWS);
  });
});
