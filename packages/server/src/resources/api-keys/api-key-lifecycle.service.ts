import { type AuditAction, OVERLAP_MAX_SECONDS, overlapProblem } from "@latchkey/shared";
import { type EntityManager, In, IsNull, MoreThan } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { assertNoProblems, badInput, notFound } from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { ApiKey } from "./api-key.entity.js";
import type { IssuedApiKey } from "./api-key.service.js";
import { type ApiKeyStore, KeyChangedError } from "./api-key.store.js";
import type { RotateApiKeyInput } from "./api-key-lifecycle.inputs.js";
import { ApiKeySecret } from "./api-key-secret.entity.js";
import { assertMayManage } from "./key-authority.js";
import type { SecretIssuer } from "./secret-issuer.js";

/** Longest time between a rotation's beginning and its acknowledgement. */
const ROTATION_MAX_MS = 10_000;

/** Tries at a state change that others keep coming before. */
const STATE_ATTEMPTS_MAX = 20;

/** A key's secrets, under the key's id, for loading many keys' at once. */
interface SecretsOfKey {
  readonly id: string;
  readonly secrets: ApiKeySecret[];
}

/** What happens to a key after it is made: its states, and its secrets' succession. */
export class ApiKeyLifecycleService {
  private readonly loader: CallerLoader<SecretsOfKey>;

  constructor(
    private readonly store: ApiKeyStore,
    private readonly issuer: SecretIssuer,
    private readonly clock: Clock,
  ) {
    this.loader = new CallerLoader((_actor, ids) => this.listSecrets(ids));
  }

  /** A deactivated key works again. 409 when nothing can make it work. */
  activate(actor: Actor, id: string): Promise<ApiKey> {
    return this.changeState(actor, id, "activate", {
      deactivatedAt: null,
      activatedAt: this.clock.now(),
    });
  }

  /** The key stops, until it is activated. */
  deactivate(actor: Actor, id: string): Promise<ApiKey> {
    return this.changeState(actor, id, "deactivate", { deactivatedAt: this.clock.now() });
  }

  /** The key stops for good, and stays listed. Revoking it again changes nothing. */
  revoke(actor: Actor, id: string): Promise<ApiKey> {
    return this.changeState(actor, id, "revoke", { revokedAt: this.clock.now() });
  }

  /** The key stops for good and leaves every list; the audit log and the request logs keep it. */
  async delete(actor: Actor, id: string, name: string | null): Promise<ApiKey> {
    const key = await this.store.get(actor, id);
    if (name !== null && name.trim() !== key.name) {
      throw badInput({ "input.name": "This is not the key's name." });
    }
    const now = this.clock.now();
    return this.changeState(actor, id, "delete", {
      deletedAt: now,
      ...(key.revokedAt === null ? { revokedAt: now } : {}),
    });
  }

  /**
   * Gives the key a new secret. The old one stops at once, or when the overlap ends; one from an
   * earlier overlap stops now. Nothing else of the key changes. 409 when the key is not of the version
   * the caller names, or when another rotation was not yet acknowledged as this request arrived:
   * whoever sent it did not know of the new secret.
   */
  async rotate(actor: Actor, input: RotateApiKeyInput): Promise<IssuedApiKey> {
    const { id, overlapSeconds } = input;
    assertNoProblems(overlapSeconds === 0 ? {} : overlapProblems(overlapSeconds));
    const key = await this.store.get(actor, id);
    assertMayManage(actor, key, "rotate");
    const now = this.clock.now();
    const isOther = isGiven(input.version) && input.version !== key.version;
    if (isOther || isRotatedSince(key, actor, now)) throw new KeyChangedError();
    const issued = this.issuer.issue(key.environment);
    const closesAt = new Date(now.getTime() + overlapSeconds * 1000);
    const apiKey = await this.store.change(actor, key, {
      action: "rotate",
      auditedAs: "rotateApiKey",
      set: { ...issued.shown, rotatedAt: now, rotationSettledAt: null },
      audited: { after: { closesAt } },
      also: async (manager) => {
        await this.closeSecrets(manager, key.id, now, closesAt);
        await this.issuer.insert(manager, key.id, issued);
      },
    });
    await this.store.settleRotation(apiKey);
    return { apiKey, secret: issued.secret };
  }

