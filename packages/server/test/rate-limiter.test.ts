import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { effectiveRateLimits, type RateLimit } from "@latchkey/shared";
import { KeyCounters } from "../dist/admission/key-counters.js";
import { MemoryRateLimiter } from "../dist/admission/memory-rate-limiter.js";
import type { SpendOutcome, SpendRequest } from "../dist/admission/rate-limiter.js";
import { RedisRateLimiter } from "../dist/admission/redis-rate-limiter.js";
import { SlidingWindow } from "../dist/admission/sliding-window.js";
import { newId } from "../dist/database/new-id.js";
import { randomNumbers } from "./testkit/random-numbers.js";
import { describeRedis, openTestRedis } from "./testkit/redis.js";

const HOUR = 3_600_000;
const START = Date.parse("2026-01-01T00:00:00.123Z");

describe("a sliding window", () => {
  test.each([1, 60, 3600, 7])(
    "of %d s never lets one over the limit through in any span, and holds nothing back longer than a sixtieth",
    (windowSeconds) => {
      const windowMs = windowSeconds * 1000;
      for (let seed = 1; seed <= 8; seed += 1) {
        const random = randomNumbers(seed);
        const limit = 1 + Math.floor(random() * 50);
        const window = new SlidingWindow(windowSeconds);
        const admitted: number[] = [];
        let now = START;
        for (let step = 0; step < 1_000; step += 1) {
          // Bursts, steady streams, and long pauses.
          now += Math.floor(random() ** 6 * windowMs * (random() < 0.02 ? 2 : 0.1));
          const inSpan = (span: number) => admitted.filter((at) => at > now - span).length;
          if (window.used(now) < limit) {
            expect(inSpan(windowMs)).toBeLessThan(limit);
            window.add(1);
            admitted.push(now);
          } else {
            expect(inSpan(windowMs + Math.ceil(windowMs / 60))).toBeGreaterThanOrEqual(limit);
          }
        }
      }
    },
  );

  // A sixtieth of a minute is a whole second; of the others it is no whole number of milliseconds.
  test.each([60, 1, 7])(
    "of %d s says to the millisecond when there is room again",
    (windowSeconds) => {
      for (let seed = 1; seed <= 50; seed += 1) {
        const random = randomNumbers(seed);
        const window = new SlidingWindow(windowSeconds);
        let now = START;
        for (let step = 0; step < 30; step += 1) {
          now += Math.floor(random() * windowSeconds * 50);
          window.used(now);
          window.add(1 + Math.floor(random() * 3));
        }
        const most = Math.floor(window.used(now) * random());
        const at = window.leavesAtMost(most);
        expect(window.used(at - 1)).toBeGreaterThan(most);
        expect(window.used(at)).toBeLessThanOrEqual(most);
      }
    },
  );

  test("counts on when the clock steps back", () => {
    const window = new SlidingWindow(60);
    window.used(START);
    window.add(5);
    expect(window.used(START - HOUR)).toBe(5);
    expect(window.used(START + 60_000)).toBe(5);
    expect(window.used(START + 61_000)).toBe(0);
  });
});

test("windows whose keys are silent are forgotten", () => {
  const counters = new KeyCounters();
  const limits = [{ windowSeconds: 1, limit: 10 }];
  for (let index = 0; index < 1_000; index += 1) counters.spend(`key-${index}`, limits, 1, START);
  expect(counters.size).toBe(1_000);
  for (let index = 0; index < 100_000; index += 1) counters.spend("busy", limits, 1, START + 5_000);
  expect(counters.size).toBe(1);
});

/** The one interface, whatever is behind it. */
interface Limiter {
  spend(request: SpendRequest): SpendOutcome | Promise<SpendOutcome>;
  announce(keyIds: readonly string[]): Promise<void>;
}

