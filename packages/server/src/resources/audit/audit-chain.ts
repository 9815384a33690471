import { createHmac, hkdfSync } from "node:crypto";
import type { Pepper } from "../../base/config.js";
import type { AuditEvent } from "./audit-event.entity.js";

/** What comes before a chain's first event. */
export const CHAIN_START = Buffer.alloc(32);

/** Where a chain is broken, and how. */
export interface ChainBreak {
  readonly sequence: number;
  readonly problem: string;
}

type HashedFields = Omit<AuditEvent, "hash">;

/**
 * Hashes of audit events, each over the one before, under keys derived from the peppers (HKDF-SHA-256):
 * whoever can write to the database alone cannot make a changed chain look whole.
 */
export class AuditChain {
  private readonly keys: ReadonlyMap<number, Buffer>;
  /** The version that new events are hashed under. */
  readonly keyVersion: number;

  constructor(peppers: readonly Pepper[]) {
    const [first] = peppers;
    if (!first) throw new Error("There is no pepper to derive the audit log's key from");
    this.keyVersion = first.version;
    this.keys = new Map(
      peppers.map(({ version, secret }) => [
        version,
        Buffer.from(hkdfSync("sha256", secret, "", "latchkey audit chain", 32)),
      ]),
    );
  }

  /** The hash of an event; null when its key's pepper is gone. */
  hash(event: HashedFields): Buffer | null {
    const key = this.keys.get(event.keyVersion);
    return key ? createHmac("sha256", key).update(canonical(event)).digest() : null;
  }

  /**
   * Checks a whole chain against its head, in order; null when it is whole. Finds what was changed,
   * removed, swapped, added or cut off.
   */
  findBreak(
    events: readonly AuditEvent[],
    head: { readonly sequence: number; readonly hash: Buffer } | null,
  ): ChainBreak | null {
    let previous: Buffer = CHAIN_START;
    for (const [index, event] of events.entries()) {
      const sequence = index + 1;
      if (event.sequence !== sequence) {
        return { sequence, problem: `Event ${sequence} is missing.` };
      }
      const expected = this.hash(event);
      if (!expected) {
        return {
          sequence,
          problem: `The pepper of version ${event.keyVersion} is not configured.`,
        };
      }
      if (!event.previousHash.equals(previous) || !event.hash.equals(expected)) {
        return { sequence, problem: `Event ${sequence} is not what was recorded.` };
      }
      previous = event.hash;
    }
    const last = head?.sequence ?? 0;
    if (last !== events.length || !(head?.hash ?? CHAIN_START).equals(previous)) {
      return {
        sequence: events.length + 1,
        problem: `The log ends at event ${events.length}, but ${last} were recorded.`,
      };
    }
    return null;
  }
}

/** One text for an event, whatever the database: fields in a fixed order, as JSON. */
function canonical(event: HashedFields): string {
  return JSON.stringify([
    event.previousHash.toString("hex"),
    event.id,
    event.workspaceId,
    event.sequence,
    event.at.toISOString(),
    event.actorKind,
    event.actorId,
    event.actorName,
    event.ip,
    event.action,
    event.subjectKind,
    event.subjectId,
    event.subjectName,
    event.before,
    event.after,
    event.keyVersion,
  ]);
}
