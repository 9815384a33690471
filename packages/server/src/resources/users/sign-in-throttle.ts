import type { Redis } from "ioredis";
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from "rate-limiter-flexible";
import { ApiError } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { networkOf } from "../../base/network.js";

const WINDOW_SECONDS = 15 * 60;

/** How many wrong sign-ins a window takes: from one address for one account, from one address, for one account. */
const FAILURES_MAX = { pair: 10, address: 100, account: 200 } as const;

type Counter = keyof typeof FAILURES_MAX;

/** Slows down guessing of passwords; shared by all replicas when there is a Redis. An IPv6 client has a whole /64 of addresses, which counts as one. */
export class SignInThrottle {
  private readonly limiters: Readonly<Record<Counter, RateLimiterAbstract>>;

  constructor(
    redis: Redis | null,
    private readonly clock: Clock,
  ) {
    const limiter = (counter: Counter): RateLimiterAbstract => {
      const options = {
        keyPrefix: `latchkey:sign-in:${counter}`,
        points: FAILURES_MAX[counter],
        duration: WINDOW_SECONDS,
      };
      const memory = new RateLimiterMemory(options);
      return redis
        ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: memory })
        : memory;
    };
    this.limiters = {
      pair: limiter("pair"),
      address: limiter("address"),
      account: limiter("account"),
    };
  }

  /** Counts an attempt before the password is looked at, so that parallel guesses all count; 429 when there were too many. */
  async begin(email: string, address: string): Promise<void> {
    for (const [counter, key] of this.keys(email, address)) {
      try {
        await this.limiters[counter].consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new ApiError("RATE_LIMITED", {
          extensions: {
            limit: FAILURES_MAX[counter],
            windowSeconds: WINDOW_SECONDS,
            resetAt: new Date(this.clock.now().getTime() + refusal.msBeforeNext).toISOString(),
          },
        });
      }
    }
  }

  /** Takes the attempt back: once answered, only wrong sign-ins count. */
  async succeed(email: string, address: string): Promise<void> {
    for (const [counter, key] of this.keys(email, address)) {
      await this.limiters[counter].reward(key);
    }
  }

  private keys(email: string, address: string): ReadonlyArray<[Counter, string]> {
    const network = networkOf(address);
    return [
      ["pair", `${network} ${email}`],
      ["address", network],
      ["account", email],
    ];
  }
}
