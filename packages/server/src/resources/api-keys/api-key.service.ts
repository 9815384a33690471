import {
  expirationInstant,
  formatIpRange,
  keyEditProblems,
  newKeyProblems,
  parseIpRange,
  sortScopes,
  tidyText,
} from "@latchkey/shared";
import { In } from "typeorm";
import { type Actor, assertCampaignAllowed, personIdOf, workspaceIdOf } from "../../base/actor.js";
import {
  ApiError,
  assertNoProblems,
  badInput,
  notFound,
  otherCampaign,
} from "../../base/api-error.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import { newId } from "../../database/new-id.js";
import { paginate } from "../../database/paginate.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import type { PolicyReader } from "../policies/policy-reader.js";
import { Member } from "../workspaces/member.entity.js";
import { ApiKey } from "./api-key.entity.js";
import type { CreateApiKeyInput, ListApiKeysArgs, UpdateApiKeyInput } from "./api-key.inputs.js";
import { type ApiKeyStore, KeyChangedError, type KeyChanges } from "./api-key.store.js";
import { whereKeys } from "./api-key-filter.js";
import type { ApiKeyStatus } from "./api-key-status.js";
import { assertMayGrant, assertMayManage, assertWithinOwnLimits } from "./key-authority.js";
import { describeConflict } from "./key-conflict.js";
import { assertRateLimits, tidyRateLimits } from "./rate-limit-argument.js";
import type { SecretIssuer } from "./secret-issuer.js";

/** A key, and the secret that is told this once. */
export interface IssuedApiKey {
  readonly apiKey: ApiKey;
  readonly secret: string;
}

const FIXED_FIELDS = {
  expiration: "Expiry is fixed at creation; create a new key instead.",
  expiresAt: "Expiry is fixed at creation; create a new key instead.",
  campaignId: "The campaign is fixed at creation; create a new key instead.",
  environment: "The environment is fixed at creation; create a new key instead.",
} as const;

/** API keys: listing, creating, editing. Their states and secrets are the lifecycle's. */
export class ApiKeyService {
  private readonly loader: CallerLoader<ApiKey>;

  constructor(
    private readonly store: ApiKeyStore,
    private readonly issuer: SecretIssuer,
    private readonly policies: PolicyReader,
    private readonly clock: Clock,
  ) {
    this.loader = new CallerLoader((actor, ids) =>
      this.store
        .visible(actor)
        .andWhere({ id: In([...ids]) })
        .useIndex("PRIMARY")
        .getMany(),
    );
  }

  /** The workspace's keys under the filter, newest first, revoked ones included. */
  async list(actor: Actor, args: ListApiKeysArgs): Promise<Connection<ApiKey>> {
    const filter = args.filter ?? {};
    if (isGiven(filter.campaignId)) assertCampaignAllowed(actor, filter.campaignId);
    return paginate(whereKeys(this.store.visible(actor), filter, this.clock.now()), args);
  }

  /** One key; 404 when there is none that the caller may see. */
  get(actor: Actor, id: string): Promise<ApiKey> {
    return this.store.get(actor, id);
  }

  /** For relations: one statement however many rows ask. */
  async find(actor: Actor, id: string | null): Promise<ApiKey | null> {
    return id === null ? null : this.loader.load(actor, id);
  }

  statusOf(key: ApiKey): ApiKeyStatus {
    return this.store.statusOf(key);
  }

  /** Makes a key no stronger than the caller. The secret is in the answer and nowhere else. */
  async create(actor: Actor, input: CreateApiKeyInput): Promise<IssuedApiKey> {
    const createdAt = this.clock.now();
    assertNoProblems(newKeyProblems(input, createdAt));
    assertMayGrant(actor, input.scopes);
    const campaignId = input.campaignId ?? null;
    await this.assertCampaign(actor, campaignId);
    const ownerId = input.ownerId ?? personIdOf(actor);
    await this.assertOwner(actor, ownerId);
    const expiresAt = input.expiresAt ?? expirationInstant(input.expiration ?? "NEVER", createdAt);
    const ipAllowlist = tidyAllowlist(input.ipAllowlist);
    const rateLimits = input.rateLimits ?? null;
    await assertRateLimits(this.store.database, workspaceIdOf(actor), rateLimits);
    assertWithinOwnLimits(actor, { expiresAt, ipAllowlist, ownRateLimits: rateLimits });
    const facts = { ...input, createdAt, expiresAt, ipAllowlist: ipAllowlist ?? [] };
    await this.policies.assertNewMeets(workspaceIdOf(actor), facts);

    const issued = this.issuer.issue(input.environment);
    const apiKey = this.store.database.getRepository(ApiKey).create({
      id: newId(),
      workspaceId: workspaceIdOf(actor),
      ownerId,
      campaignId,
      name: input.name.trim(),
      description: tidyText(input.description),
      environment: input.environment,
      scopes: sortScopes(input.scopes),
      ...issued.shown,
      version: 1,
      createdAt,
      lastUsedAt: null,
      lastUsedIp: null,
      lastUsedUserAgent: null,
      expiresAt,
      deactivatedAt: null,
      activatedAt: null,
      revokedAt: null,
      deletedAt: null,
      rotatedAt: null,
      rotationSettledAt: null,
      ipAllowlist,
      ownRateLimits: tidyRateLimits(rateLimits),
    });
    await this.store.insert(actor, apiKey, (manager) =>
      this.issuer.insert(manager, apiKey.id, issued),
    );
    return { apiKey, secret: issued.secret };
  }

