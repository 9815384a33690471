import type { Clock } from "../base/clock.js";
import { KeyCounters } from "./key-counters.js";
import type { RateLimiter, Spending, SpendOutcome, SpendRequest } from "./rate-limiter.js";

/**
 * The limiter of a server that has its database to itself: counters and versions in memory. Where
 * another process uses the same database, no version is told, and each request reads its key.
 */
export class MemoryRateLimiter implements RateLimiter {
  readonly backend = "memory";
  private readonly counters = new KeyCounters();
  private readonly versions = new Map<string, string>();
  private changes = 0;
  private wasAlone = true;
  /** The version of every key that has not changed since this process has been alone. */
  private unchanged = "";

  constructor(
    private readonly clock: Clock,
    private readonly isAlone: () => boolean,
  ) {}

  spend(request: SpendRequest): SpendOutcome {
    if (!this.isAlone()) {
      this.wasAlone = false;
      return { kind: "unversioned" };
    }
    if (!this.wasAlone) this.beginAlone();
    const version = this.versions.get(request.keyId) ?? this.unchanged;
    if (request.version !== version) return { kind: "changed", version };
    return this.spendUnversioned(request);
  }

  spendUnversioned({ keyId, limits, units }: SpendRequest): Spending {
    return this.counters.spend(keyId, limits, units, this.clock.now().getTime());
  }

  async announce(keyIds: readonly string[]): Promise<void> {
    this.changes += 1;
    for (const id of keyIds) this.versions.set(id, String(this.changes));
  }

  /** What was remembered while others could change keys is worth nothing. */
  private beginAlone(): void {
    this.wasAlone = true;
    this.changes += 1;
    this.unchanged = String(this.changes);
    this.versions.clear();
  }
}