/** What holds for each limiter. `replica` is another process's, on the same counters where they are shared. */
function limiterSuite(open: () => { limiter: Limiter; replica: Limiter }): void {
  let limiter: Limiter;
  let replica: Limiter;
  beforeAll(() => {
    ({ limiter, replica } = open());
  });

  /** Spends as admission does: reads the version when it is told that there is another. */
  async function spend(
    keyId: string,
    units: number,
    limits: readonly RateLimit[],
    through: Limiter = limiter,
    lastUsedAt: Date | null = null,
  ): Promise<Exclude<SpendOutcome, { kind: "changed" | "unversioned" }>> {
    let version: string | null = null;
    for (;;) {
      const outcome = await through.spend({ keyId, version, units, limits, lastUsedAt });
      if (outcome.kind === "unversioned") throw new Error("There is no version");
      if (outcome.kind !== "changed") return outcome;
      version = outcome.version;
    }
  }
  const perHour = (limit: number): RateLimit[] => [{ windowSeconds: 3600, limit }];

  test("takes units until the limit, and none over it", async () => {
    const key = newId();
    const kinds = [];
    for (let index = 0; index < 5; index += 1) kinds.push((await spend(key, 1, perHour(3))).kind);
    expect(kinds).toEqual(["spent", "spent", "spent", "refused", "refused"]);
  });

  test("a request that costs more than is left takes nothing", async () => {
    const key = newId();
    await spend(key, 7, perHour(10));
    expect((await spend(key, 4, perHour(10))).kind).toBe("refused");
    expect((await spend(key, 3, perHour(10))).kind).toBe("spent");
    expect((await spend(key, 1, perHour(10))).kind).toBe("refused");
  });

  test("checks all windows and then spends from all, or from none", async () => {
    const key = newId();
    const limits = [
      { windowSeconds: 3600, limit: 100 },
      { windowSeconds: 60, limit: 2 },
    ];
    await spend(key, 2, limits);
    const refused = await spend(key, 1, limits);
    expect(refused).toMatchObject({ kind: "refused", by: { windowSeconds: 60, limit: 2 } });
    expect(refused.windows.map(({ remaining }) => remaining)).toEqual([98, 0]);
  });

  test("says what is left in each window, and when it is whole again", async () => {
    const key = newId();
    const limits = effectiveRateLimits(null, 100_000);
    const before = Date.now();
    const { windows } = await spend(key, 2, limits);
    expect(windows.map(({ windowSeconds, remaining }) => [windowSeconds, remaining])).toEqual([
      [3600, 998],
      [60, 98],
      [1, 8],
    ]);
    for (const { windowSeconds, resetAtMs } of windows) {
      const fullAfterMs = resetAtMs - before;
      expect(fullAfterMs).toBeGreaterThanOrEqual(windowSeconds * 1000);
      expect(fullAfterMs).toBeLessThan(windowSeconds * 1000 * (1 + 1 / 60) + 5_000);
    }
  });

  test("asking with no units spends nothing and is never refused", async () => {
    const key = newId();
    await spend(key, 1, perHour(1));
    expect(await spend(key, 0, perHour(1))).toMatchObject({
      kind: "spent",
      windows: [{ remaining: 0 }],
    });
    const untouched = newId();
    await spend(untouched, 0, perHour(1));
    expect((await spend(untouched, 1, perHour(1))).kind).toBe("spent");
  });

  test("another limit holds at once, and what was counted stays counted", async () => {
    const key = newId();
    await spend(key, 5, perHour(5));
    expect((await spend(key, 1, perHour(6))).kind).toBe("spent");
    expect((await spend(key, 1, perHour(2))).kind).toBe("refused");
  });

  test("of 200 requests at once at one below the limit exactly one is let in, 100 times", async () => {
    for (let round = 0; round < 100; round += 1) {
      const key = newId();
      await spend(key, 49, perHour(50));
      const outcomes = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          spend(key, 1, perHour(50), index % 2 === 0 ? limiter : replica),
        ),
      );
      expect(outcomes.filter(({ kind }) => kind === "spent")).toHaveLength(1);
    }
  });

  test("a record read before an announcement holds no longer, on any replica", async () => {
    const key = newId();
    const request = { keyId: key, units: 1, limits: perHour(100), lastUsedAt: null };
    const first = await limiter.spend({ ...request, version: null });
    if (first.kind !== "changed") throw new Error("A version is told before anything is spent");
    const { version } = first;
    expect((await limiter.spend({ ...request, version })).kind).toBe("spent");
    expect((await replica.spend({ ...request, version })).kind).toBe("spent");
    await replica.announce([key]);
    for (const through of [limiter, replica]) {
      expect((await through.spend({ ...request, version })).kind).toBe("changed");
    }
    expect((await spend(key, 1, perHour(100))).windows[0]?.remaining).toBe(97);
  });
}

describe("the limiter in memory", () => {
  limiterSuite(() => {
    const limiter = new MemoryRateLimiter({ now: () => new Date() }, () => true);
    return { limiter, replica: limiter };
  });

  test("tells no version while others could change keys unseen, and a new one once it is alone again", async () => {
    let isAlone = true;
    const limiter = new MemoryRateLimiter({ now: () => new Date() }, () => isAlone);
    const request = {
      keyId: newId(),
      units: 1,
      limits: [{ windowSeconds: 60, limit: 9 }],
      lastUsedAt: null,
    };
    expect(limiter.spend({ ...request, version: "" }).kind).toBe("spent");
    isAlone = false;
    expect(limiter.spend({ ...request, version: "" }).kind).toBe("unversioned");
    isAlone = true;
    expect(limiter.spend({ ...request, version: "" }).kind).toBe("changed");
  });
});