  /** Changes what can be changed. 409 when the key is not what the caller saw, with what is different. */
  async update(actor: Actor, input: UpdateApiKeyInput): Promise<ApiKey> {
    assertNothingFixed(input);
    assertNoProblems(keyEditProblems(input));
    const key = await this.store.get(actor, input.id);
    assertMayManage(actor, key, "update");
    const seenVersion = input.version ?? key.version;
    const conflict = () => describeConflict(this.store.database, actor, key, seenVersion);
    if (seenVersion !== key.version) throw await conflict();
    const set: KeyChanges = {};
    if (input.name) set.name = input.name.trim();
    if (input.description !== undefined) set.description = tidyText(input.description);
    if (input.scopes) {
      assertMayGrant(actor, input.scopes);
      set.scopes = sortScopes(input.scopes);
    }
    if (input.ipAllowlist !== undefined) {
      set.ipAllowlist = tidyAllowlist(input.ipAllowlist);
    }
    if (input.rateLimits !== undefined) {
      await assertRateLimits(this.store.database, key.workspaceId, input.rateLimits);
      set.ownRateLimits = tidyRateLimits(input.rateLimits);
    }
    if (input.ownerId) {
      await this.assertOwner(actor, input.ownerId);
      set.ownerId = input.ownerId;
    }
    const edited = { ...key, ...set };
    assertWithinOwnLimits(actor, edited);
    await this.policies.assertEditMeets(key.workspaceId, {
      ...edited,
      ipAllowlist: edited.ipAllowlist ?? [],
    });
    try {
      return await this.store.change(actor, key, {
        action: "update",
        auditedAs: "updateApiKey",
        set,
      });
    } catch (error) {
      throw error instanceof KeyChangedError ? await conflict() : error;
    }
  }

  /** No campaign means all of them, which a campaign-limited key cannot give. */
  private async assertCampaign(actor: Actor, campaignId: string | null): Promise<void> {
    if (campaignId !== null) {
      await assertCampaignArgument(this.store.database, actor, campaignId);
    } else if (actor.campaignId !== null) throw otherCampaign();
  }

  /** Oneself, or with `members:write` any member of the workspace; 404 for anybody else. */
  private async assertOwner(actor: Actor, ownerId: string): Promise<void> {
    if (ownerId === personIdOf(actor)) return;
    if (!actor.scopes.has("members:write")) {
      throw new ApiError("FORBIDDEN", { reason: "Keys of others need members:write" });
    }
    const isMember = await this.store.database
      .getRepository(Member)
      .existsBy({ workspaceId: workspaceIdOf(actor), userId: ownerId });
    if (!isMember) throw notFound("member");
  }
}

function assertNothingFixed(input: UpdateApiKeyInput): void {
  const fields = Object.entries(FIXED_FIELDS).filter(
    ([field]) => input[field as keyof typeof FIXED_FIELDS] !== undefined,
  );
  if (fields.length === 0) return;
  throw badInput(
    Object.fromEntries(fields.map(([field, sentence]) => [`input.${field}`, sentence])),
  );
}

/** Each entry once, in its one canonical text; null for any address. */
function tidyAllowlist(entries: readonly string[] | null | undefined): string[] | null {
  const texts = (entries ?? []).flatMap((entry) => {
    const range = parseIpRange(entry);
    return range ? [formatIpRange(range)] : [];
  });
  return texts.length === 0 ? null : [...new Set(texts)];
}
