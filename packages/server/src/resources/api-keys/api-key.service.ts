import { randomInt } from "node:crypto";
import {
  buildKey,
  missingScopes,
  newKeyProblems,
  parseKey,
  sortScopes,
  tidyText,
} from "@latchkey/shared";
import { type DataSource, In, IsNull, type SelectQueryBuilder } from "typeorm";
import { type Actor, assertCampaignAllowed, personIdOf, workspaceIdOf } from "../../base/actor.js";
import {
  ApiError,
  assertNoProblems,
  missingScopesError,
  notFound,
  otherCampaign,
} from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import type { Connection, PageArgs } from "../../base/page.js";
import { newId } from "../../database/new-id.js";
import { paginate } from "../../database/paginate.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import { ApiKey } from "./api-key.entity.js";
import type { CreateApiKeyInput } from "./api-key.inputs.js";
import { ApiKeySecret } from "./api-key-secret.entity.js";
import type { KeyHasher } from "./key-hasher.js";

/** A key just made, and the secret that is told this once. */
interface CreatedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

/** The life of API keys. */
export class ApiKeyService {
  private readonly loader: CallerLoader<ApiKey>;

  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
    private readonly keyPrefix: string,
    private readonly clock: Clock,
  ) {
    this.loader = new CallerLoader((actor, ids) =>
      this.visible(actor)
        .andWhere({ id: In([...ids]) })
        .getMany(),
    );
  }

  /** The workspace's keys, newest first, revoked ones included. */
  list(actor: Actor, args: PageArgs): Promise<Connection<ApiKey>> {
    return paginate(this.visible(actor), args);
  }

  /** One key; 404 when there is none that the caller may see. */
  async get(actor: Actor, id: string): Promise<ApiKey> {
    const key = await this.visible(actor).andWhere({ id }).getOne();
    if (!key) throw notFound("key");
    return key;
  }

  /** For relations: one statement however many rows ask. */
  async find(actor: Actor, id: string | null): Promise<ApiKey | null> {
    return id === null ? null : this.loader.load(actor, id);
  }

  /** Makes a key no stronger than the caller. The secret is in the answer and nowhere else. */
  async create(actor: Actor, input: CreateApiKeyInput): Promise<CreatedApiKey> {
    assertNoProblems(newKeyProblems(input));
    const missing = missingScopes(input.scopes, actor.scopes);
    if (missing.length > 0) throw missingScopesError(missing);
    const campaignId = input.campaignId ?? null;
    await this.assertCampaign(actor, campaignId);

    const secret = buildKey(this.keyPrefix, input.environment, randomInt);
    const shown = parseKey(secret, this.keyPrefix);
    if (!shown) throw new Error("A key just built does not parse");
    const createdAt = this.clock.now();
    const apiKey = this.database.getRepository(ApiKey).create({
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      ownerId: personIdOf(actor),
      campaignId,
      name: input.name.trim(),
      description: tidyText(input.description),
      environment: input.environment,
      scopes: sortScopes(input.scopes),
      start: shown.start,
      lastFour: shown.lastFour,
      version: 1,
      createdAt,
      lastUsedAt: null,
      lastUsedIp: null,
      revokedAt: null,
    });
    await this.database.transaction(async (manager) => {
      await manager.insert(ApiKey, apiKey);
      await manager.insert(ApiKeySecret, {
        id: newId(),
        apiKeyId: apiKey.id,
        ...this.hasher.hash(secret),
        createdAt,
      });
    });
    return { apiKey, secret };
  }

  /** Ends a key for good. Revoking a revoked key changes nothing; 409 when another change came between. */
  async revoke(actor: Actor, id: string): Promise<ApiKey> {
    const key = await this.get(actor, id);
    assertMayManage(actor, key);
    if (key.revokedAt !== null) return key;
    const { affected } = await this.database
      .getRepository(ApiKey)
      .update(
        { id: key.id, version: key.version, revokedAt: IsNull() },
        { revokedAt: this.clock.now(), version: key.version + 1 },
      );
    const current = await this.get(actor, id);
    if (affected !== 1 && current.revokedAt === null) {
      throw new ApiError("CONFLICT", { message: "The key was changed meanwhile. Try again." });
    }
    return current;
  }

  private visible(actor: Actor): SelectQueryBuilder<ApiKey> {
    const query = this.database
      .getRepository(ApiKey)
      .createQueryBuilder("apiKey")
      .where({ workspaceId: workspaceIdOf(actor) });
    return actor.campaignId === null ? query : query.andWhere({ campaignId: actor.campaignId });
  }

  private async assertCampaign(actor: Actor, campaignId: string | null): Promise<void> {
    if (campaignId === null) {
      if (actor.campaignId !== null) throw otherCampaign();
      return;
    }
    assertCampaignAllowed(actor, campaignId);
    const isThere = await this.database
      .getRepository(Campaign)
      .existsBy({ workspaceId: workspaceIdOf(actor), id: campaignId });
    if (!isThere) throw notFound("campaign");
  }
}

/** Keys of others are for those who may manage members. */
function assertMayManage(actor: Actor, key: ApiKey): void {
  if (key.ownerId === personIdOf(actor) || actor.scopes.has("members:write")) return;
  throw new ApiError("FORBIDDEN", { reason: "The key belongs to another member" });
}
