import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { DEADLINES } from "../dist/base/deadlines.js";
import type { Answer } from "./testkit/answer.js";
import { describeMysql } from "./testkit/databases.js";
import { TcpProxy } from "./testkit/tcp-proxy.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

/** Needs the database, whatever is remembered of the key. */
const ASK = "{ leads { totalCount } }";
/** What is promised is one second; the rest is for a machine that is busy with other tests. */
const PROMPT_MS = 3_000;

describeMysql("while the database is away (mysql)", () => {
  let proxy: TcpProxy;
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    const { hostname, port } = new URL(process.env["TEST_MYSQL_URL"] ?? "");
    proxy = await TcpProxy.to(hostname, Number(port || 3306));
    server = await TestServer.start("mysql", { databaseProxy: proxy, deadlines: DEADLINES });
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
  });
  afterEach(async () => {
    await proxy.mend();
    await untilReady();
  });
  afterAll(async () => {
    await server.stop();
    await proxy.close();
  });

  const readiness = async () => (await fetch(`${server.url}/readyz`)).status;
  const untilReady = async () => {
    while ((await readiness()) !== 200);
  };
  const expectUnavailable = (answer: Answer) =>
    expect([answer.status, answer.error.message, answer.error.extensions.code]).toEqual([
      503,
      "Service unavailable",
      "UNAVAILABLE",
    ]);

  test.each([
    ["its connections are cut", () => proxy.cut()],
    ["its port is closed", () => proxy.refuse()],
    ["it hangs", () => proxy.silence()],
  ])(
    "when %s, keys and sessions are answered 503 within a second, nobody is let in, the server lives, and it recovers without a restart",
    async (_name, spoil) => {
      await spoil();
      const askedAt = performance.now();
      const answers = await Promise.all([
        ...Array.from({ length: 20 }, () => key.query(ASK)),
        workspace.admin.query(ASK),
      ]);
      expect(performance.now() - askedAt).toBeLessThan(PROMPT_MS);
      for (const answer of answers) expectUnavailable(answer);
      expect(await readiness()).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      await proxy.mend();
      await untilReady();
      expect((await key.query(ASK)).status).toBe(200);
      expect((await workspace.admin.query(ASK)).status).toBe(200);
    },
  );

  test("once it is known to hang, requests are answered 503 without waiting for it", async () => {
    proxy.silence();
    expectUnavailable(await key.query(ASK));
    const askedAt = performance.now();
    for (let index = 0; index < 10; index += 1) expectUnavailable(await key.query(ASK));
    expect(performance.now() - askedAt).toBeLessThan(PROMPT_MS);
  });

  test("requests under way when it begins to hang are answered 503 within a second", async () => {
    const asking = Array.from({ length: 20 }, async () => {
      let answer = await key.query("{ leads { totalCount } }");
      while (answer.status === 200) answer = await key.query("{ leads { totalCount } }");
      return answer;
    });
    await key.query(ASK);
    proxy.silence();
    const silentAt = performance.now();
    for (const answer of await Promise.all(asking)) expectUnavailable(answer);
    expect(performance.now() - silentAt).toBeLessThan(PROMPT_MS);
  });

  test.each([
    ["hangs", () => proxy.silence()],
    ["is cut off", () => proxy.cut()],
  ])(
    "a transaction in whose middle it %s leaves nothing behind, and nobody gets its connection",
    async (_name, spoil) => {
      const rename = "UPDATE workspaces SET name = ? WHERE id = ?";
      const { id } = workspace;
      const [before] = await server.database.query("SELECT name FROM workspaces WHERE id = ?", [
        id,
      ]);
      const askedAt = performance.now();
      await expect(
        server.database.transaction(async (manager) => {
          await manager.query(rename, ["Halfway", id]);
          spoil();
          await manager.query("SELECT 'theirs' AS word");
        }),
      ).rejects.toThrow();
      expect(performance.now() - askedAt).toBeLessThan(PROMPT_MS);
      await proxy.mend();
      await untilReady();
      const words = await Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          const [row] = await server.database.query("SELECT ? AS word", [`mine ${index}`]);
          return row.word;
        }),
      );
      expect(words).toEqual(words.map((_, index) => `mine ${index}`));
      // Each of the pool's connections would see the change were it still inside.
      const names = await Promise.all(
        Array.from({ length: 40 }, async () => {
          const [row] = await server.database.query("SELECT name FROM workspaces WHERE id = ?", [
            id,
          ]);
          return row.name;
        }),
      );
      expect(new Set(names)).toEqual(new Set([before.name]));
      // Nor does anything hold the row.
      await server.database.query(rename, [before.name, id]);
    },
  );

  test("the requests answered meanwhile have their rows afterwards", async () => {
    proxy.silence();
    const answers = await Promise.all([
      key.query("{ leads { totalCount } }"),
      key.query("{ leads { totalCount } }"),
    ]);
    await proxy.mend();
    await untilReady();
    await server.flush();
    const rows = await server.database.query("SELECT id FROM request_logs WHERE statusCode = 503");
    const ids = rows.map((row: { id: string }) => row.id);
    for (const answer of answers) expect(ids).toContain(answer.requestId);
  });
});
