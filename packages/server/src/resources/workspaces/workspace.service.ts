import {
  DEFAULT_RATE_LIMIT_MAX,
  DEFAULT_RATE_LIMITS,
  hourlyMaximum,
  newWorkspaceProblems,
  type RoleName,
  rateLimitMaxProblem,
  workspaceEditProblems,
} from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import { type Actor, personIdOf, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems, badInput } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import type { AnnounceKeys } from "../../base/key-changes.js";
import { isDuplicate } from "../../database/failures.js";
import { inTransaction } from "../../database/in-transaction.js";
import { newId } from "../../database/new-id.js";
import { rowLock } from "../../database/row-lock.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { readLiveKeys } from "../api-keys/live-keys.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import { Member } from "./member.entity.js";
import { Workspace } from "./workspace.entity.js";
import type {
  CreateWorkspaceInput,
  UpdateWorkspaceInput,
  WorkspaceMembership,
} from "./workspace.inputs.js";

/** Workspaces and who may enter them. */
export class WorkspaceService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly announce: AnnounceKeys,
  ) {}

  /** The workspaces the caller may enter, by name: a platform admin every one, a key its own. */
  async list(actor: Actor): Promise<WorkspaceMembership[]> {
    const query = this.database
      .getRepository(Workspace)
      .createQueryBuilder("workspace")
      .orderBy("workspace.name")
      .addOrderBy("workspace.id");
    if (actor.kind === "key") {
      const workspace = await query.where({ id: actor.workspace.id }).getOneOrFail();
      return [{ workspace, role: null }];
    }
    const members = await this.database.getRepository(Member).findBy({ userId: personIdOf(actor) });
    const roles = new Map(members.map((member) => [member.workspaceId, member.role]));
    if (actor.kind === "session" && !actor.user.isPlatformAdmin) {
      if (roles.size === 0) return [];
      query.whereInIds([...roles.keys()]);
    }
    const workspaces = await query.getMany();
    return workspaces.map((workspace) => ({ workspace, role: roles.get(workspace.id) ?? null }));
  }

  /** The workspace with this slug and the person's role in it, or null. */
  async findBySlug(
    slug: string,
    userId: string,
  ): Promise<{ workspace: Workspace; role: RoleName | null } | null> {
    const workspace = await this.database.getRepository(Workspace).findOneBy({ slug });
    if (!workspace) return null;
    const member = await this.database
      .getRepository(Member)
      .findOneBy({ workspaceId: workspace.id, userId });
    return { workspace, role: member?.role ?? null };
  }

  /** Creates a workspace with the caller as its admin; platform admins only. 409 when the address is taken. */
  async create(actor: Actor, input: CreateWorkspaceInput): Promise<Workspace> {
    if (actor.kind !== "session" || !actor.user.isPlatformAdmin) throw new ApiError("FORBIDDEN");
    assertNoProblems(newWorkspaceProblems(input));
    const createdAt = this.clock.now();
    const workspace = this.database.getRepository(Workspace).create({
      id: newId(),
      name: input.name.trim(),
      slug: input.slug,
      rateLimitMax: DEFAULT_RATE_LIMIT_MAX,
      createdAt,
    });
    try {
      await inTransaction(this.database, async (manager) => {
        await manager.insert(Workspace, workspace);
        await manager.insert(Member, {
          id: newId(),
          workspaceId: workspace.id,
          userId: actor.user.id,
          role: "ADMIN",
          createdAt,
        });
      });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const taken = "This address is taken.";
      throw new ApiError("CONFLICT", {
        message: taken,
        extensions: { fields: { "input.slug": taken } },
        cause: error,
      });
    }
    return workspace;
  }

  /** Changes the caller's workspace; a lower maximum holds from the next request on. */
  async update(actor: Actor, input: UpdateWorkspaceInput): Promise<Workspace> {
    assertNoProblems(workspaceEditProblems(input));
    assertWholeWorkspace(actor);
    const id = workspaceIdOf(actor);
    const workspace = await inTransaction(this.database, async (manager) => {
      // Locked, so that what another admin changes at the same time is neither undone nor told wrongly.
      const before = await manager.findOneOrFail(Workspace, { where: { id }, ...rowLock(manager) });
      const set = {
        name: input.name?.trim() ?? before.name,
        rateLimitMax: input.rateLimitMax ?? before.rateLimitMax,
      };
      await manager.update(Workspace, { id }, set);
      await this.audit.record(manager, actor, {
        workspaceId: id,
        action: "updateWorkspace",
        subjectKind: "workspace",
        subjectId: id,
        subjectName: set.name,
        before: { name: before.name, rateLimitMax: before.rateLimitMax },
        after: set,
      });
      return manager.create(Workspace, { ...before, ...set });
    });
    const keys = await this.database
      .getRepository(ApiKey)
      .find({ where: { workspaceId: id, revokedAt: IsNull() }, select: { id: true } });
    await this.announce(keys.map((key) => key.id));
    return workspace;
  }

  /** The keys that work, or could be activated, whose own limits let more through than this maximum. */
  async previewRateLimitMax(actor: Actor, rateLimitMax: number): Promise<ApiKey[]> {
    const problem = rateLimitMaxProblem(rateLimitMax);
    if (problem !== null) throw badInput({ rateLimitMax: problem });
    assertWholeWorkspace(actor);
    const cut: ApiKey[] = [];
    const workspaceId = workspaceIdOf(actor);
    for await (const keys of readLiveKeys(this.database, workspaceId, this.clock.now())) {
      cut.push(...keys.filter((key) => hourlyMaximumOf(key) > rateLimitMax));
    }
    return cut;
  }
}

function hourlyMaximumOf({ ownRateLimits }: ApiKey): number {
  return hourlyMaximum(ownRateLimits ?? DEFAULT_RATE_LIMITS);
}

function assertWholeWorkspace(actor: Actor): void {
  if (actor.campaignId === null) return;
  throw new ApiError("FORBIDDEN", { reason: "The settings are the whole workspace's" });
}
