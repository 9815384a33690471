import { hash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { UPSERT_LIMITS } from "@latchkey/shared";
import { type DataSource, type EntityManager, LessThan } from "typeorm";
import { type Actor, personIdOf, workspaceIdOf } from "../../base/actor.js";
import { ApiError } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isDuplicate } from "../../database/failures.js";
import { newId } from "../../database/new-id.js";
import { IdempotentCall } from "./idempotent-call.entity.js";

const KEPT_MS = UPSERT_LIMITS.keptHours * 3_600_000;

/** A call that may be a retry: under whose key, and of what. */
export interface KeyedCall {
  readonly idempotencyKey: string;
  /** Which mutation with which input, as text. */
  readonly content: string;
}

/** Remembers what came of calls with an idempotency key, for a day, in the call's own transaction. */
export class IdempotentCalls {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Forgets the workspace's calls of more than a day ago; to be called before the transaction. */
  async forgetOld(actor: Actor): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database
      .getRepository(IdempotentCall)
      .delete({ workspaceId: workspaceIdOf(actor), createdAt: LessThan(before) });
  }

  /** The results of the same call, if it was done before; 409 when the key was used for another one. */
  async find(manager: EntityManager, actor: Actor, call: KeyedCall): Promise<unknown> {
    const known = await manager.findOneBy(IdempotentCall, {
      workspaceId: workspaceIdOf(actor),
      actorId: callerIdOf(actor),
      idempotencyKey: call.idempotencyKey,
    });
    if (!known) return null;
    if (!known.contentHash.equals(hashOf(call))) throw keyUsed();
    return JSON.parse(inflateRawSync(Buffer.from(known.results, "base64")).toString("utf8"));
  }

  /** Keeps what came of a call; 409 when the same key was used by another one at the same time. */
  async keep(
    manager: EntityManager,
    actor: Actor,
    call: KeyedCall,
    results: unknown,
  ): Promise<void> {
    try {
      await manager.insert(IdempotentCall, {
        id: newId(),
        workspaceId: workspaceIdOf(actor),
        actorId: callerIdOf(actor),
        idempotencyKey: call.idempotencyKey,
        contentHash: hashOf(call),
        results: deflateRawSync(JSON.stringify(results)).toString("base64"),
        createdAt: this.clock.now(),
      });
    } catch (error) {
      throw isDuplicate(error) ? keyUsed() : error;
    }
  }
}

function callerIdOf(actor: Actor): string {
  return actor.kind === "key" ? actor.apiKey.id : personIdOf(actor);
}

function hashOf({ content }: KeyedCall): Buffer {
  return hash("sha256", content, "buffer");
}

function keyUsed(): ApiError {
  const sentence = "This idempotency key was used for another call.";
  return new ApiError("CONFLICT", {
    message: sentence,
    extensions: { fields: { "input.idempotencyKey": sentence } },
  });
}
