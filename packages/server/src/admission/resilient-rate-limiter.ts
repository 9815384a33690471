import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../base/clock.js";
import { KeyCounters } from "./key-counters.js";
import type { RateLimiter, Spending, SpendOutcome, SpendRequest } from "./rate-limiter.js";
import type { RedisPresence } from "./redis-presence.js";
import type { RedisRateLimiter } from "./redis-rate-limiter.js";

/**
 * The limiter over Redis that goes on without it. The first call that Redis does not answer in time
 * opens the breaker: from then on each request reads its key from the database, and limits fall to
 * this replica's share, until Redis answers again.
 */
export class ResilientRateLimiter implements RateLimiter {
  private readonly counters = new KeyCounters();

  constructor(
    private readonly shared: RedisRateLimiter,
    private readonly presence: RedisPresence,
    private readonly clock: Clock,
    /** How long a replica may go by a key's record without asking anybody. */
    private readonly leaseMs: number,
  ) {}

  get backend(): "redis" | "local" {
    return this.presence.isUp ? "redis" : "local";
  }

  spend(request: SpendRequest): SpendOutcome | Promise<SpendOutcome> {
    if (!this.presence.isUp) return { kind: "unversioned" };
    return this.shared.spend(request).catch((error: unknown) => {
      this.presence.noteFailure(error);
      return { kind: "unversioned" };
    });
  }

  spendUnversioned({ keyId, limits, units }: SpendRequest): Spending {
    const share = limits.map(({ windowSeconds, limit }) => ({
      windowSeconds,
      limit: Math.ceil(limit / this.presence.replicas),
    }));
    return this.counters.spend(keyId, share, units, this.clock.now().getTime());
  }

  /**
   * Where Redis does not take the new version, another replica may still reach it and find the old
   * one there; it goes by what it remembers for no longer than the lease.
   */
  async announce(keyIds: readonly string[]): Promise<void> {
    if (this.presence.isUp) {
      try {
        return await this.shared.announce(keyIds);
      } catch (error) {
        this.presence.noteFailure(error);
      }
    }
    await wait(this.leaseMs);
  }
}