  /** A rotated-out secret stops now. */
  closeSecret(actor: Actor, secretId: string): Promise<ApiKey> {
    return this.moveClosing(actor, secretId, "closeApiKeySecret", this.clock.now());
  }

  /** A rotated-out secret that still works goes on for so many seconds from now, not past the key's expiry. */
  extendSecret(actor: Actor, secretId: string, overlapSeconds: number): Promise<ApiKey> {
    assertNoProblems(overlapProblems(overlapSeconds));
    const until = new Date(this.clock.now().getTime() + overlapSeconds * 1000);
    return this.moveClosing(actor, secretId, "extendApiKeySecret", until);
  }

  /** The key's secrets that work or once worked, newest first. */
  async secretsOf(actor: Actor, key: ApiKey): Promise<ApiKeySecret[]> {
    return (await this.loader.load(actor, key.id))?.secrets ?? [];
  }

  /**
   * Puts a key into another state. Whatever somebody else changed meanwhile, stopping a key stops it:
   * a lost race is run again on the key as it is then.
   */
  private async changeState(
    actor: Actor,
    id: string,
    action: "activate" | "deactivate" | "revoke" | "delete",
    set: Partial<Pick<ApiKey, "deactivatedAt" | "activatedAt" | "revokedAt" | "deletedAt">>,
  ): Promise<ApiKey> {
    for (let attempt = 1; ; attempt += 1) {
      const key = await this.store.get(actor, id);
      assertMayManage(actor, key, action);
      try {
        return await this.store.change(actor, key, { action, auditedAs: `${action}ApiKey`, set });
      } catch (error) {
        if (!(error instanceof KeyChangedError) || attempt === STATE_ATTEMPTS_MAX) throw error;
      }
    }
  }

  private async closeSecrets(
    manager: EntityManager,
    apiKeyId: string,
    now: Date,
    closesAt: Date,
  ): Promise<void> {
    await manager.update(ApiKeySecret, { apiKeyId, closesAt: MoreThan(now) }, { closesAt: now });
    await manager.update(ApiKeySecret, { apiKeyId, closesAt: IsNull() }, { closesAt });
  }

  private async moveClosing(
    actor: Actor,
    secretId: string,
    auditedAs: AuditAction,
    closesAt: Date,
  ): Promise<ApiKey> {
    const secret = await this.store.database
      .getRepository(ApiKeySecret)
      .findOneBy({ id: secretId });
    if (!secret) throw notFound("secret");
    const key = await this.store.get(actor, secret.apiKeyId);
    assertMayManage(actor, key, "rotate");
    if (secret.closesAt === null) {
      throw badInput({ "input.id": "This is the key's present secret; rotate the key first." });
    }
    const now = this.clock.now();
    if (secret.closesAt <= now) {
      if (closesAt <= now) return key;
      throw badInput({ "input.id": "This secret is closed already, and does not open again." });
    }
    return this.store.change(actor, key, {
      action: "rotate",
      auditedAs,
      set: {},
      audited: {
        before: { closesAt: secret.closesAt },
        after: { start: secret.start, lastFour: secret.lastFour, closesAt },
      },
      also: async (manager) => {
        await manager.update(
          ApiKeySecret,
          { id: secret.id, closesAt: MoreThan(now) },
          { closesAt },
        );
      },
    });
  }

  private async listSecrets(keyIds: readonly string[]): Promise<SecretsOfKey[]> {
    const secrets = await this.store.database.getRepository(ApiKeySecret).find({
      where: { apiKeyId: In([...keyIds]) },
      order: { id: "DESC" },
    });
    return keyIds.map((id) => ({
      id,
      secrets: secrets.filter((secret) => secret.apiKeyId === id),
    }));
  }
}

function isRotatedSince(key: ApiKey, actor: Actor, now: Date): boolean {
  if (actor.kind === "anonymous" || key.rotatedAt === null) return false;
  if (key.rotationSettledAt !== null) return key.rotationSettledAt > actor.arrivedAt;
  // Under way; or its server was stopped between commit and acknowledgement, and nobody has the secret.
  return now.getTime() - key.rotatedAt.getTime() < ROTATION_MAX_MS;
}

function overlapProblems(seconds: number): Record<string, string> {
  const problem =
    seconds === 0
      ? `The overlap must be from 1 to ${OVERLAP_MAX_SECONDS}.`
      : overlapProblem(seconds);
  return problem === null ? {} : { overlapSeconds: problem };
}
