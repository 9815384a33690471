import { setImmediate } from "node:timers/promises";
import { Between, type DataSource, type FindOperator, LessThanOrEqual, MoreThan } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import { isGiven } from "../../base/is-given.js";
import { ListOrder } from "../../base/list-order.js";
import type { Connection } from "../../base/page.js";
import type { FieldNames } from "../../base/row-fields.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { orderIndex, pageIndex } from "../../database/page-index.js";
import { RowReader } from "../../database/row-reader.js";
import { Where } from "../../database/where.js";
import type { AuditEventFilter, AuditVerification, ListAuditEventsArgs } from "./audit.inputs.js";
import type { AuditChain } from "./audit-chain.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { type ChainBreak, ChainWalk } from "./chain-walk.js";

const VERIFIED_AT_ONCE = 500;

/** An event's id is made as its instant is taken; a clock may have been set back meanwhile. */
const CLOCK_SET_BACK_MS = 600_000;

const INDEXED = [
  ["action", "audit_events_action"],
  ["actorId", "audit_events_actor"],
  ["subjectId", "audit_events_subject"],
] as const;

/** Reads the audit log and says whether it is whole. */
export class AuditService {
  private readonly rows: RowReader<AuditEvent>;

  constructor(
    private readonly database: DataSource,
    private readonly chain: AuditChain,
  ) {
    this.rows = new RowReader(database, AuditEvent, {});
  }

  /** The workspace's events under the filter, newest first; not for campaign-limited keys. */
  async list(
    actor: Actor,
    args: ListAuditEventsArgs,
    fields: FieldNames,
  ): Promise<Connection<AuditEvent>> {
    assertWholeWorkspace(actor);
    const workspace = Where.equal("workspaceId", workspaceIdOf(actor));
    const filter = args.filter ?? {};
    let where = withSpan(workspace, filter);
    const conditions = [];
    for (const [column, index] of INDEXED) {
      const value = filter[column];
      if (!isGiven(value)) continue;
      where = where.and(`${column} = ?`, value);
      conditions.push({ index, where: workspace.and(`${column} = ?`, value), isInOrder: true });
    }
    const all = orderIndex("audit_events", ListOrder.CREATED_AT_DESC);
    const index = await pageIndex(this.database, "audit_events", all, conditions);
    return this.rows.page(where, args, fields, index);
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

/** Ids sort by creation, and each index ends in them. */
function withSpan(where: Where, { from, to }: AuditEventFilter): Where {
  let narrowed = where;
  if (from) {
    const first = new Date(from.getTime() - CLOCK_SET_BACK_MS);
    narrowed = narrowed.and("at >= ? AND id >= ?", from, firstIdOf(first));
  }
  if (to) {
    const last = new Date(to.getTime() + CLOCK_SET_BACK_MS);
    narrowed = narrowed.and("at < ? AND id < ?", to, firstIdOf(last));
  }
  return narrowed;
}

function assertWholeWorkspace(actor: Actor): void {
  if (actor.campaignId === null) return;
  throw new ApiError("FORBIDDEN", { reason: "The audit log is the whole workspace's" });
}
