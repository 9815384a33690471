import { isScope, type KeyEnvironment, type RoleName, type Scope } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { readInstantOrNull } from "../database/instants.js";
import type { KeyState } from "../resources/api-keys/api-key-status.js";
import type { KeyHasher } from "../resources/api-keys/key-hasher.js";

/** What admission knows of a key: enough to judge a request by, and nothing of its secret. */
export interface KeyRecord extends KeyState {
  readonly id: string;
  /** The secret that was presented. */
  readonly secret: {
    readonly id: string;
    readonly closesAt: Date | null;
    readonly pepperVersion: number;
  };
  readonly ipAllowlist: readonly string[];
  readonly name: string;
  readonly environment: KeyEnvironment;
  readonly scopes: readonly Scope[];
  readonly campaignId: string | null;
  readonly workspace: { readonly id: string; readonly name: string; readonly slug: string };
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
  expiresAt: unknown;
  deactivatedAt: unknown;
  revokedAt: unknown;
  deletedAt: unknown;
  ipAllowlist: string | null;
  secretId: string;
  secretClosesAt: unknown;
  pepperVersion: number;
  workspaceId: string;
  workspaceName: string;
  workspaceSlug: string;
  ownerId: string;
  ownerRole: RoleName | null;
  isPlatformAdmin: number | boolean;
}

/** Finds keys by what is presented: one indexed read, the same for every key. */
export class KeyRecords {
  private readonly sql: string;

  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
    pepperCount: number,
  ) {
    const hashes = Array.from({ length: pepperCount }, () => "?").join(", ");
    this.sql = `
      SELECT k.id, k.name, k.environment, k.scopes, k.campaignId, k.ownerId, k.ipAllowlist,
             k.expiresAt, k.deactivatedAt, k.revokedAt, k.deletedAt,
             s.id AS secretId, s.closesAt AS secretClosesAt, s.pepperVersion,
             w.id AS workspaceId, w.name AS workspaceName, w.slug AS workspaceSlug,
             m.role AS ownerRole, u.isPlatformAdmin
        FROM api_key_secrets s
        JOIN api_keys k ON k.id = s.apiKeyId
        JOIN workspaces w ON w.id = k.workspaceId
        JOIN users u ON u.id = k.ownerId
        LEFT JOIN members m ON m.userId = k.ownerId AND m.workspaceId = k.workspaceId
       WHERE s.hash IN (${hashes})`;
  }

  /** The key behind a presented secret, or null. */
  async findBySecret(secret: string): Promise<KeyRecord | null> {
    const rows: KeyRow[] = await this.database.query(this.sql, this.hasher.candidates(secret));
    const [row] = rows;
    return row ? toRecord(row) : null;
  }
}

function toRecord(row: KeyRow): KeyRecord {
  return {
    id: row.id,
    name: row.name,
    environment: row.environment,
    scopes: row.scopes.split(",").filter(isScope),
    campaignId: row.campaignId,
    secret: {
      id: row.secretId,
      closesAt: readInstantOrNull(row.secretClosesAt),
      pepperVersion: row.pepperVersion,
    },
    ipAllowlist: row.ipAllowlist ? row.ipAllowlist.split(",") : [],
    expiresAt: readInstantOrNull(row.expiresAt),
    deactivatedAt: readInstantOrNull(row.deactivatedAt),
    revokedAt: readInstantOrNull(row.revokedAt),
    deletedAt: readInstantOrNull(row.deletedAt),
    workspace: { id: row.workspaceId, name: row.workspaceName, slug: row.workspaceSlug },
    owner: {
      id: row.ownerId,
      role: row.ownerRole,
      isPlatformAdmin: Boolean(row.isPlatformAdmin),
    },
  };
}
