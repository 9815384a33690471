import type { AuditAction, AuditSubject } from "@latchkey/shared";
import type { EntityManager } from "typeorm";
import type { Actor } from "../../base/actor.js";
import type { Clock } from "../../base/clock.js";
import { newId } from "../../database/new-id.js";
import { rowLock } from "../../database/row-lock.js";
import { type AuditChain, CHAIN_START } from "./audit-chain.js";
import { AuditEvent } from "./audit-event.entity.js";
import { AuditHead } from "./audit-head.entity.js";
import { withNames } from "./with-names.js";

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
    const before = await fieldsText(manager, change.before);
    const after = await fieldsText(manager, change.after);
    const head = await this.lockHead(manager, change.workspaceId);
    const event = manager.create(AuditEvent, {
      id: newId(),
      workspaceId: change.workspaceId,
      sequence: head.sequence + 1,
      at: this.clock.now(),
      ...describeActor(actor),
      action: change.action,
      subjectKind: change.subjectKind,
      subjectId: change.subjectId,
      subjectName: change.subjectName,
      before,
      after,
      keyVersion: this.chain.keyVersion,
      previousHash: head.hash,
    });
    const hash = this.chain.hash(event);
    if (!hash) throw new Error("The audit log's own key is missing");
    event.hash = hash;
    await manager.insert(AuditEvent, event);
    const next = { sequence: event.sequence, hash };
    await manager.update(AuditHead, { workspaceId: change.workspaceId }, next);
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
  manager: EntityManager,
  fields: AuditedChange["before"],
): Promise<string | null> {
  return fields ? JSON.stringify(await withNames(manager, fields)) : null;
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
