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
}

/** Gives a resolver's parameter the caller. */
export function Caller() {
  return createParameterDecorator<RequestContext>(({ context }) => context.actor);
}
