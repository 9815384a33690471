import { redactKeys } from "@latchkey/shared";
import { LRUCache } from "lru-cache";
import type { KeptSize } from "../admission/documents.js";

const KEPT_MAX: KeptSize = { entries: 5000, bytes: 8 * 1024 * 1024 };
/** The key and the entry beside the text. */
const ENTRY_BYTES = 300;

/**
 * Texts of documents that clients sent by hash (automatic persisted queries), until others need the
 * room. Whose they are does not matter: a document's text is no secret, and running it takes scopes;
 * one that somebody wrote a key into is not kept. In the process only: a client that meets another one sends its text once more.
 */
export class PersistedQueries {
  private readonly texts: LRUCache<string, string>;

  constructor({ entries, bytes }: KeptSize = KEPT_MAX) {
    this.texts = new LRUCache({
      max: entries,
      maxSize: bytes,
      sizeCalculation: (text) => text.length * 2 + ENTRY_BYTES,
    });
  }

  /** The text of a SHA-256 in hexadecimal, or null. */
  find(sha256: string): string | null {
    return this.texts.get(sha256) ?? null;
  }

  /** Keeps a text that has been read; the hash must be its own. */
  keep(sha256: string, text: string): void {
    if (this.texts.has(sha256) || redactKeys(text) === text) this.texts.set(sha256, text);
  }

  /** How much is kept now. */
  measure(): KeptSize {
    return { entries: this.texts.size, bytes: this.texts.calculatedSize };
  }
}
