import { createParameterDecorator } from "type-graphql";
import type { Actor } from "./actor.js";

/** The two things an operation may do to the caller's session cookie. */
export interface SessionCookie {
  /** The token the request came with, if any. */
  readonly token: string | null;
  start(token: string, expiresAt: Date): void;
  end(): void;
}

/** What resolvers know of the request: who asks, from where, and the session cookie. */
export interface RequestContext {
  readonly actor: Actor;
  /** The client's IP address, as the trusted proxies tell it. */
  readonly address: string;
  readonly sessionCookie: SessionCookie;
  /** The key's windows as this request leaves them, the longest first; none for a session. */
  readonly rateLimits: readonly RateLimitState[];
}

/** A window of a key's rate limits. */
export interface RateLimitState {
  readonly windowSeconds: number;
  readonly limit: number;
  /** Units that could still be spent at once. */
  readonly remaining: number;
  /** Epoch milliseconds at which the window is whole again, when nothing more is spent. */
  readonly resetAtMs: number;
}

/** Gives a resolver's parameter the caller. */
export function Caller() {
  return createParameterDecorator<RequestContext>(({ context }) => context.actor);
}
