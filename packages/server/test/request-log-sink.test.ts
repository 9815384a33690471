import "reflect-metadata";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { QueryFailedError } from "typeorm";
import { MysqlQueryRunner } from "../dist/database/mysql-query-runner.js";
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
      expect.stringMatching(/^LOAD DATA LOCAL INFILE/),
    ]);
  });

  test("are inserted where the server takes no file, and it is asked once", async () => {
    const load = jest.spyOn(MysqlQueryRunner.prototype, "load").mockRejectedValue(
      new QueryFailedError(
        "LOAD DATA",
        [],
        Object.assign(new Error("The used command is not allowed"), {
          code: "ER_NOT_ALLOWED_COMMAND",
        }),
      ),
    );
    const rows = specialRows();
    const sink = new DatabaseRequestLogSink(logs.database);
    await sink.write(rows.slice(0, 100));
    await sink.write(rows.slice(100));
    expect(load).toHaveBeenCalledTimes(1);
    expect((await readRows(logs)).map((row) => ({ ...row }))).toEqual(
      rows.map((row) => expect.objectContaining({ ...row })),
    );
  });

  test("wait, and are not inserted outside of their transaction, when it met a deadlock", async () => {
    jest
      .spyOn(MysqlQueryRunner.prototype, "load")
      .mockRejectedValueOnce(
        new QueryFailedError(
          "LOAD DATA",
          [],
          Object.assign(new Error("Deadlock found"), { code: "ER_LOCK_DEADLOCK" }),
        ),
      );
    const rows = specialRows();
    const sink = new DatabaseRequestLogSink(logs.database);
    await expect(sink.write(rows)).rejects.toThrow("Deadlock found");
    expect(await readRows(logs)).toEqual([]);
    await sink.write(rows);
    expect(await readRows(logs)).toHaveLength(rows.length);
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
