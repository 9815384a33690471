import { createHmac } from "node:crypto";
import type { Pepper } from "../../base/config.js";

/** What is kept of a secret. */
export interface KeyHash {
  readonly hash: Buffer;
  readonly pepperVersion: number;
}

/** HMAC-SHA-256 of whole keys under versioned peppers: the first one hashes, all of them verify. */
export class KeyHasher {
  private readonly first: Pepper;

  constructor(private readonly peppers: readonly Pepper[]) {
    const [first] = peppers;
    if (!first) throw new Error("There is no pepper to hash keys under");
    this.first = first;
  }

  /** The version that new secrets are hashed under. */
  get firstVersion(): number {
    return this.first.version;
  }

  /** The versions it knows, the first one first. */
  get versions(): readonly number[] {
    return this.peppers.map((pepper) => pepper.version);
  }

  /** The hash to store for a new secret. */
  hash(secret: string): KeyHash {
    return { hash: hmac(this.first, secret), pepperVersion: this.first.version };
  }

  /** Every hash under which a presented secret may be stored, one a pepper. */
  candidates(secret: string): Buffer[] {
    return this.peppers.map((pepper) => hmac(pepper, secret));
  }
}

function hmac(pepper: Pepper, secret: string): Buffer {
  return createHmac("sha256", pepper.secret).update(secret).digest();
}
