import type { RateLimit } from "@latchkey/shared";
import type { RateLimitState } from "../base/request-context.js";

/** A window as a request left it; of the one that refuses, `resetAtMs` is when the request would pass. */
export type WindowState = RateLimitState;

/** What a request asks of the limiter. */
export interface SpendRequest {
  readonly keyId: string;
  /** The version at which the key's record was read; null when it is not known yet. */
  readonly version: string | null;
  readonly limits: readonly RateLimit[];
  /** 0 only asks: nothing is spent and nothing refused. */
  readonly units: number;
  /** When the key was last seen used, as its record says. */
  readonly lastUsedAt: Date | null;
}

/** Every window was checked, and then all were spent from, or none. */
export type Spending =
  | { readonly kind: "spent"; readonly windows: readonly WindowState[] }
  | {
      readonly kind: "refused";
      readonly windows: readonly WindowState[];
      /** The window that has too little left, and of several the one that has longest. */
      readonly by: WindowState;
    };

/** The answer to a request: spent or refused; or the key's record must be read first. */
export type SpendOutcome =
  | Spending
  /** Nothing was spent: the key may have changed. A record read from now on holds at this version. */
  | { readonly kind: "changed"; readonly version: string }
  /** Nothing was spent: no version can be told. Only a record read for this very request holds. */
  | { readonly kind: "unversioned" };

/** Counts units for each key, and knows whether what is remembered of a key still holds: in one call. */
export interface RateLimiter {
  /** Where units are counted now: `local` is this replica's share while Redis cannot be reached. */
  readonly backend: "memory" | "redis" | "local";
  spend(request: SpendRequest): SpendOutcome | Promise<SpendOutcome>;
  /** Spends for a record that was read for this very request, where no version can be told. */
  spendUnversioned(request: SpendRequest): Spending;
  /** Makes every remembered record of these keys invalid, on all replicas; done when it resolves. */
  announce(keyIds: readonly string[]): Promise<void>;
}
