import type { AuditAction, AuditSubject } from "@latchkey/shared";
import type { EntityManager } from "typeorm";
import type { Actor } from "../../base/actor.js";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { rowLock } from "../../database/row-lock.js";
import { type AuditChain, CHAIN_START } from "./audit-chain.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { NamesNow } from "./names-now.js";

/** A change to be recorded. `before` and `after` hold the fields that differ, and nothing secret. */
export interface AuditedChange {
  readonly workspaceId: string;
  readonly action: AuditAction;
  readonly subjectKind: AuditSubject;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly before?: Readonly<Record<string, unknown>> | null;
  readonly after?: Readonly<Record<string, unknown>> | null;
}

/** Who made a change: the caller, or the system's own work. */
export type AuditedActor = Actor | { readonly kind: "system"; readonly name: string };

/** Writes the audit log. Every service that changes authority calls it in the change's own transaction. */
export class AuditTrail {
  constructor(
    private readonly chain: AuditChain,
    private readonly clock: Clock,
  ) {}

  /** Appends one event to the workspace's chain; it commits or rolls back with the change. */
  async record(manager: EntityManager, actor: AuditedActor, change: AuditedChange): Promise<void> {
    await this.recordAll(manager, actor, change.workspaceId, [change]);
  }

  /** Appends an event for each of a workspace's changes, in their order, by as many statements as for one. */
  async recordAll(
    manager: EntityManager,
    actor: AuditedActor,
    workspaceId: string,
    changes: readonly Omit<AuditedChange, "workspaceId">[],
  ): Promise<void> {
    const names = new NamesNow(manager);
    const texts: Array<Pick<AuditEvent, "before" | "after">> = [];
    for (const { before, after } of changes) {
      texts.push({
        before: await fieldsText(names, before),
        after: await fieldsText(names, after),
      });
    }
    let head = await this.lockHead(manager, workspaceId);
    const events: AuditEvent[] = [];
    for (const [index, { action, subjectKind, subjectId, subjectName }] of changes.entries()) {
      const event = manager.create(AuditEvent, {
        id: newId(),
        workspaceId,
        sequence: head.sequence + 1,
        at: this.clock.now(),
        ...describeActor(actor),
        action,
        subjectKind,
        subjectId,
        subjectName,
        ...texts[index],
        keyVersion: this.chain.keyVersion,
        previousHash: head.hash,
      });
      const hash = this.chain.hash(event);
      if (!hash) throw new Error("The audit log's own key is missing");
      event.hash = hash;
      events.push(event);
      head = { workspaceId, sequence: event.sequence, hash };
    }
    await manager.insert(AuditEvent, events);
    await manager.update(AuditHead, { workspaceId }, { sequence: head.sequence, hash: head.hash });
  }

  /** Waits until the chain's end is this transaction's alone; the first event makes it. */
  private async lockHead(manager: EntityManager, workspaceId: string): Promise<AuditHead> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(AuditHead)
      .values({ workspaceId, sequence: 0, hash: CHAIN_START })
      // Not "ignore": that takes a shared lock first, and two of those make a deadlock.
      .orUpdate(["workspaceId"], ["workspaceId"])
      .updateEntity(false)
      .execute();
    return manager.findOneOrFail(AuditHead, {
      where: { workspaceId },
      ...rowLock(manager),
    });
  }
}

async function fieldsText(
  names: NamesNow,
  fields: AuditedChange["before"],
): Promise<string | null> {
  return fields ? JSON.stringify(await names.addTo(fields)) : null;
}

function describeActor(
  actor: AuditedActor,
): Pick<AuditEvent, "actorKind" | "actorId" | "actorName" | "ip"> {
  switch (actor.kind) {
    case "session":
      return {
        actorKind: "session",
        actorId: actor.user.id,
        actorName: actor.user.email,
        ip: actor.address,
      };
    case "key":
      return {
        actorKind: "key",
        actorId: actor.apiKey.id,
        actorName: actor.apiKey.name,
        ip: actor.address,
      };
    case "system":
      return { actorKind: "system", actorId: null, actorName: actor.name, ip: null };
    case "anonymous":
      throw new Error("Nobody changes authority without a key or a session");
  }
}
