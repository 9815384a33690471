import {
  effectiveRateLimits,
  effectiveScopes,
  isScope,
  type KeyEnvironment,
  parseRateLimits,
  type RateLimit,
  type RoleName,
  reduceScopes,
  type Scope,
} from "@latchkey/shared";
import type { DataSource } from "typeorm";
import type { ActingWorkspace } from "../base/actor.js";
import { readInstantOrNull } from "../database/instants.js";
import type { KeyState } from "../resources/api-keys/api-key-status.js";
import type { KeyHasher } from "../resources/api-keys/key-hasher.js";

/** What admission knows of a key: enough to judge a request by, and nothing of its secret. */
export interface KeyRecord extends KeyState {
  readonly id: string;
  /** The secret that was presented. */
  readonly secret: { readonly id: string; readonly pepperVersion: number };
  /** When the presented secret stops; null for the key's present one. */
  readonly secretClosesAt: Date | null;
  readonly ipAllowlist: readonly string[];
  readonly name: string;
  readonly environment: KeyEnvironment;
  readonly scopes: readonly Scope[];
  readonly campaignId: string | null;
  /** The campaign's name, when there is one. */
  readonly campaignName: string | null;
  /** Its own scopes with all they include, cut to what its owner's role allows. */
  readonly effectiveScopes: ReadonlySet<Scope>;
  /** The fewest scopes that include them, with commas between, as the request log keeps them. */
  readonly effectiveScopesText: string;
  /** The windows that hold now, the longest first. */
  readonly rateLimits: readonly RateLimit[];
  readonly lastUsedAt: Date | null;
  readonly workspace: ActingWorkspace;
  readonly owner: {
    readonly id: string;
    readonly role: RoleName | null;
    readonly isPlatformAdmin: boolean;
  };
}

interface KeyRow {
  id: string;
  name: string;
  environment: KeyEnvironment;
  scopes: string;
  campaignId: string | null;
  campaignName: string | null;
  expiresAt: unknown;
  deactivatedAt: unknown;
  revokedAt: unknown;
  deletedAt: unknown;
  ipAllowlist: string | null;
  rateLimits: string | null;
  lastUsedAt: unknown;
  hash: Buffer;
  secretId: string;
  secretClosesAt: unknown;
  pepperVersion: number;
  workspaceId: string;
  workspaceName: string;
  workspaceSlug: string;
  rateLimitMax: number;
  ownerId: string;
  ownerRole: RoleName | null;
  isPlatformAdmin: number | boolean;
}

/** Finds keys by what is presented: one indexed read, the same for every key. */
export class KeyRecords {
  private readonly select: string;

  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
  ) {
    this.select = `
      SELECT k.id, k.name, k.environment, k.scopes, k.campaignId, k.ownerId, k.ipAllowlist,
             k.rateLimits, k.lastUsedAt, s.hash,
             k.expiresAt, k.deactivatedAt, k.revokedAt, k.deletedAt,
             s.id AS secretId, s.closesAt AS secretClosesAt, s.pepperVersion,
             w.id AS workspaceId, w.name AS workspaceName, w.slug AS workspaceSlug, w.rateLimitMax,
             c.name AS campaignName,
             m.role AS ownerRole, u.isPlatformAdmin
        FROM api_key_secrets s
        JOIN api_keys k ON k.id = s.apiKeyId
        JOIN workspaces w ON w.id = k.workspaceId
        JOIN users u ON u.id = k.ownerId
        LEFT JOIN members m ON m.userId = k.ownerId AND m.workspaceId = k.workspaceId
        LEFT JOIN campaigns c ON c.id = k.campaignId
       WHERE s.hash IN `;
  }

  /** The key behind a presented secret, or null. */
  async findBySecret(secret: string): Promise<KeyRecord | null> {
    const [record] = await this.findBySecrets([secret]);
    return record ?? null;
  }

  /** The keys behind many presented secrets, in their order, by one statement. */
  async findBySecrets(secrets: readonly string[]): Promise<Array<KeyRecord | null>> {
    const candidates = secrets.map((secret) => this.hasher.candidates(secret));
    const hashes = candidates.flat();
    const sql = `${this.select}(${hashes.map(() => "?").join(", ")})`;
    const rows: KeyRow[] = await this.database.query(sql, hashes);
    return candidates.map((own) => {
      const row = rows.find(({ hash }) => own.some((candidate) => candidate.equals(hash)));
      return row ? toRecord(row) : null;
    });
  }
}

function toRecord(row: KeyRow): KeyRecord {
  const scopes = row.scopes.split(",").filter(isScope);
  const isPlatformAdmin = Boolean(row.isPlatformAdmin);
  const effective = effectiveScopes(scopes, row.ownerRole, isPlatformAdmin);
  return {
    id: row.id,
    name: row.name,
    environment: row.environment,
    scopes,
    effectiveScopes: new Set(effective),
    effectiveScopesText: reduceScopes(effective).join(),
    campaignId: row.campaignId,
    campaignName: row.campaignName,
    rateLimits: effectiveRateLimits(
      row.rateLimits === null ? null : parseRateLimits(row.rateLimits),
      row.rateLimitMax,
    ),
    lastUsedAt: readInstantOrNull(row.lastUsedAt),
    secret: {
      id: row.secretId,
      pepperVersion: row.pepperVersion,
    },
    secretClosesAt: readInstantOrNull(row.secretClosesAt),
    ipAllowlist: row.ipAllowlist ? row.ipAllowlist.split(",") : [],
    expiresAt: readInstantOrNull(row.expiresAt),
    deactivatedAt: readInstantOrNull(row.deactivatedAt),
    revokedAt: readInstantOrNull(row.revokedAt),
    deletedAt: readInstantOrNull(row.deletedAt),
    workspace: {
      id: row.workspaceId,
      name: row.workspaceName,
      slug: row.workspaceSlug,
      rateLimitMax: row.rateLimitMax,
    },
    owner: {
      id: row.ownerId,
      role: row.ownerRole,
      isPlatformAdmin,
    },
  };
}
