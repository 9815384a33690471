import { setImmediate } from "node:timers/promises";
import { Between, type DataSource, type FindOperator, LessThanOrEqual, MoreThan } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import { paginate } from "../../database/paginate.js";
import type { AuditVerification, ListAuditEventsArgs } from "./audit.inputs.js";
import type { AuditChain } from "./audit-chain.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { type ChainBreak, ChainWalk } from "./chain-walk.js";

const VERIFIED_AT_ONCE = 500;

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

  /** Recomputes one workspace's chain from its first event to its head, a page at a time. */
  async verifyWorkspace(workspaceId: string): Promise<AuditVerification> {
    const walk = new ChainWalk(this.chain);
    const broken = await this.findBreak(workspaceId, walk);
    if (broken === null) {
      return { isWhole: true, events: walk.length, brokenAt: null, problem: null };
    }
    const events = await this.database.getRepository(AuditEvent).countBy({ workspaceId });
    return { isWhole: false, events, brokenAt: broken.sequence, problem: broken.problem };
  }

  private async findBreak(workspaceId: string, walk: ChainWalk): Promise<ChainBreak | null> {
    const heads = this.database.getRepository(AuditHead);
    for (;;) {
      // Before the events: what is recorded meanwhile comes with them, and the head is read again.
      const head = await heads.findOneBy({ workspaceId });
      const events = await this.readAfter(workspaceId, walk.length);
      if (events.length === 0) return walk.end(head);
      const broken = walk.follow(events);
      if (broken) return broken;
      // Requests have their turn in between.
      await setImmediate();
    }
  }

  private async readAfter(workspaceId: string, sequence: number): Promise<AuditEvent[]> {
    // Without an upper end MariaDB would go through the chain from its first event each time.
    const last = sequence + VERIFIED_AT_ONCE;
    const next = sequence === 0 ? LessThanOrEqual(last) : Between(sequence + 1, last);
    const events = await this.read(workspaceId, next);
    // None, or those that are there behind a gap.
    return events.length > 0 ? events : this.read(workspaceId, MoreThan(sequence));
  }

  private read(workspaceId: string, sequence: FindOperator<number>): Promise<AuditEvent[]> {
    return this.database.getRepository(AuditEvent).find({
      where: { workspaceId, sequence },
      order: { sequence: "ASC" },
      take: VERIFIED_AT_ONCE,
    });
  }
}

function assertWholeWorkspace(actor: Actor): void {
  if (actor.campaignId === null) return;
  throw new ApiError("FORBIDDEN", { reason: "The audit log is the whole workspace's" });
}
