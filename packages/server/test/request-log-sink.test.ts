import "reflect-metadata";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { inventRow, LOGS_START_MS } from "./testkit/logged-requests.js";
import { ScratchLogs } from "./testkit/scratch-logs.js";

const ROWS = 2_000;

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
