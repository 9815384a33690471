import { setTimeout } from "node:timers/promises";
import type { AuditAction } from "@latchkey/shared";
import { DEFAULT_RATE_LIMITS } from "@latchkey/shared";
import { type DataSource, type EntityManager, IsNull, type SelectQueryBuilder } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import type { AnnounceKeys } from "../../base/key-changes.js";
import { inTransaction } from "../../database/in-transaction.js";
import type { AuditedActor, AuditTrail } from "../audit/audit-trail.js";
import { ApiKey } from "./api-key.entity.js";
import { type ApiKeyStatus, type KeyAction, statusOf, TRANSITIONS } from "./api-key-status.js";

/** How long after its commit a rotation is acknowledged. */
const SETTLING_MS = 250;

/** The fields of a key that an action may set. */
export type KeyChanges = Partial<
  Pick<
    ApiKey,
    | "name"
    | "description"
    | "scopes"
    | "ipAllowlist"
    | "ownRateLimits"
    | "ownerId"
    | "deactivatedAt"
    | "activatedAt"
    | "revokedAt"
    | "deletedAt"
    | "rotatedAt"
    | "rotationSettledAt"
    | "start"
    | "lastFour"
  >
>;

interface KeyChange {
  readonly action: KeyAction;
  /** The mutation's name, for the audit log. */
  readonly auditedAs: AuditAction;
  readonly set: KeyChanges;
  /** What else it changes of the key, for the audit log. */
  readonly audited?: {
    readonly before?: Readonly<Record<string, unknown>>;
    readonly after: Readonly<Record<string, unknown>>;
  };
  /** What else happens in the same transaction. */
  readonly also?: (manager: EntityManager) => Promise<void>;
}

/** Reads keys as a caller may see them, and changes them: guarded by version, audited, in one transaction. */
export class ApiKeyStore {
  constructor(
    readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly announce: AnnounceKeys,
  ) {}

  /** The keys the caller may see: the workspace's, without deleted ones; a campaign-limited key sees its campaign's. */
  visible(actor: Actor): SelectQueryBuilder<ApiKey> {
    const query = this.database
      .getRepository(ApiKey)
      .createQueryBuilder("apiKey")
      .where({ workspaceId: workspaceIdOf(actor), deletedAt: IsNull() });
    return actor.campaignId === null ? query : query.andWhere({ campaignId: actor.campaignId });
  }

  /** One key; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<ApiKey> {
    const key = await this.visible(actor).andWhere({ id }).getOne();
    if (!key) throw notFound("key");
    return key;
  }

  statusOf(key: ApiKey): ApiKeyStatus {
    return statusOf(key, this.clock.now());
  }

  /**
   * Says that a rotation is done; called between its commit and its acknowledgement. The moment it
   * waits is for rotations that were sent together with this one and come in one after another: they
   * find one under way. Whoever has the answer may rotate again at once.
   */
  async settleRotation(key: ApiKey): Promise<void> {
    await setTimeout(SETTLING_MS);
    await this.database
      .getRepository(ApiKey)
      .update({ id: key.id }, { rotationSettledAt: this.clock.now() });
  }

  /** Adds a new key; `also` adds its secret. */
  async insert(
    actor: AuditedActor,
    key: ApiKey,
    also: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await inTransaction(this.database, async (manager) => {
      await manager.insert(ApiKey, key);
      await also(manager);
      const { id, name, description, environment, scopes, campaignId, ownerId, expiresAt } = key;
      await this.audit.record(manager, actor, {
        ...subjectOf(key),
        action: "createApiKey",
        after: {
          id,
          name,
          description,
          environment,
          scopes,
          campaignId,
          ownerId,
          expiresAt,
          ipAllowlist: key.ipAllowlist ?? [],
          rateLimits: key.ownRateLimits ?? DEFAULT_RATE_LIMITS,
        },
      });
    });
  }

  /**
   * Does one action: nothing when the key is so already, 409 when its state forbids it or when
   * somebody else changed it since it was read. Returns the key as it is now, once every replica
   * judges by it.
   */
  async change(actor: AuditedActor, key: ApiKey, change: KeyChange): Promise<ApiKey> {
    const transition = TRANSITIONS[change.action][this.statusOf(key)];
    if (transition === "nothing") return key;
    if (transition !== "change") throw new ApiError("CONFLICT", { message: transition.refusal });
    const version = key.version + 1;
    await inTransaction(this.database, async (manager) => {
      const { affected } = await manager.update(
        ApiKey,
        { id: key.id, version: key.version },
        { ...change.set, version },
      );
      if (affected !== 1) throw new KeyChangedError();
      await change.also?.(manager);
      await this.audit.record(manager, actor, {
        ...subjectOf(key),
        action: change.auditedAs,
        before: { ...pickFields(key, change.set), ...change.audited?.before },
        after: { ...pickFields(change.set, change.set), ...change.audited?.after },
      });
    });
    await this.announce([key.id]);
    return this.database.getRepository(ApiKey).create({ ...key, ...change.set, version });
  }
}

/** 409: the key is not what the caller saw; `extensions` can say what is different. */
export class KeyChangedError extends ApiError {
  constructor(extensions: Readonly<Record<string, unknown>> = {}) {
    super("CONFLICT", {
      extensions,
      message: "The key was changed meanwhile. Look at it again, and repeat what still holds.",
    });
  }
}

function subjectOf(key: ApiKey) {
  return {
    workspaceId: key.workspaceId,
    subjectKind: "apiKey",
    subjectId: key.id,
    subjectName: key.name,
  } as const;
}

/** Kept for the service's own reckoning; the event's instant says it already. */
const UNAUDITED: ReadonlySet<string> = new Set(["rotationSettledAt", "activatedAt"]);

/** The fields that a change names, for the audit log. */
function pickFields(source: KeyChanges, changes: KeyChanges): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(source)
      .filter(([field]) => Object.hasOwn(changes, field) && !UNAUDITED.has(field))
      .map(([field, value]) =>
        field === "ownRateLimits" ? ["rateLimits", value ?? DEFAULT_RATE_LIMITS] : [field, value],
      ),
  );
}
