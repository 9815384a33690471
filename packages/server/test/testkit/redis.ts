import { describe } from "@jest/globals";
import { Redis } from "ioredis";

const url = process.env["TEST_REDIS_URL"];

/** A suite that needs Redis; skipped, and counted as such, where none was found. */
export function describeRedis(name: string, suite: () => void): void {
  const describeHere = url ? describe : describe.skip;
  describeHere(name, suite);
}

/** A connection to the test Redis. */
export function openTestRedis(): Redis {
  return new Redis(testRedisUrl(), { lazyConnect: url === undefined });
}

/** Where the test Redis is. */
export function testRedisUrl(): string {
  return url ?? "redis://127.0.0.1:6379";
}
