import type { AuditAction, RoleName } from "@latchkey/shared";
import { type DataSource, type EntityManager, In, IsNull } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError, badInput, notFound } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { inBatches } from "../../base/in-batches.js";
import type { AnnounceKeys } from "../../base/key-changes.js";
import { inTransaction } from "../../database/in-transaction.js";
import { tableBy } from "../../database/one-of.js";
import { rowLock } from "../../database/row-lock.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import { User } from "../users/user.entity.js";
import { Member } from "./member.entity.js";
import {
  RemovedMemberKeys,
  type RemoveMemberInput,
  type WorkspaceMember,
} from "./member.inputs.js";

/** Keys that one statement changes. */
const KEYS_AT_ONCE = 500;

/** The workspace's members: their roles, and what becomes of their keys when they leave. */
export class MemberService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly announce: AnnounceKeys,
  ) {}

  /** The members by name. */
  async list(actor: Actor): Promise<WorkspaceMember[]> {
    const workspaceId = workspaceIdOf(actor);
    const members = await this.database.getRepository(Member).findBy({ workspaceId });
    const users = await this.database
      .getRepository(User)
      .findBy({ id: In(members.map((member) => member.userId)) });
    const keyCounts = await this.countKeys(workspaceId);
    return users
      .flatMap((user) => {
        const member = members.find(({ userId }) => userId === user.id);
        return member
          ? [
              {
                id: user.id,
                name: user.name,
                email: user.email,
                role: member.role,
                isPlatformAdmin: user.isPlatformAdmin,
                createdAt: member.createdAt,
                keyCount: keyCounts.get(user.id) ?? 0,
              },
            ]
          : [];
      })
      .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
  }

  /** Gives a member another role; their keys follow at the next request. 409 for the last admin. */
  async updateRole(actor: Actor, id: string, role: RoleName): Promise<WorkspaceMember> {
    const workspaceId = workspaceIdOf(actor);
    await inTransaction(this.database, async (manager) => {
      const member = await this.lock(manager, workspaceId, id);
      if (member.role === role) return;
      if (member.role === "ADMIN") await this.assertAnotherAdmin(manager, workspaceId, id);
      await manager.update(Member, { id: member.id }, { role });
      await this.record(manager, actor, member, "updateMember", { role: member.role }, { role });
    });
    await this.announceKeysOf(workspaceId, id);
    const changed = (await this.list(actor)).find((member) => member.id === id);
    if (!changed) throw notFound("member");
    return changed;
  }

  /** Ends a membership; the member's keys are handed over or revoked with it, or nothing happens. */
  async remove(
    actor: Actor,
    input: RemoveMemberInput,
  ): Promise<{ removedId: string; keyCount: number }> {
    const workspaceId = workspaceIdOf(actor);
    const keys = await inTransaction(this.database, async (manager) => {
      const member = await this.lock(manager, workspaceId, input.id);
      if (member.role === "ADMIN") await this.assertAnotherAdmin(manager, workspaceId, input.id);
      const owned = await this.lockKeysOf(manager, workspaceId, input.id);
      const set = await this.decideKeys(manager, workspaceId, input, owned.length);
      for (const some of inBatches(owned, KEYS_AT_ONCE))
        await this.settleKeys(manager, actor, some, set);
      await manager.delete(Member, { id: member.id });
      await this.record(manager, actor, member, "removeMember", { role: member.role }, null);
      return owned;
    });
    await this.announce(keys.map(({ id }) => id));
    return { removedId: input.id, keyCount: keys.length };
  }

  /** How many keys that are not revoked each member has. */
  private async countKeys(workspaceId: string): Promise<ReadonlyMap<string, number>> {
    // Left to itself, MariaDB goes through the keys of all workspaces, by their owners.
    const keys = tableBy(this.database, "api_keys", "api_keys_workspace");
    const rows: Array<{ ownerId: string; count: unknown }> = await this.database.query(
      `SELECT ownerId, COUNT(*) AS count FROM ${keys} WHERE workspaceId = ? AND revokedAt IS NULL AND deletedAt IS NULL GROUP BY ownerId`,
      [workspaceId],
    );
    return new Map(rows.map(({ ownerId, count }) => [ownerId, Number(count)]));
  }

  private async announceKeysOf(workspaceId: string, ownerId: string): Promise<void> {
    const keys = await this.database
      .getRepository(ApiKey)
      .find({ where: { workspaceId, ownerId, revokedAt: IsNull() }, select: { id: true } });
    await this.announce(keys.map(({ id }) => id));
  }

  private async lock(manager: EntityManager, workspaceId: string, userId: string): Promise<Member> {
    // All of the workspace's rows, so that two admins cannot take each other's role away at once.
    const members = await manager.find(Member, {
      where: { workspaceId },
      order: { id: "ASC" },
      ...rowLock(manager),
    });
    const member = members.find((row) => row.userId === userId);
    if (!member) throw notFound("member");
    return member;
  }

  /** As nobody else changes them, before the audit log is held: whoever edits one of them has the key first, too. */
  private async lockKeysOf(
    manager: EntityManager,
    workspaceId: string,
    ownerId: string,
  ): Promise<ApiKey[]> {
    const whose = { workspaceId, ownerId, revokedAt: IsNull(), deletedAt: IsNull() };
    const owned = await manager.find(ApiKey, {
      select: { id: true },
      where: whose,
      order: { id: "ASC" },
    });
    const locked: ApiKey[] = [];
    for (const some of inBatches(owned, KEYS_AT_ONCE)) {
      // By their ids, or all keys of the workspace could be locked.
      const rows = await manager.find(ApiKey, {
        where: { id: In(some.map(({ id }) => id)) },
        order: { id: "ASC" },
        ...rowLock(manager),
      });
      locked.push(...rows);
    }
    // As they are now, and not as they were read before.
    return locked.filter(
      (key) => key.ownerId === ownerId && key.revokedAt === null && key.deletedAt === null,
    );
  }

  private async assertAnotherAdmin(
    manager: EntityManager,
    workspaceId: string,
    userId: string,
  ): Promise<void> {
    const admins = await manager.findBy(Member, { workspaceId, role: "ADMIN" });
    if (admins.some((admin) => admin.userId !== userId)) return;
    throw new ApiError("CONFLICT", {
      message: "This is the workspace's last admin. Make somebody else an admin first.",
    });
  }

  private async decideKeys(
    manager: EntityManager,
    workspaceId: string,
    input: RemoveMemberInput,
    keyCount: number,
  ): Promise<{ ownerId: string } | { revokedAt: Date }> {
    if (keyCount > 0 && !input.keys) {
      const what = keyCount === 1 ? "One key belongs" : `${keyCount} keys belong`;
      throw badInput({ "input.keys": `${what} to this member: hand over or revoke.` });
    }
    if (input.keys !== RemovedMemberKeys.HAND_OVER) return { revokedAt: this.clock.now() };
    const ownerId = input.handOverToId ?? "";
    if (ownerId === "" || ownerId === input.id) {
      throw badInput({ "input.handOverToId": "Choose another member to hand the keys over to." });
    }
    if (!(await manager.existsBy(Member, { workspaceId, userId: ownerId })))
      throw notFound("member");
    return { ownerId };
  }

  private async settleKeys(
    manager: EntityManager,
    actor: Actor,
    keys: readonly ApiKey[],
    set: { ownerId: string } | { revokedAt: Date },
  ): Promise<void> {
    // They are locked: each is of the version that it was read at.
    const { affected } = await manager.update(
      ApiKey,
      { id: In(keys.map(({ id }) => id)) },
      { ...set, version: () => "version + 1" },
    );
    if (affected !== keys.length) {
      throw new ApiError("CONFLICT", {
        message: "A key of this member was changed meanwhile. Try again.",
      });
    }
    await this.audit.recordAll(
      manager,
      actor,
      workspaceIdOf(actor),
      keys.map((key) => ({
        subjectKind: "apiKey",
        subjectId: key.id,
        subjectName: key.name,
        action: "ownerId" in set ? "updateApiKey" : "revokeApiKey",
        before: "ownerId" in set ? { ownerId: key.ownerId } : { revokedAt: null },
        after: set,
      })),
    );
  }

  private async record(
    manager: EntityManager,
    actor: Actor,
    member: Member,
    action: AuditAction,
    before: Record<string, unknown>,
    after: Record<string, unknown> | null,
  ): Promise<void> {
    const user = await manager.findOneByOrFail(User, { id: member.userId });
    await this.audit.record(manager, actor, {
      workspaceId: member.workspaceId,
      subjectKind: "member",
      subjectId: member.userId,
      subjectName: user.email.slice(0, 200),
      action,
      before,
      after,
    });
  }
}
