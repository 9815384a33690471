import {
  NO_POLICY,
  policyProblems,
  policyViolations,
  unusedSince,
  type WorkspacePolicyRules,
} from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import type { PolicyFinding, WorkspacePolicyInput } from "./policy.inputs.js";
import type { PolicyReader } from "./policy-reader.js";
import { WorkspacePolicy } from "./workspace-policy.entity.js";

const DAY_MS = 86_400_000;
const SYSTEM = { kind: "system", name: "Latchkey policy" } as const;

/** A workspace's demands on its keys: kept, previewed, and carried out by night. */
export class PolicyService {
  constructor(
    private readonly database: DataSource,
    private readonly reader: PolicyReader,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The workspace's policy; one that demands nothing where there is none. */
  async get(actor: Actor): Promise<WorkspacePolicy> {
    const workspaceId = workspaceIdOf(actor);
    const policies = this.database.getRepository(WorkspacePolicy);
    return policies.create({ workspaceId, ...(await this.reader.find(workspaceId)) });
  }

  /** The keys that the policy would touch, before it is kept. */
  async preview(actor: Actor, input: WorkspacePolicyInput): Promise<PolicyFinding[]> {
    const rules = toRules(input);
    assertNoProblems(policyProblems(rules));
    assertWholeWorkspace(actor);
    return this.findTouched(workspaceIdOf(actor), rules);
  }

  /** Keeps the policy. New keys and edits must meet it from now on; keys that are there work on. */
  async update(actor: Actor, input: WorkspacePolicyInput): Promise<WorkspacePolicy> {
    const rules = toRules(input);
    assertNoProblems(policyProblems(rules));
    assertWholeWorkspace(actor);
    const before = await this.get(actor);
    const { workspaceId } = before;
    const policy = this.database.getRepository(WorkspacePolicy).create({ workspaceId, ...rules });
    await this.database.transaction(async (manager) => {
      await manager.save(WorkspacePolicy, policy);
      await this.audit.record(manager, actor, {
        workspaceId,
        action: "updateWorkspacePolicy",
        subjectKind: "workspace",
        subjectId: workspaceId,
        subjectName: actor.workspace?.name ?? "",
        before: { ...before, workspaceId: undefined },
        after: { ...rules },
      });
    });
    return policy;
  }

  /** Deactivates the keys that have been unused for too long, in every workspace; returns how many. */
  async runNightly(): Promise<number> {
    let count = 0;
    for (const policy of await this.database.getRepository(WorkspacePolicy).find()) {
      for (const { apiKey, isDeactivated } of await this.findTouched(policy.workspaceId, policy)) {
        if (isDeactivated && (await this.deactivate(apiKey))) count += 1;
      }
    }
    return count;
  }

  private async findTouched(
    workspaceId: string,
    rules: WorkspacePolicyRules,
  ): Promise<PolicyFinding[]> {
    const now = this.clock.now();
    const keys = await this.database.getRepository(ApiKey).find({
      where: { workspaceId, revokedAt: IsNull(), deletedAt: IsNull() },
      order: { id: "DESC" },
    });
    return keys
      .filter((key) => statusOf(key, now) === "ACTIVE")
      .map((apiKey) => {
        const idleDays = (now.getTime() - unusedSince(apiKey).getTime()) / DAY_MS;
        const facts = { ...apiKey, ipAllowlist: apiKey.ipAllowlist ?? [] };
        return {
          apiKey,
          violations: Object.values(policyViolations(facts, rules)),
          isWarned: rules.unusedWarnDays !== null && idleDays >= rules.unusedWarnDays,
          isDeactivated:
            rules.unusedDeactivateDays !== null && idleDays >= rules.unusedDeactivateDays,
        };
      })
      .filter(
        ({ violations, isWarned, isDeactivated }) =>
          violations.length > 0 || isWarned || isDeactivated,
      );
  }

  /** Guarded by the version: a key that somebody changed, or another replica was faster with, is left alone. */
  private deactivate(key: ApiKey): Promise<boolean> {
    const deactivatedAt = this.clock.now();
    return this.database.transaction(async (manager) => {
      const { affected } = await manager.update(
        ApiKey,
        { id: key.id, version: key.version, lastUsedAt: key.lastUsedAt ?? IsNull() },
        { deactivatedAt, version: key.version + 1 },
      );
      if (affected !== 1) return false;
      await this.audit.record(manager, SYSTEM, {
        workspaceId: key.workspaceId,
        action: "deactivateApiKey",
        subjectKind: "apiKey",
        subjectId: key.id,
        subjectName: key.name,
        before: { deactivatedAt: null },
        after: { deactivatedAt, unusedSince: unusedSince(key) },
      });
      return true;
    });
  }
}

function toRules(input: WorkspacePolicyInput): WorkspacePolicyRules {
  return {
    ...NO_POLICY,
    lifetimeMaxDays: input.lifetimeMaxDays ?? null,
    isWriteLimited: input.isWriteLimited,
    isLiveDescribed: input.isLiveDescribed,
    unusedWarnDays: input.unusedWarnDays ?? null,
    unusedDeactivateDays: input.unusedDeactivateDays ?? null,
  };
}

function assertWholeWorkspace(actor: Actor): void {
  if (actor.campaignId === null) return;
  throw new ApiError("FORBIDDEN", { reason: "The policy is the whole workspace's" });
}
