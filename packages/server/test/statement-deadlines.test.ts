import { afterEach, expect, test } from "@jest/globals";
import type { EntityManager } from "typeorm";
import type { Deadlines } from "../dist/base/deadlines.js";
import { isUnavailable } from "../dist/database/failures.js";
import { withoutDeadlines } from "../dist/database/without-deadlines.js";
import { describeMysql } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

const POOL_SIZE = 10;
// Deadlines here are short, but long enough for the other statements on a machine that is busy.
/** Counts for minutes, looking whether it should stop. */
const ENDLESS =
  "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT COUNT(*) FROM n a, n b, n c, n d";

let server: TestServer;
afterEach(() => server.stop());

const start = async (deadlines: Partial<Deadlines> = {}) => {
  server = await TestServer.start("mysql", { deadlines });
};

/** What a statement fails with, and whether that is answered 503. */
async function failureOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  return { name: error instanceof Error ? error.name : error, isUnavailable: isUnavailable(error) };
}

/** Asks over all connections of the pool at once, each for words of its own. */
async function expectWholePool() {
  const asked = Array.from({ length: POOL_SIZE * 4 }, (_, index) => `mine ${index}`);
  const heard = asked.map(async (word) => {
    const [row] = await server.database.query("SELECT ? AS word", [word]);
    return row.word;
  });
  expect(await Promise.all(heard)).toEqual(asked);
}

/** Transactions that keep a connection each until they are let go. */
function holdConnections(count: number) {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const holding: Array<Promise<unknown>> = [];
  const started = Array.from(
    { length: count },
    () =>
      new Promise<void>((resolve, reject) => {
        holding.push(
          server.database
            .transaction(async (manager) => {
              await manager.query("SELECT 1");
              resolve();
              await held;
            })
            .catch(reject),
        );
      }),
  );
  return {
    started: Promise.all(started),
    end: async () => {
      letGo();
      await Promise.all(holding);
    },
  };
}

describeMysql("a statement (mysql)", () => {
  test("that takes too long is ended by the database, and its connection serves on", async () => {
    await start({ statementMs: 1_000 });
    expect(await failureOf(server.database.query(ENDLESS))).toEqual({
      name: "QueryFailedError",
      isUnavailable: true,
    });
    await expectWholePool();
  });

  test("that the database does not end is given up with its connection and its transaction", async () => {
    await start({ statementMs: 60_000, statementMaxMs: 1_500 });
    const { id } = await TestWorkspace.create(server);
    const asked = performance.now();
    const work = server.database.transaction(async (manager: EntityManager) => {
      await manager.query("UPDATE workspaces SET name = 'Halfway' WHERE id = ?", [id]);
      await manager.query("SELECT SLEEP(6) AS word");
    });
    expect(await failureOf(work)).toEqual({
      name: "DatabaseUnavailableError",
      isUnavailable: true,
    });
    await expectWholePool();
    expect(performance.now() - asked).toBeLessThan(5_500);
    const rows = await server.database.query(
      "SELECT COUNT(*) AS halfway FROM workspaces WHERE name = 'Halfway'",
    );
    expect(Number(rows[0].halfway)).toBe(0);
  });

  test("that is given up outside a transaction holds up nobody who comes after it", async () => {
    await start({ statementMs: 60_000, statementMaxMs: 1_500 });
    const asked = performance.now();
    const failures = Array.from({ length: POOL_SIZE }, () =>
      failureOf(server.database.query("SELECT SLEEP(6) AS word")),
    );
    expect((await Promise.all(failures)).every((failure) => failure.isUnavailable)).toBe(true);
    await expectWholePool();
    expect(performance.now() - asked).toBeLessThan(5_500);
  });

  test("of a transaction that was never ended is not seen by whoever gets the connection", async () => {
    await start();
    const { id } = await TestWorkspace.create(server);
    const runner = server.database.createQueryRunner();
    await runner.startTransaction();
    await runner.query("UPDATE workspaces SET name = 'Halfway' WHERE id = ?", [id]);
    await runner.release();
    const names = Array.from({ length: POOL_SIZE * 4 }, async () => {
      const [row] = await server.database.query("SELECT name FROM workspaces WHERE id = ?", [id]);
      return row.name;
    });
    expect(await Promise.all(names)).not.toContain("Halfway");
  });

  test("that is slow while the database answers others is not cut", async () => {
    await start();
    await server.database.query("SELECT SLEEP(1.5)");
  });

  test("that waits for another's row fails before the client gives it up", async () => {
    await start({ statementMs: 2_000 });
    const { id } = await TestWorkspace.create(server);
    const rename = "UPDATE workspaces SET name = name WHERE id = ?";
    await server.database.transaction(async (manager) => {
      await manager.query("SELECT id FROM workspaces WHERE id = ? FOR UPDATE", [id]);
      expect(await failureOf(server.database.query(rename, [id]))).toEqual({
        name: "QueryFailedError",
        isUnavailable: true,
      });
    });
    await server.database.query(rename, [id]);
  });

  test("of start-up work has no deadline, and the next one over the same connection has", async () => {
    await start({ statementMs: 1_000, statementMaxMs: 2_000 });
    await withoutDeadlines(server.database, () =>
      Promise.all(
        Array.from({ length: POOL_SIZE }, () => server.database.query("SELECT SLEEP(2.5)")),
      ),
    );
    const failures = Array.from({ length: POOL_SIZE }, () =>
      failureOf(server.database.query(ENDLESS)),
    );
    expect((await Promise.all(failures)).every((failure) => failure.isUnavailable)).toBe(true);
  });
});

describeMysql("the pool (mysql)", () => {
  test("makes nobody wait longer than its deadline, and has all its connections afterwards", async () => {
    await start({ poolWaitMs: 1_000 });
    const workspace = await TestWorkspace.create(server);
    const key = await workspace.createKey(["leads:read"]);
    for (let round = 0; round < 3; round += 1) {
      const transactions = holdConnections(POOL_SIZE);
      await transactions.started;
      const answers = await Promise.all(
        Array.from({ length: POOL_SIZE * 2 }, () => key.query("{ leads { totalCount } }")),
      );
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]));
      await transactions.end();
    }
    expect((await key.query("{ context { scopes } }")).status).toBe(200);
    await expectWholePool();
  });
});
