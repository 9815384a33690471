import {
  malformedKeyReason,
  missingScopes,
  parseKey,
  type RequestCheckName,
  type RoleName,
  type Scope,
  scopesOfRole,
} from "@latchkey/shared";
import {
  type ActingWorkspace,
  type Actor,
  ANONYMOUS,
  type KeyActor,
  missingWorkspace,
  type RequestOrigin,
  type SessionActor,
} from "../base/actor.js";
import { ApiError, invalidKey, missingScopesError, notFound } from "../base/api-error.js";
import type { Clock } from "../base/clock.js";
import { judgeKey } from "../resources/api-keys/key-verdict.js";
import type { User } from "../resources/users/user.entity.js";
import type { Credentials } from "./credentials.js";
import type { GuessThrottle } from "./guess-throttle.js";
import type { KeyCache, RememberedKey } from "./key-cache.js";
import type { Bill, Confirmation, KeyConfirmation } from "./key-confirmation.js";
import type { KeyRecord } from "./key-record.js";
import type { OperationPlan } from "./operation-plan.js";
import type { WindowState } from "./rate-limiter.js";

/** Who a request's credentials make its caller; or why not, with the key's record where there is one, for the log. */
export type Authentication =
  | {
      readonly outcome: "admitted";
      readonly actor: Actor;
      /** Null without a key. */
      readonly key: PresentedKey | null;
    }
  | (Failure & { readonly outcome: "refused"; readonly record: KeyRecord | null });

/** A check that was not passed, and how the caller is told. */
interface Failure {
  readonly check: RequestCheckName;
  readonly error: ApiError;
}

/** A key that authenticates by what is remembered of it; entering confirms it. */
export interface PresentedKey {
  readonly secret: string;
  readonly remembered: RememberedKey;
  readonly record: KeyRecord;
}

/**
 * Whether a request with a key may run now, at this cost; with the key's windows as it leaves them.
 * The record is the one it was judged by, which may be newer than the one it was authenticated by.
 */
export type Entry =
  | {
      readonly outcome: "entered";
      readonly actor: KeyActor;
      readonly record: KeyRecord;
      readonly windows: readonly WindowState[];
    }
  | (Failure & {
      readonly outcome: "refused";
      readonly record: KeyRecord | null;
      /** Null when the key does not authenticate any more. */
      readonly windows: readonly WindowState[] | null;
    });

/** Finds the people behind session cookies; sign-in keeps them. */
interface SessionDirectory {
  findUser(token: string): Promise<User | null>;
}

/** Finds workspaces by slug, with a person's role in them. */
interface WorkspaceDirectory {
  findBySlug(
    slug: string,
    userId: string,
  ): Promise<{ workspace: ActingWorkspace; role: RoleName | null } | null>;
}

/** What admission asks. */
export interface AdmissionParts {
  readonly keys: KeyCache;
  readonly confirmation: KeyConfirmation;
  readonly throttle: GuessThrottle;
  readonly sessions: SessionDirectory;
  readonly workspaces: WorkspaceDirectory;
  readonly keyPrefix: string;
  readonly clock: Clock;
}

/** Decides who may do what, before anything runs: the one place that turns credentials into an actor. */
export class Admission {
  constructor(private readonly parts: AdmissionParts) {}

  /** Turns credentials into an actor. A refusal is a value, so that the log can tell its true reason. */
  authenticate(
    credentials: Credentials,
    origin: RequestOrigin,
  ): Promise<Authentication> | Authentication {
    switch (credentials.kind) {
      case "none":
        return { outcome: "admitted", actor: ANONYMOUS, key: null };
      case "refused":
        return refused("credentials", credentials.error, null);
      case "key":
        return this.authenticateKey(credentials.key, origin);
      case "session":
        return this.authenticateSession(credentials.token, credentials.workspaceSlug, origin);
    }
  }

  /**
   * The one call that confirms the key's record and spends the request's units. Whoever it lets in is
   * judged by what is true after the request came in.
   */
  enter(key: PresentedKey, units: number, origin: RequestOrigin): Promise<Entry> | Entry {
    const { confirmation } = this.parts;
    const bill = this.billOf(units, origin);
    const confirmed = confirmation.confirm(key.secret, key.remembered, bill);
    // Promises are much of what admission costs, and most requests need none.
    return confirmed instanceof Promise
      ? confirmed.then((late) => this.toEntry(late, units, origin))
      : this.toEntry(confirmed, units, origin);
  }

  /** Throws unless the actor holds everything the plan needs; one refusal names all that is missing. */
  authorize(actor: Actor, plan: OperationPlan): void {
    if (actor.kind === "anonymous") {
      if (!plan.isAnonymous) throw new ApiError("UNAUTHENTICATED");
      return;
    }
    const missing: Scope[] = missingScopes(plan.scopes, actor.scopes);
    if (missing.length === 0) return;
    throw actor.workspace === null ? missingWorkspace() : missingScopesError(missing);
  }

  private authenticateKey(
    secret: string,
    origin: RequestOrigin,
  ): Promise<Authentication> | Authentication {
    const recalled = this.parts.keys.recall(secret);
    return recalled ? this.present(secret, recalled, origin) : this.findKey(secret, origin);
  }

