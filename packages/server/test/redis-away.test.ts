import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { DEADLINES } from "../dist/base/deadlines.js";
import { describeShared } from "./testkit/databases.js";
import { limiterBackend } from "./testkit/limiter-backend.js";
import { describeRedis, testRedisUrl } from "./testkit/redis.js";
import { TcpProxy } from "./testkit/tcp-proxy.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const ASK = "{ leads { totalCount } }";
/** Needs nothing but the key. */
const WHO = "{ context { scopes } }";

describeRedis("while Redis is away", () => {
  let proxy: TcpProxy;
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    const { hostname, port } = new URL(testRedisUrl());
    proxy = await TcpProxy.to(hostname, Number(port || 6379));
    server = await TestServer.start("sqlite", {
      deadlines: { limiterMs: DEADLINES.limiterMs },
      config: { redisUrl: `redis://127.0.0.1:${proxy.port}` },
    });
    workspace = await TestWorkspace.create(server);
    // On a busy machine a process's first requests can be too slow for Redis's deadline.
    await (await workspace.createKey(["leads:read"])).query(ASK);
    await untilBackend("redis");
  });
  afterEach(async () => {
    await proxy.mend();
    await untilBackend("redis");
  });
  afterAll(async () => {
    await server.stop();
    await proxy.close();
  });

  const backend = () => limiterBackend(server);
  const untilBackend = async (expected: string) => {
    while ((await backend()) !== expected);
  };
  const readiness = async () => (await fetch(`${server.url}/readyz`)).status;
  const act = (operation: string) =>
    workspace.admin.query(`mutation { ${operation} { apiKey { id } } }`);

  const ways: ReadonlyArray<[string, () => unknown]> = [
    ["its connections are cut", () => proxy.cut()],
    ["its port is closed", () => proxy.refuse()],
    ["it hangs", () => proxy.silence()],
  ];

  test.each(ways)(
    "when %s, keys are let in by the database, limits are local, and the metric says so",
    async (_name, spoil) => {
      const key = await workspace.createKey(["leads:read"], {
        rateLimits: [{ windowSeconds: 3600, limit: 3 }],
      });
      expect((await key.query(ASK)).status).toBe(200);
      expect(await backend()).toBe("redis");
      await spoil();
      const answers = await Promise.all(Array.from({ length: 5 }, () => key.query(ASK)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 429, 429]);
      expect(await backend()).toBe("local");
      expect(await readiness()).toBe(503);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      await proxy.mend();
      await untilBackend("redis");
      expect(await readiness()).toBe(200);
      // Redis has counted the one request before, at least: a call that it was too slow for is counted late.
      expect(Number((await key.query(ASK)).headers.get("x-ratelimit-remaining"))).toBeLessThan(2);
    },
  );

  test.each(ways)(
    "when %s, no key is let in that is not to be: a stop is over once it is acknowledged",
    async (_name, spoil) => {
      const keys = await Promise.all(
        Array.from({ length: 3 }, () => workspace.createKey(["leads:read"])),
      );
      for (const key of keys) expect((await key.query(ASK)).status).toBe(200);
      await spoil();
      const operations = ["revokeApiKey", "deactivateApiKey", "deleteApiKey"];
      await Promise.all(
        keys.map(async (key, index) => {
          const done = await act(`${operations[index]}(input: { id: "${key.id}" })`);
          expect(done.status).toBe(200);
          expect((await key.query(ASK)).status).toBe(401);
        }),
      );
      await proxy.mend();
      await untilBackend("redis");
      for (const key of keys) expect((await key.query(ASK)).status).toBe(401);
    },
  );

  test("once it is known to hang, nobody waits for it", async () => {
    const key = await workspace.createKey(["leads:read"]);
    proxy.silence();
    await key.query(ASK);
    const askedAt = performance.now();
    for (let index = 0; index < 20; index += 1) expect((await key.query(ASK)).status).toBe(200);
    // Twenty waits of a tenth of a second would be two seconds.
    expect(performance.now() - askedAt).toBeLessThan(1_900);
  });
});

describeShared("while Redis is away from one of two replicas (mysql)", () => {
  test("what that one stops is refused by the other once it is acknowledged, though the other remembers it", async () => {
    const { hostname, port } = new URL(testRedisUrl());
    const proxy = await TcpProxy.to(hostname, Number(port || 6379));
    const cutOff = await TestServer.start("mysql", {
      deadlines: { limiterMs: DEADLINES.limiterMs },
      config: { redisUrl: `redis://127.0.0.1:${proxy.port}` },
    });
    const other = await TestServer.start("mysql", {
      replicaOf: cutOff,
      config: { redisUrl: testRedisUrl() },
    });
    try {
      const workspace = await TestWorkspace.create(cutOff);
      const keys = [
        await workspace.createKey(["leads:read"]),
        await workspace.createKey(["leads:read"]),
      ];
      // Until it has found Redis, it reads the key for each request anyway.
      while ((await limiterBackend(other)) !== "redis");
      const onOther = async (key: TestKey) => (await other.post(ASK, {}, key.headers)).status;
      proxy.silence();
      // The first revocation finds Redis silent; at the second it is known to be.
      for (const key of keys) {
        expect(await onOther(key)).toBe(200);
        let isAcknowledged = false;
        const revoking = workspace.admin
          .query(`mutation { revokeApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`)
          .finally(() => {
            isAcknowledged = true;
          });
        // In use until the last moment, so that what is remembered is as young as it can be.
        while (!isAcknowledged) await onOther(key);
        expect((await revoking).status).toBe(200);
        expect(await onOther(key)).toBe(401);
      }
    } finally {
      await proxy.mend();
      await other.stop();
      await cutOff.stop();
      await proxy.close();
    }
  });
});

describeShared("while both are away (mysql)", () => {
  test("nobody is let in, remembered or not, and all is well again without a restart", async () => {
    const proxyTo = async (text: string, usualPort: number) => {
      const { hostname, port } = new URL(text);
      return TcpProxy.to(hostname, Number(port || usualPort));
    };
    const redisProxy = await proxyTo(testRedisUrl(), 6379);
    const databaseProxy = await proxyTo(process.env["TEST_MYSQL_URL"] ?? "", 3306);
    const server = await TestServer.start("mysql", {
      databaseProxy,
      deadlines: DEADLINES,
      config: { redisUrl: `redis://127.0.0.1:${redisProxy.port}` },
    });
    try {
      const workspace = await TestWorkspace.create(server);
      const key = await workspace.createKey(["leads:read"]);
      while ((await limiterBackend(server)) !== "redis");
      expect((await key.query(WHO)).status).toBe(200);
      redisProxy.silence();
      databaseProxy.silence();
      const answers = await Promise.all(Array.from({ length: 10 }, () => key.query(WHO)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
      await redisProxy.mend();
      await databaseProxy.mend();
      while ((await key.query(WHO)).status !== 200);
    } finally {
      await redisProxy.mend();
      await databaseProxy.mend();
      await server.stop();
      await redisProxy.close();
      await databaseProxy.close();
    }
  });
});
