import { DEFAULT_RATE_LIMITS } from "@latchkey/shared";
import { ApiError } from "../base/api-error.js";
import type { FindKey, KeyCache, RememberedKey } from "./key-cache.js";
import type { KeyRecord } from "./key-record.js";
import type { RateLimiter, Spending, SpendOutcome, SpendRequest } from "./rate-limiter.js";

/** How one request judges a key's record, and what it is charged. Asked anew of each record that is read. */
export interface Bill {
  /** Whether the record lets nothing of the request pass, so that nothing is spent. */
  readonly refuses: (record: KeyRecord | null) => boolean;
  /** What is to be spent if this record still holds; 0 only asks. */
  readonly unitsOf: (record: KeyRecord | null) => number;
  readonly find: FindKey;
}

/** A key's record, and what was spent of its limits; null for a key that is refused. */
export interface Confirmation {
  readonly key: RememberedKey;
  readonly spending: Spending | null;
}

/** Readings of a key that keeps changing while one request is judged, before it is given up. */
const READINGS_MAX = 10;

/** Stands for keys that nobody knows, so that refusing them costs what refusing any other costs. */
const NOBODY = "nobody";

/** Makes sure that a key's record is of now and spends of its limits, in one step: for requests with the key and for those about it. */
export class KeyConfirmation {
  constructor(
    private readonly keys: KeyCache,
    private readonly limiter: RateLimiter,
  ) {}

  /**
   * The key's record as it is now, and what was spent: nothing for a key that is refused. At once
   * where the limiter is in memory and the key has not changed, which is nearly always.
   */
  confirm(
    secret: string,
    remembered: RememberedKey,
    bill: Bill,
  ): Promise<Confirmation> | Confirmation {
    const answer = this.limiter.spend(spendRequest(remembered, bill.unitsOf(remembered.record)));
    return "kind" in answer
      ? this.settle(secret, remembered, bill, answer)
      : answer.then((late) => this.settle(secret, remembered, bill, late));
  }

  private settle(
    secret: string,
    remembered: RememberedKey,
    bill: Bill,
    outcome: SpendOutcome,
  ): Promise<Confirmation> | Confirmation {
    return outcome.kind === "spent" || outcome.kind === "refused"
      ? { key: remembered, spending: outcome }
      : this.readUntilCurrent(secret, remembered, bill, outcome);
  }

  private async readUntilCurrent(
    secret: string,
    remembered: RememberedKey,
    { refuses, unitsOf, find }: Bill,
    answer: SpendOutcome,
  ): Promise<Confirmation> {
    const { keys, limiter } = this;
    const requestFor = (key: RememberedKey) => spendRequest(key, unitsOf(key.record));
    let key = remembered;
    for (let reading = 1; reading <= READINGS_MAX; reading += 1) {
      const outcome = reading === 1 ? answer : await limiter.spend(requestFor(key));
      if (outcome.kind === "unversioned") {
        key = { ...key, record: await keys.readAnew(secret, find) };
        if (refuses(key.record)) return { key, spending: null };
        return { key, spending: limiter.spendUnversioned(requestFor(key)) };
      }
      if (outcome.kind !== "changed") return { key, spending: outcome };
      if (!key.record) return { key, spending: null };
      key = await keys.read(secret, outcome.version, find);
      // Read at a version that was told after the request came in: what it refuses is refused now.
      if (refuses(key.record)) return { key, spending: null };
    }
    throw new ApiError("UNAVAILABLE", { reason: "The key keeps changing" });
  }
}

function spendRequest({ record, version }: RememberedKey, units: number): SpendRequest {
  return {
    keyId: record?.id ?? NOBODY,
    version,
    limits: record?.rateLimits ?? DEFAULT_RATE_LIMITS,
    units,
    lastUsedAt: record?.lastUsedAt ?? null,
  };
}
