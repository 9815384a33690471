import type { KeyEnvironment, Scope } from "@latchkey/shared";
import type { Actor } from "../../base/actor.js";
import type { RateLimitState } from "../../base/request-context.js";
import type { VerificationOutcome } from "./verification-outcome.js";

/** What another service wants to know of a key that it was sent. */
export interface KeyQuestion {
  /** The whole key; anything at all. */
  readonly key: string;
  /** What the service's own request needs. */
  readonly scopes: readonly Scope[];
  /** Units to spend when everything else is right; 0 only asks. */
  readonly cost: number;
  /** The end client's; null when the service does not know it. */
  readonly address: string | null;
}

/** What came of one question. */
export interface KeyAnswer {
  readonly outcome: VerificationOutcome;
  readonly missingScopes: readonly Scope[];
  /** The key as the caller may know it; null when there is none to be seen. */
  readonly key: {
    readonly id: string;
    readonly name: string;
    readonly environment: KeyEnvironment;
    readonly campaign: { readonly id: string; readonly name: string } | null;
    readonly expiresAt: Date | null;
  } | null;
  /** What the key may do now; none for one that does not authenticate. */
  readonly scopes: readonly Scope[];
  /** The key's windows as the verification leaves them; none for a key that does not authenticate. */
  readonly windows: readonly RateLimitState[];
  /** When the same question would be answered otherwise, of one that the limits refuse; null also when never. */
  readonly retryAtMs: number | null;
}

/** Judges keys as admission judges those of requests, and spends of their limits; the answers in the questions' order. */
export type VerifyKeys = (
  caller: Actor,
  questions: readonly KeyQuestion[],
) => Promise<readonly KeyAnswer[]>;
