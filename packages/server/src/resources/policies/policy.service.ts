import {
  isUnusedFor,
  NO_POLICY,
  policyEditViolations,
  policyProblems,
  policyViolations,
  unusedSince,
  type WorkspacePolicyRules,
} from "@latchkey/shared";
import { type DataSource, type EntityManager, IsNull } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError, assertNoProblems } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { AnnounceKeys } from "../../base/key-changes.js";
import { isDuplicate } from "../../database/failures.js";
import { inTransaction } from "../../database/in-transaction.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { statusOf } from "../api-keys/api-key-status.js";
import { readLiveKeys } from "../api-keys/live-keys.js";
import type { AuditTrail } from "../audit/audit-trail.js";
import type {
  PolicyFinding,
  PolicyViolation,
  UpdateWorkspacePolicyInput,
  WorkspacePolicyInput,
} from "./policy.inputs.js";
import { WorkspacePolicy } from "./workspace-policy.entity.js";

const SYSTEM = { kind: "system", name: "Latchkey policy" } as const;

/** A workspace's demands on its keys: kept, previewed, and carried out by night. */
export class PolicyService {
  constructor(
    private readonly database: DataSource,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly announce: AnnounceKeys,
  ) {}

  /** The workspace's policy; one that demands nothing where there is none. */
  async get(actor: Actor): Promise<WorkspacePolicy> {
    const workspaceId = workspaceIdOf(actor);
    const policies = this.database.getRepository(WorkspacePolicy);
    const policy = await policies.findOneBy({ workspaceId });
    return policy ?? policies.create({ workspaceId, ...NO_POLICY, version: 0 });
  }

  /** The keys that the policy would touch, before it is kept. */
  async preview(actor: Actor, input: WorkspacePolicyInput): Promise<PolicyFinding[]> {
    const rules = toRules(input);
    assertNoProblems(policyProblems(rules));
    assertWholeWorkspace(actor);
    const findings: PolicyFinding[] = [];
    for await (const finding of this.findTouched(workspaceIdOf(actor), rules)) {
      findings.push(finding);
    }
    return findings;
  }

  /**
   * Keeps the policy. New keys and edits must meet it from now on; keys that are there work on. 409
   * when it is not what the caller saw, or when somebody else changes it at the same time.
   */
  async update(actor: Actor, input: UpdateWorkspacePolicyInput): Promise<WorkspacePolicy> {
    const rules = toRules(input);
    assertNoProblems(policyProblems(rules));
    assertWholeWorkspace(actor);
    const before = await this.get(actor);
    if (isGiven(input.version) && input.version !== before.version) throw new PolicyChangedError();
    const { workspaceId, version, ...rulesBefore } = before;
    const policy = this.database
      .getRepository(WorkspacePolicy)
      .create({ workspaceId, ...rules, version: version + 1 });
    await inTransaction(this.database, async (manager) => {
      await replacePolicy(manager, before, policy);
      await this.audit.record(manager, actor, {
        workspaceId,
        action: "updateWorkspacePolicy",
        subjectKind: "workspace",
        subjectId: workspaceId,
        subjectName: actor.workspace?.name ?? "",
        before: rulesBefore,
        after: { ...rules },
      });
    });
    return policy;
  }

  /** Deactivates the keys that have been unused for too long, in every workspace; returns how many. */
  async runNightly(): Promise<number> {
    let count = 0;
    for (const policy of await this.database.getRepository(WorkspacePolicy).find()) {
      const touched = this.findTouched(policy.workspaceId, policy);
      for await (const { apiKey, isDeactivated } of touched) {
        if (isDeactivated && (await this.deactivate(apiKey))) count += 1;
      }
    }
    return count;
  }

  private async *findTouched(
    workspaceId: string,
    rules: WorkspacePolicyRules,
  ): AsyncGenerator<PolicyFinding> {
    const now = this.clock.now();
    for await (const keys of readLiveKeys(this.database, workspaceId, now)) {
      for (const key of keys) {
        const finding = judge(key, rules, now);
        if (finding) yield finding;
      }
    }
  }

  /** Guarded by the version: a key that somebody changed, or another replica was faster with, is left alone. */
  private async deactivate(key: ApiKey): Promise<boolean> {
    const deactivatedAt = this.clock.now();
    const isDone = await inTransaction(this.database, async (manager) => {
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
    if (isDone) await this.announce([key.id]);
    return isDone;
  }
}

/** 409: the policy is not what the caller saw. */
class PolicyChangedError extends ApiError {
  constructor() {
    super("CONFLICT", {
      message: "The policy was changed meanwhile. Look at it again, and repeat what still holds.",
    });
  }
}

/** Guarded by the version, so that the audit log's "before" is what it replaced. */
async function replacePolicy(
  manager: EntityManager,
  before: WorkspacePolicy,
  policy: WorkspacePolicy,
): Promise<void> {
  const { workspaceId, version } = before;
  if (version > 0) {
    const { affected } = await manager.update(WorkspacePolicy, { workspaceId, version }, policy);
    if (affected !== 1) throw new PolicyChangedError();
    return;
  }
  try {
    await manager.insert(WorkspacePolicy, policy);
  } catch (error) {
    throw isDuplicate(error) ? new PolicyChangedError() : error;
  }
}

/** What the policy would do to a key; null where it leaves it alone. */
function judge(apiKey: ApiKey, rules: WorkspacePolicyRules, now: Date): PolicyFinding | null {
  if (statusOf(apiKey, now) !== "ACTIVE") return null;
  const violations = violationsOf(apiKey, rules);
  const isWarned = isUnusedFor(apiKey, rules.unusedWarnDays, now);
  const isDeactivated =
    isUnusedFor(apiKey, rules.unusedDeactivateDays, now) &&
    isLeftAloneFor(apiKey, rules.unusedDeactivateDays, now);
  if (violations.length === 0 && !isWarned && !isDeactivated) return null;
  return { apiKey, violations, isWarned, isDeactivated };
}

/** A key that somebody activated has the whole time again, or the next night would undo it. */
function isLeftAloneFor({ activatedAt }: ApiKey, days: number | null, now: Date): boolean {
  return (
    activatedAt === null || isUnusedFor({ lastUsedAt: null, createdAt: activatedAt }, days, now)
  );
}

function violationsOf(key: ApiKey, rules: WorkspacePolicyRules): PolicyViolation[] {
  const facts = { ...key, ipAllowlist: key.ipAllowlist ?? [] };
  const atEdit = policyEditViolations(facts, rules);
  return Object.entries(policyViolations(facts, rules)).map(([field, message]) => ({
    field,
    message,
    isEnforcedAtEdit: Object.hasOwn(atEdit, field),
  }));
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