  private async findKey(secret: string, origin: RequestOrigin): Promise<Authentication> {
    const { keys, throttle } = this.parts;
    // What is remembered was a key when it was read: only others are held against the format.
    if (!parseKey(secret, this.parts.keyPrefix)) {
      throttle.noteFailure(origin.address);
      const reason = `Not a key: ${malformedKeyReason(secret, this.parts.keyPrefix)}`;
      return refused("format", invalidKey(reason), null);
    }
    const found = await keys.readFirst(secret, keys.finderFrom(origin.address));
    return this.present(secret, found, origin);
  }

  /** At once where nothing speaks against the key, as nearly always. */
  private present(
    secret: string,
    remembered: RememberedKey,
    origin: RequestOrigin,
  ): Promise<Authentication> | Authentication {
    return this.judge(remembered.record, origin)
      ? this.confirmRefusal(secret, remembered, origin)
      : presented(secret, remembered, origin);
  }

  /** What is remembered may be out of date: a refusal, too, must be of now. */
  private async confirmRefusal(
    secret: string,
    remembered: RememberedKey,
    origin: RequestOrigin,
  ): Promise<Authentication> {
    const { confirmation, throttle } = this.parts;
    const { key } = await confirmation.confirm(secret, remembered, this.billOf(0, origin));
    const failed = this.judge(key.record, origin);
    if (!failed) return presented(secret, key, origin);
    throttle.noteFailure(origin.address);
    return refused(failed.check, failed.error, key.record);
  }

  private toEntry(
    { key: { record }, spending }: Confirmation,
    units: number,
    origin: RequestOrigin,
  ): Entry {
    const failed = this.judge(record, origin);
    if (!record || failed || !spending) {
      this.parts.throttle.noteFailure(origin.address);
      return { outcome: "refused", ...(failed ?? UNKNOWN), record, windows: null };
    }
    const { windows } = spending;
    if (spending.kind === "refused") {
      const error = rateLimited(spending.by, units);
      return { outcome: "refused", check: "limits", error, record, windows };
    }
    return { outcome: "entered", actor: keyActor(record, origin), record, windows };
  }

  /** How a request with the key itself is judged and charged. */
  private billOf(units: number, origin: RequestOrigin): Bill {
    return {
      refuses: (record) => this.judge(record, origin) !== null,
      unitsOf: () => units,
      find: this.parts.keys.finderFrom(origin.address),
    };
  }

  private judge(record: KeyRecord | null, origin: RequestOrigin): Failure | null {
    if (!record) return UNKNOWN;
    const failed = judgeKey(record, this.parts.clock.now(), origin.address);
    if (!failed) return null;
    const { name: check, code, reason } = failed;
    const error = code === "FORBIDDEN" ? new ApiError(code, { reason }) : invalidKey(reason);
    return { check, error };
  }

  private async authenticateSession(
    token: string,
    slug: string | null,
    origin: RequestOrigin,
  ): Promise<Authentication> {
    const user = await this.parts.sessions.findUser(token);
    // A session that is over leaves a caller without one, who may sign in again.
    if (!user) return { outcome: "admitted", actor: ANONYMOUS, key: null };
    if (slug === null) return admitted(sessionActor(user, null, null, origin));
    const found = await this.parts.workspaces.findBySlug(slug, user.id);
    if (!found || (found.role === null && !user.isPlatformAdmin)) {
      return refused("credentials", notFound("workspace"), null);
    }
    return admitted(sessionActor(user, found.workspace, found.role, origin));
  }
}

const UNKNOWN: Failure = { check: "known", error: invalidKey("No such key") };

function sessionActor(
  user: User,
  workspace: ActingWorkspace | null,
  role: RoleName | null,
  origin: RequestOrigin,
): SessionActor {
  return {
    kind: "session",
    ...origin,
    workspace: workspace && {
      id: workspace.id,
      name: workspace.name,
      slug: workspace.slug,
      rateLimitMax: workspace.rateLimitMax,
    },
    scopes: new Set(workspace ? scopesOfRole(role, user.isPlatformAdmin) : []),
    campaignId: null,
    user: {
      id: user.id,
      email: user.email,
      name: user.name,
      role,
      isPlatformAdmin: user.isPlatformAdmin,
    },
  };
}

function presented(
  secret: string,
  remembered: RememberedKey,
  origin: RequestOrigin,
): Authentication {
  const { record } = remembered;
  if (!record) return refused(UNKNOWN.check, UNKNOWN.error, null);
  return {
    outcome: "admitted",
    actor: keyActor(record, origin),
    key: { secret, remembered, record },
  };
}

function keyActor(record: KeyRecord, origin: RequestOrigin): KeyActor {
  return {
    kind: "key",
    workspace: record.workspace,
    scopes: record.effectiveScopes,
    campaignId: record.campaignId,
    apiKey: {
      id: record.id,
      name: record.name,
      environment: record.environment,
      ownerId: record.owner.id,
      expiresAt: record.expiresAt,
      ipAllowlist: record.ipAllowlist,
      rateLimits: record.rateLimits,
    },
    ...origin,
  };
}

/** 429 that says which window is full and when the same request would pass. */
function rateLimited({ limit, windowSeconds, resetAtMs }: WindowState, units: number): ApiError {
  return new ApiError("RATE_LIMITED", {
    extensions: { limit, windowSeconds, resetAt: new Date(resetAtMs).toISOString() },
    reason: `${units} unit(s) would be more than ${limit} in ${windowSeconds} s`,
  });
}

function admitted(actor: Actor): Authentication {
  return { outcome: "admitted", actor, key: null };
}

function refused(
  check: RequestCheckName,
  error: ApiError,
  record: KeyRecord | null,
): Authentication {
  return { outcome: "refused", check, error, record };
}
