import { createHash, randomUUID } from "node:crypto";
import type { RateLimit } from "@latchkey/shared";
import type { Redis } from "ioredis";
import type { Clock } from "../base/clock.js";
import { withDeadline } from "../base/with-deadline.js";
import { ANNOUNCE_SCRIPT, SPEND_SCRIPT } from "./rate-limit-script.js";
import type { SpendOutcome, SpendRequest, WindowState } from "./rate-limiter.js";

/** How long a key's hash outlives its longest window. */
const SPARE_SECONDS = 600;

/** `lastUsedAt` is written at most once a minute, so a key was used up to that much later than it says. */
const LAST_USED_SLACK_SECONDS = 60;

/** Counters and versions in Redis, shared by all replicas: one script call for each request. Throws when Redis does not answer. */
export class RedisRateLimiter {
  private readonly process = randomUUID();
  private versions = 0;

  constructor(
    private readonly redis: Redis,
    private readonly clock: Clock,
    /** How long an answer may take. */
    private readonly answerMs: number,
  ) {}

  async spend({ keyId, version, limits, units, lastUsedAt }: SpendRequest): Promise<SpendOutcome> {
    const unusedSeconds = lastUsedAt
      ? (this.clock.now().getTime() - lastUsedAt.getTime()) / 1000 - LAST_USED_SLACK_SECONDS
      : Number.POSITIVE_INFINITY;
    const args = limits.flatMap(({ windowSeconds, limit }) => [
      windowSeconds,
      limit,
      unusedSeconds < windowSeconds ? 1 : 0,
    ]);
    const answer = await this.run(SPEND, keyId, [
      version ?? "",
      this.newVersion(),
      units,
      secondsToLive(limits),
      ...args,
    ]);
    return readAnswer(answer, limits, units);
  }

  async announce(keyIds: readonly string[]): Promise<void> {
    const version = this.newVersion();
    await Promise.all(keyIds.map((id) => this.run(ANNOUNCE, id, [version, ANNOUNCED_SECONDS])));
  }

  private newVersion(): string {
    this.versions += 1;
    return `${this.process}-${this.versions}`;
  }

  private async run(script: Script, keyId: string, args: Array<string | number>): Promise<unknown> {
    const hash = `latchkey:{${keyId}}`;
    try {
      return await this.inTime(this.redis.evalsha(script.sha, 1, hash, ...args));
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return this.inTime(this.redis.eval(script.text, 1, hash, ...args));
    }
  }

  private inTime(asking: Promise<unknown>): Promise<unknown> {
    return withDeadline(asking, this.answerMs, () => new Error(`No answer in ${this.answerMs} ms`));
  }
}

interface Script {
  readonly text: string;
  readonly sha: string;
}

const SPEND = scriptOf(SPEND_SCRIPT);
const ANNOUNCE = scriptOf(ANNOUNCE_SCRIPT);
const ANNOUNCED_SECONDS = 3600 + SPARE_SECONDS;

function scriptOf(text: string): Script {
  return { text, sha: createHash("sha1").update(text).digest("hex") };
}

function secondsToLive(limits: readonly RateLimit[]): number {
  return Math.max(...limits.map(({ windowSeconds }) => windowSeconds)) + SPARE_SECONDS;
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