describeRedis("the limiter in Redis", () => {
  const redis = openTestRedis();
  const second = openTestRedis();
  const clock = { now: () => new Date() };
  // The deadline of an answer is not for connecting.
  beforeAll(() => Promise.all([redis.ping(), second.ping()]));
  afterAll(async () => {
    await redis.quit();
    await second.quit();
  });

  limiterSuite(() => ({
    limiter: new RedisRateLimiter(redis, clock, 10_000),
    replica: new RedisRateLimiter(second, clock, 10_000),
  }));

  const limits = [
    { windowSeconds: 3600, limit: 101 },
    { windowSeconds: 1, limit: 50 },
  ];
  async function askAfterLoss(lastUsedAt: Date | null): Promise<() => Promise<number[]>> {
    const limiter = new RedisRateLimiter(redis, clock, 10_000);
    const keyId = newId();
    const request = { keyId, units: 0, limits, lastUsedAt };
    const told = await limiter.spend({ ...request, version: null });
    if (told.kind !== "changed") throw new Error("A new hash has a new version");
    return async () => {
      const outcome = await limiter.spend({ ...request, version: told.version });
      if (outcome.kind !== "spent") throw new Error("Asking is not refused");
      return outcome.windows.map(({ remaining }) => remaining);
    };
  }
  async function remainingAfterLoss(lastUsedAt: Date | null): Promise<number[]> {
    const ask = await askAfterLoss(lastUsedAt);
    return ask();
  }

  test("windows that Redis lost start half used; of a key that was silent, or is new, whole", async () => {
    const ago = (ms: number) => new Date(Date.now() - ms);
    expect(await remainingAfterLoss(ago(1_000))).toEqual([50, 25]);
    expect(await remainingAfterLoss(ago(120_000))).toEqual([50, 50]);
    expect(await remainingAfterLoss(ago(2 * HOUR))).toEqual([101, 50]);
    expect(await remainingAfterLoss(null)).toEqual([101, 50]);
  });

  test("what a window began with leaves it as what was spent does", async () => {
    const ask = await askAfterLoss(new Date());
    const begunAtMs = Date.now();
    expect(await ask()).toEqual([50, 25]);
    let remaining: number[];
    do remaining = await ask();
    while (remaining[1] === 25);
    expect(Date.now() - begunAtMs).toBeGreaterThan(950);
    expect(remaining).toEqual([50, 50]);
  });

  test("counts as the window in memory does, slice by slice", async () => {
    const limiter = new RedisRateLimiter(redis, clock, 10_000);
    const keyId = newId();
    const window = new SlidingWindow(1);
    const random = randomNumbers(7);
    const request = { keyId, limits: [{ windowSeconds: 1, limit: 1_000_000 }], lastUsedAt: null };
    const told = await limiter.spend({ ...request, units: 0, version: null });
    const version = told.kind === "changed" ? told.version : "";
    const until = Date.now() + 2_500;
    while (Date.now() < until) {
      const units = Math.floor(random() * 5);
      const outcome = await limiter.spend({ ...request, units, version });
      if (outcome.kind !== "spent") throw new Error("The limit is out of the way");
      const [state] = outcome.windows;
      // Redis's own time is told by when the window is whole again: 61 slices after the present one.
      const slice = Math.floor(((state?.resetAtMs ?? 0) * 60) / 1000) - 61;
      if (units === 0) continue;
      window.used(Math.ceil((slice * 1000) / 60));
      window.add(units);
      expect(1_000_000 - (state?.remaining ?? 0)).toBe(window.used(Math.ceil((slice * 1000) / 60)));
    }
  });

  test("time that steps back counts into the newest slice there is", async () => {
    const limiter = new RedisRateLimiter(redis, clock, 10_000);
    const keyId = newId();
    const request = { keyId, limits: [{ windowSeconds: 3600, limit: 100 }], lastUsedAt: null };
    const told = await limiter.spend({ ...request, units: 0, version: null });
    const version = told.kind === "changed" ? told.version : "";
    await limiter.spend({ ...request, units: 2, version });
    const hash = `latchkey:{${keyId}}`;
    // As a server leaves it whose clock was five slices ahead, where three units were spent.
    const ahead = Number(await redis.hget(hash, "3600:h")) + 5;
    await redis.hset(hash, { "3600:h": ahead, "3600:t": 5, [`3600:${ahead % 61}`]: 3 });
    const outcome = await limiter.spend({ ...request, units: 4, version });
    expect(outcome).toMatchObject({ kind: "spent", windows: [{ remaining: 91 }] });
    const { v: _version, "3600:h": head, "3600:t": total, ...slices } = await redis.hgetall(hash);
    expect([head, total]).toEqual([String(ahead), "9"]);
    expect(slices).toEqual({ [`3600:${(ahead - 5) % 61}`]: "2", [`3600:${ahead % 61}`]: "7" });
  });

  test("keeps everything of a key in one hash, which goes by itself when the key is silent", async () => {
    const limiter = new RedisRateLimiter(redis, clock, 10_000);
    const keyId = newId();
    await limiter.announce([keyId]);
    const names = await redis.keys(`*${keyId}*`);
    expect(names).toEqual([`latchkey:{${keyId}}`]);
    const seconds = await redis.ttl(names[0] ?? "");
    expect(seconds).toBeGreaterThan(3600);
    expect(seconds).toBeLessThanOrEqual(4200);
  });
});
