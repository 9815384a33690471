import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Redis } from "ioredis";
import { RedisScripts, scriptOf } from "../dist/admission/redis-scripts.js";
import { describeRedis, testRedisUrl } from "./testkit/redis.js";
import { TcpProxy } from "./testkit/tcp-proxy.js";

const NAMES = scriptOf("return {KEYS[1], ARGV[1]}");
const FAILS = scriptOf("return redis.error_reply('WRONG of its own')");
const LONG_MS = 60_000;
const asIs = (answer: unknown) => answer;

describeRedis("scripts in Redis", () => {
  let proxy: TcpProxy;
  let redis: Redis;
  let writes = 0;

  beforeAll(async () => {
    const { hostname, port } = new URL(testRedisUrl());
    proxy = await TcpProxy.to(hostname, Number(port || 6379));
    const options = { maxRetriesPerRequest: 0, enableOfflineQueue: false, retryStrategy: () => 20 };
    redis = new Redis(`redis://127.0.0.1:${proxy.port}`, options);
    redis.on("error", () => undefined);
    await once(redis, "ready");
    const { stream } = redis;
    const uncork = stream.uncork.bind(stream);
    stream.uncork = () => {
      writes += 1;
      uncork();
    };
  });
  afterAll(async () => {
    redis.disconnect();
    await proxy.close();
  });

  const runMany = (scripts: RedisScripts, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        scripts.run(NAMES, `test:${index}`, [String(index)], asIs),
      ),
    );

  test("each call has its own answer; those of one turn go out in few writes", async () => {
    const scripts = new RedisScripts(redis, LONG_MS);
    await scripts.run(NAMES, "told", ["before"], asIs);
    writes = 0;
    expect(await runMany(scripts, 40)).toEqual(
      Array.from({ length: 40 }, (_, index) => [`test:${index}`, String(index)]),
    );
    expect(writes).toBe(3);
  });

  test("a script that Redis does not know is told; other failures of Redis and of the reading are thrown", async () => {
    const scripts = new RedisScripts(redis, LONG_MS);
    const unknown = scriptOf(`return '${randomUUID()}'`);
    expect(await scripts.run(unknown, "key", [], asIs)).toMatch(/^[\da-f-]{36}$/);
    await expect(scripts.run(FAILS, "key", [], asIs)).rejects.toThrow("WRONG of its own");
    const misread = () => {
      throw new Error("Not what was asked for");
    };
    await expect(scripts.run(NAMES, "key", [""], misread)).rejects.toThrow("Not what was asked");
  });

  test("keys have the prefix of the connection, as those of its other commands", async () => {
    const prefixed = redis.duplicate({ keyPrefix: "scripts-test:" });
    await once(prefixed, "ready");
    const scripts = new RedisScripts(prefixed, LONG_MS);
    expect(await scripts.run(NAMES, "key", ["1"], asIs)).toEqual(["scripts-test:key", "1"]);
    prefixed.disconnect();
  });

  test("without an answer in time every call fails, and a late answer is nobody else's", async () => {
    const scripts = new RedisScripts(redis, 50);
    await new RedisScripts(redis, LONG_MS).run(NAMES, "told", ["before"], asIs);
    proxy.silence();
    const outcomes = await Promise.allSettled([
      scripts.run(NAMES, "a", ["1"], asIs),
      scripts.run(NAMES, "b", ["2"], asIs),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(outcomes).toMatchObject([{ reason: { message: "No answer in 50 ms" } }, {}]);
    await proxy.mend();
    expect(await new RedisScripts(redis, LONG_MS).run(NAMES, "c", ["3"], asIs)).toEqual(["c", "3"]);
  });

  test("calls that a lost connection took along fail, and the next connection answers its own", async () => {
    const scripts = new RedisScripts(redis, LONG_MS);
    const { stream } = redis;
    const before = scripts.run(NAMES, "before", ["1"], asIs);
    // In the same turn: the call stands in the stream, which has not been let go.
    stream.destroy();
    await expect(before).rejects.toThrow();
    await expect(scripts.run(NAMES, "between", ["2"], asIs)).rejects.toThrow();
    await once(redis, "ready");
    expect(redis.stream).not.toBe(stream);
    expect(await runMany(scripts, 3)).toEqual([
      ["test:0", "0"],
      ["test:1", "1"],
      ["test:2", "2"],
    ]);
  });
});
