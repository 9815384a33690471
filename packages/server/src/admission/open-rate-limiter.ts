import type { Redis } from "ioredis";
import type { Logger } from "pino";
import type { Clock } from "../base/clock.js";
import type { Deadlines } from "../base/deadlines.js";
import { KEY_LEASE_MS } from "./key-cache.js";
import { MemoryRateLimiter } from "./memory-rate-limiter.js";
import type { RateLimiter } from "./rate-limiter.js";
import { RedisPresence } from "./redis-presence.js";
import { RedisRateLimiter } from "./redis-rate-limiter.js";
import { ResilientRateLimiter } from "./resilient-rate-limiter.js";

/** A limiter, and how to begin and end with it. */
export interface OpenRateLimiter {
  readonly limiter: RateLimiter;
  /** Begins to look after Redis; for when the process has time to hear its answers. */
  start(): void;
  stop(): Promise<void>;
}

/** The limiter that fits: over Redis where there is one, else in memory. */
export function openRateLimiter(parts: {
  readonly redis: Redis | null;
  readonly clock: Clock;
  readonly log: Logger;
  readonly isAlone: () => boolean;
  readonly deadlines: Pick<Deadlines, "limiterMs">;
}): OpenRateLimiter {
  const { redis, clock, log, isAlone, deadlines } = parts;
  if (!redis) {
    return {
      limiter: new MemoryRateLimiter(clock, isAlone),
      start: () => undefined,
      stop: () => Promise.resolve(),
    };
  }
  const presence = new RedisPresence(redis, (isUp, error) => {
    if (isUp) log.warn("Redis answers again: limits are shared by all replicas");
    else
      log.error(
        { err: error },
        "Redis does not answer: each request reads its key, limits are local",
      );
  });
  const shared = new RedisRateLimiter(redis, clock, deadlines.limiterMs);
  return {
    limiter: new ResilientRateLimiter(shared, presence, clock, KEY_LEASE_MS),
    start: () => presence.start(),
    stop: () => presence.stop(),
  };
}
