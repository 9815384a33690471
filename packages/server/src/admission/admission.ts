import {
  effectiveScopes,
  missingScopes,
  parseKey,
  type RoleName,
  type Scope,
  scopesOfRole,
} from "@latchkey/shared";
import {
  type ActingWorkspace,
  type Actor,
  ANONYMOUS,
  missingWorkspace,
  type RequestOrigin,
  type SessionActor,
} from "../base/actor.js";
import { ApiError, invalidKey, missingScopesError, notFound } from "../base/api-error.js";
import type { Clock } from "../base/clock.js";
import { judgeKey } from "../resources/api-keys/key-verdict.js";
import type { User } from "../resources/users/user.entity.js";
import type { Credentials } from "./credentials.js";
import type { KeyRecord, KeyRecords } from "./key-record.js";
import type { OperationPlan } from "./operation-plan.js";

/** Who a request's credentials make its caller; or why not, with the key's record where there is one, for the log. */
export type Authentication =
  | { readonly outcome: "admitted"; readonly actor: Actor; readonly key: KeyRecord | null }
  | { readonly outcome: "refused"; readonly error: ApiError; readonly key: KeyRecord | null };

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

/** Decides who may do what, before anything runs: the one place that turns credentials into an actor. */
export class Admission {
  constructor(
    private readonly keys: KeyRecords,
    private readonly sessions: SessionDirectory,
    private readonly workspaces: WorkspaceDirectory,
    private readonly keyPrefix: string,
    private readonly clock: Clock,
    private readonly firstPepperVersion: number,
    /** Moves a used secret to the first pepper, beside the request. */
    private readonly rehash: (key: KeyRecord, secret: string) => void,
  ) {}

  /** Turns credentials into an actor. A refusal is a value, so that the log can tell its true reason. */
  async authenticate(credentials: Credentials, origin: RequestOrigin): Promise<Authentication> {
    switch (credentials.kind) {
      case "none":
        return { outcome: "admitted", actor: ANONYMOUS, key: null };
      case "refused":
        return { outcome: "refused", error: credentials.error, key: null };
      case "key":
        return this.authenticateKey(credentials.key, origin);
      case "session":
        return this.authenticateSession(credentials.token, credentials.workspaceSlug, origin);
    }
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

  private async authenticateKey(secret: string, origin: RequestOrigin): Promise<Authentication> {
    if (!parseKey(secret, this.keyPrefix)) {
      return refused(invalidKey("Not a key: its format or checksum is wrong"), null);
    }
    const key = await this.keys.findBySecret(secret);
    if (!key) return refused(invalidKey("No such key"), null);
    const failed = judgeKey(
      { ...key, secretClosesAt: key.secret.closesAt },
      this.clock.now(),
      origin.address,
    );
    if (failed) {
      const { code, reason } = failed;
      return refused(
        code === "FORBIDDEN" ? new ApiError(code, { reason }) : invalidKey(reason),
        key,
      );
    }
    if (key.secret.pepperVersion !== this.firstPepperVersion) this.rehash(key, secret);
    const { owner } = key;
    return {
      outcome: "admitted",
      key,
      actor: {
        kind: "key",
        workspace: key.workspace,
        scopes: new Set(effectiveScopes(key.scopes, owner.role, owner.isPlatformAdmin)),
        campaignId: key.campaignId,
        apiKey: {
          id: key.id,
          name: key.name,
          environment: key.environment,
          ownerId: owner.id,
          expiresAt: key.expiresAt,
          ipAllowlist: key.ipAllowlist,
        },
        ...origin,
      },
    };
  }

  private async authenticateSession(
    token: string,
    slug: string | null,
    origin: RequestOrigin,
  ): Promise<Authentication> {
    const user = await this.sessions.findUser(token);
    // A session that is over leaves a caller without one, who may sign in again.
    if (!user) return { outcome: "admitted", actor: ANONYMOUS, key: null };
    if (slug === null) return admitted(sessionActor(user, null, null, origin));
    const found = await this.workspaces.findBySlug(slug, user.id);
    if (!found || (found.role === null && !user.isPlatformAdmin)) {
      return refused(notFound("workspace"), null);
    }
    return admitted(sessionActor(user, found.workspace, found.role, origin));
  }
}

function sessionActor(
  user: User,
  workspace: ActingWorkspace | null,
  role: RoleName | null,
  origin: RequestOrigin,
): SessionActor {
  return {
    kind: "session",
    ...origin,
    workspace: workspace && { id: workspace.id, name: workspace.name, slug: workspace.slug },
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

function admitted(actor: Actor): Authentication {
  return { outcome: "admitted", actor, key: null };
}

function refused(error: ApiError, key: KeyRecord | null): Authentication {
  return { outcome: "refused", error, key };
}
