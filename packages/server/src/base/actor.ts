import type { KeyEnvironment, RateLimit, RoleName, Scope } from "@latchkey/shared";
import { ApiError, badInput, otherCampaign } from "./api-error.js";

/** The workspace a request acts in. */
export interface ActingWorkspace {
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  /** Units an hour that none of its keys passes. */
  readonly rateLimitMax: number;
}

/** A signed-in person; `role` is the one in the request's workspace. */
export interface ActingUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: RoleName | null;
  readonly isPlatformAdmin: boolean;
}

/** The key a request came with. */
export interface ActingKey {
  readonly id: string;
  readonly name: string;
  readonly environment: KeyEnvironment;
  readonly ownerId: string;
  readonly expiresAt: Date | null;
  /** Addresses and ranges it may be used from; empty for any. */
  readonly ipAllowlist: readonly string[];
  readonly rateLimits: readonly RateLimit[];
}

/** Where and when a request came in. */
export interface RequestOrigin {
  /** The client's address, as the trusted proxies tell it. */
  readonly address: string;
  readonly arrivedAt: Date;
}

/** Somebody without a key or a session; may run what is public to anyone and nothing else. */
export interface AnonymousActor {
  readonly kind: "anonymous";
  readonly workspace: null;
  readonly scopes: ReadonlySet<Scope>;
  readonly campaignId: null;
}

/** A person in the console. Without an `x-workspace` header there is no workspace, and no scope. */
export interface SessionActor extends RequestOrigin {
  readonly kind: "session";
  readonly workspace: ActingWorkspace | null;
  readonly scopes: ReadonlySet<Scope>;
  readonly campaignId: null;
  readonly user: ActingUser;
}

/** An integrator's program. `scopes` are the effective ones: the key's own, cut to its owner's role. */
export interface KeyActor extends RequestOrigin {
  readonly kind: "key";
  readonly workspace: ActingWorkspace;
  readonly scopes: ReadonlySet<Scope>;
  readonly campaignId: string | null;
  readonly apiKey: ActingKey;
}

/** Who asks: a session and a key both become one of these, and nothing below admission reads a header. */
export type Actor = AnonymousActor | SessionActor | KeyActor;

/** The one anonymous actor. */
export const ANONYMOUS: AnonymousActor = {
  kind: "anonymous",
  workspace: null,
  scopes: new Set(),
  campaignId: null,
};

/** The caller's workspace id, for every WHERE; a session that names none gets a 400 that says how. */
export function workspaceIdOf(actor: Actor): string {
  if (actor.workspace) return actor.workspace.id;
  if (actor.kind === "anonymous") throw new ApiError("UNAUTHENTICATED");
  throw missingWorkspace();
}

/** 400 for a session that has not said which workspace it means. */
export function missingWorkspace(): ApiError {
  return badInput({ "x-workspace": "Name the workspace's slug in the x-workspace header." });
}

/** The person behind the request: the one signed in, or the key's owner. */
export function personIdOf(actor: Actor): string {
  if (actor.kind === "anonymous") throw new ApiError("UNAUTHENTICATED");
  return actor.kind === "session" ? actor.user.id : actor.apiKey.ownerId;
}

/** Whether a person who runs the platform asks. */
export function isPlatformAdmin(actor: Actor): boolean {
  return actor.kind === "session" && actor.user.isPlatformAdmin;
}

/** Refuses an argument that names a campaign outside the key, whether or not it exists. */
export function assertCampaignAllowed(actor: Actor, campaignId: string): void {
  if (actor.campaignId !== null && actor.campaignId !== campaignId) throw otherCampaign();
}
