import { type AuditChain, CHAIN_START } from "./audit-chain.js";
import type { AuditEvent } from "./audit-event.entity.js";
import type { AuditHead } from "./audit-head.entity.js";

/** Where a chain is broken, and how. */
export interface ChainBreak {
  readonly sequence: number;
  readonly problem: string;
}

/**
 * Follows a chain from its first event to its head, some events at a time, in order. Finds what was
 * changed, removed, swapped, added or cut off; once something is, it is over.
 */
export class ChainWalk {
  /** How many events it has found as they were recorded. */
  length = 0;
  private previous: Buffer = CHAIN_START;

  constructor(private readonly chain: AuditChain) {}

  /** Checks the events that come next; null when they are whole. */
  follow(events: readonly AuditEvent[]): ChainBreak | null {
    for (const event of events) {
      const sequence = this.length + 1;
      const problem = this.problemOf(event, sequence);
      if (problem !== null) return { sequence, problem };
      this.length = sequence;
      this.previous = event.hash;
    }
    return null;
  }

  /** Checks that the chain ends where its head says; null when it does. */
  end(head: AuditHead | null): ChainBreak | null {
    const last = head?.sequence ?? 0;
    if (last === this.length && (head?.hash ?? CHAIN_START).equals(this.previous)) return null;
    return {
      sequence: this.length + 1,
      problem: `The log ends at event ${this.length}, but ${last} were recorded.`,
    };
  }

  private problemOf(event: AuditEvent, sequence: number): string | null {
    if (event.sequence !== sequence) return `Event ${sequence} is missing.`;
    const expected = this.chain.hash(event);
    if (!expected) return `The pepper of version ${event.keyVersion} is not configured.`;
    const isAsRecorded = event.previousHash.equals(this.previous) && event.hash.equals(expected);
    return isAsRecorded ? null : `Event ${sequence} is not what was recorded.`;
  }
}
