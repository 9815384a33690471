import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import { paginate } from "../../database/paginate.js";
import type { AuditVerification, ListAuditEventsArgs } from "./audit.inputs.js";
import type { AuditChain } from "./audit-chain.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";

/** Reads the audit log and says whether it is whole. */
export class AuditService {
  constructor(
    private readonly database: DataSource,
    private readonly chain: AuditChain,
  ) {}

  /** The workspace's events under the filter, newest first; not for campaign-limited keys. */
  async list(actor: Actor, args: ListAuditEventsArgs): Promise<Connection<AuditEvent>> {
    assertWholeWorkspace(actor);
    const { action, actorId, subjectId, from, to } = args.filter ?? {};
    const query = this.database
      .getRepository(AuditEvent)
      .createQueryBuilder("event")
      .where({ workspaceId: workspaceIdOf(actor) });
    if (isGiven(action)) query.andWhere({ action });
    if (isGiven(actorId)) query.andWhere({ actorId });
    if (isGiven(subjectId)) query.andWhere({ subjectId });
    if (from) query.andWhere("event.at >= :from", { from });
    if (to) query.andWhere("event.at < :to", { to });
    return paginate(query, args);
  }

  /** Recomputes the caller's workspace's chain. */
  async verify(actor: Actor): Promise<AuditVerification> {
    assertWholeWorkspace(actor);
    return this.verifyWorkspace(workspaceIdOf(actor));
  }

  /** Recomputes one workspace's chain from its first event to its head. */
  async verifyWorkspace(workspaceId: string): Promise<AuditVerification> {
    const events = await this.database
      .getRepository(AuditEvent)
      .find({ where: { workspaceId }, order: { sequence: "ASC" } });
    const head = await this.database.getRepository(AuditHead).findOneBy({ workspaceId });
    const broken = this.chain.findBreak(events, head);
    return {
      isWhole: broken === null,
      events: events.length,
      brokenAt: broken?.sequence ?? null,
      problem: broken?.problem ?? null,
    };
  }
}

function assertWholeWorkspace(actor: Actor): void {
  if (actor.campaignId === null) return;
  throw new ApiError("FORBIDDEN", { reason: "The audit log is the whole workspace's" });
}
