import { effectiveScopes, type RoleName, type Scope } from "@latchkey/shared";
import { type DataSource, In } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { CallerLoader } from "../../base/caller-loader.js";
import type { Clock } from "../../base/clock.js";
import type { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import { User } from "../users/user.entity.js";
import { Member } from "./member.entity.js";
import type { ApiKeyOwner } from "./owner.payloads.js";

interface Owner extends ApiKeyOwner {
  readonly role: RoleName | null;
  readonly isPlatformAdmin: boolean;
}

/** Who keys belong to, and what that leaves them. */
export class OwnerService {
  private readonly loader: CallerLoader<Owner>;

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    this.loader = new CallerLoader((actor, ids) => this.listByIds(actor, ids));
  }

  /** The key's owner. */
  find(actor: Actor, key: ApiKey): Promise<ApiKeyOwner | null> {
    return this.loader.load(actor, key.ownerId);
  }

  /** What the key can do now: its own scopes, cut to what its owner's role allows; nothing once it is not active. */
  async effectiveScopes(actor: Actor, key: ApiKey): Promise<Scope[]> {
    if (statusOf(key, this.clock.now()) !== "ACTIVE") return [];
    const owner = await this.loader.load(actor, key.ownerId);
    return effectiveScopes(key.scopes, owner?.role ?? null, owner?.isPlatformAdmin ?? false);
  }

  private async listByIds(actor: Actor, ids: readonly string[]): Promise<Owner[]> {
    const users = await this.database.getRepository(User).findBy({ id: In([...ids]) });
    const members = await this.database
      .getRepository(Member)
      .findBy({ workspaceId: workspaceIdOf(actor), userId: In([...ids]) });
    const roles = new Map(members.map((member) => [member.userId, member.role]));
    return users.map((user) => ({
      id: user.id,
      name: user.name,
      email: user.email,
      role: roles.get(user.id) ?? null,
      isPlatformAdmin: user.isPlatformAdmin,
    }));
  }
}
