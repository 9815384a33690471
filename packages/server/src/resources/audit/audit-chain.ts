import { createHmac, hkdfSync } from "node:crypto";
import type { Pepper } from "../../base/config.js";
import type { AuditEvent } from "./audit-event.entity.js";

/** What comes before a chain's first event. */
export const CHAIN_START = Buffer.alloc(32);

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
