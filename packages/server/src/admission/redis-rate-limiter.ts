import { randomBytes } from "node:crypto";
import type { RateLimit } from "@latchkey/shared";
import type { Redis } from "ioredis";
import type { Clock } from "../base/clock.js";
import { ANNOUNCE_SCRIPT, SPEND_SCRIPT } from "./rate-limit-script.js";
import type { SpendOutcome, SpendRequest, WindowState } from "./rate-limiter.js";
import { RedisScripts, scriptOf } from "./redis-scripts.js";

/** How long a key's hash outlives its longest window. */
const SPARE_SECONDS = 600;

/** `lastUsedAt` is written at most once a minute, so a key was used up to that much later than it says. */
const LAST_USED_SLACK_SECONDS = 60;

/** Counters and versions in Redis, shared by all replicas: one script call for each request. Throws when Redis does not answer. */
export class RedisRateLimiter {
  private readonly scripts: RedisScripts;
  /** Versions are told apart by who gave them, and by the order in which they were given. */
  private readonly versionsBegin = `${randomBytes(12).toString("base64url")}-`;
  private versions = 0;

  constructor(
    redis: Redis,
    private readonly clock: Clock,
    /** How long an answer may take. */
    answerMs: number,
  ) {
    this.scripts = new RedisScripts(redis, answerMs);
  }

  spend({ keyId, version, limits, units, lastUsedAt }: SpendRequest): Promise<SpendOutcome> {
    const args = [
      version ?? "",
      this.versionsBegin,
      this.nextVersion(),
      String(units),
      secondsToLive(limits),
    ];
    const unusedSeconds = lastUsedAt
      ? (this.clock.now().getTime() - lastUsedAt.getTime()) / 1000 - LAST_USED_SLACK_SECONDS
      : Number.POSITIVE_INFINITY;
    for (const { windowSeconds, limit } of limits) {
      args.push(String(windowSeconds), String(limit), unusedSeconds < windowSeconds ? "1" : "0");
    }
    return this.scripts.run(SPEND, hashOf(keyId), args, (answer) =>
      readAnswer(answer, limits, units),
    );
  }

  async announce(keyIds: readonly string[]): Promise<void> {
    const args = [this.versionsBegin + this.nextVersion(), ANNOUNCED_SECONDS];
    await Promise.all(
      keyIds.map((id) => this.scripts.run(ANNOUNCE, hashOf(id), args, () => undefined)),
    );
  }

  private nextVersion(): string {
    this.versions += 1;
    return String(this.versions);
  }
}

function hashOf(keyId: string): string {
  return `latchkey:{${keyId}}`;
}

const SPEND = scriptOf(SPEND_SCRIPT);
const ANNOUNCE = scriptOf(ANNOUNCE_SCRIPT);
const ANNOUNCED_SECONDS = String(3600 + SPARE_SECONDS);

function secondsToLive(limits: readonly RateLimit[]): string {
  let longest = 0;
  for (const { windowSeconds } of limits) longest = Math.max(longest, windowSeconds);
  return String(longest + SPARE_SECONDS);
}

/** Makes sense of the script's answer; its layout is told where the script is. */
function readAnswer(answer: unknown, limits: readonly RateLimit[], units: number): SpendOutcome {
  if (!Array.isArray(answer)) throw new Error("The limiter's script gave no list");
  if (answer[0] === 0) return { kind: "changed", version: String(answer[1]) };
  const windows = limits.map(
    (limit, index): WindowState => ({
      ...limit,
      remaining: Math.max(0, limit.limit - Number(answer[2 + index * 2])),
      resetAtMs: Number(answer[3 + index * 2]),
    }),
  );
  if (answer[0] === 1) return { kind: "spent", windows };
  const [by] = windows
    .filter(({ remaining }) => remaining < units)
    .sort((a, b) => b.resetAtMs - a.resetAtMs);
  if (!by) throw new Error("The limiter's script refused without a reason");
  return { kind: "refused", windows, by };
}
