import { hash } from "node:crypto";
import DataLoader from "dataloader";
import { LRUCache } from "lru-cache";
import type { GuessThrottle } from "./guess-throttle.js";
import type { KeyRecord, KeyRecords } from "./key-record.js";

/** For how long a replica may go by a record without reading it again, whatever its version says. */
export const KEY_LEASE_MS = 2_000;

const KNOWN_MAX = 50_000;
const UNKNOWN_MAX = 20_000;

/** What was read of a presented secret. */
export interface RememberedKey {
  /** Null: no such key. */
  readonly record: KeyRecord | null;
  /** The limiter's version of the key from before the reading; it holds as long as that does. */
  readonly version: string;
  /** When the reading began, on the monotonic clock. */
  readonly readAtMs: number;
}

/** How one request looks up the keys that nobody remembers. */
export type FindKey = (secret: string) => Promise<KeyRecord | null>;

/** What the database said of secrets, for a short while, by their digests; a secret itself is not kept. */
export class KeyCache {
  private readonly known = new LRUCache<string, RememberedKey>({ max: KNOWN_MAX });
  // Apart, so that guesses do not push out what is in use.
  private readonly unknown = new LRUCache<string, RememberedKey>({ max: UNKNOWN_MAX });
  private readonly readings = new Map<string, Promise<RememberedKey>>();
  private hits = 0;
  private misses = 0;

  constructor(
    private readonly records: KeyRecords,
    private readonly throttle: GuessThrottle,
  ) {}

  /** Reads answered from memory and from the database since the start. */
  get figures(): { readonly hits: number; readonly misses: number } {
    return { hits: this.hits, misses: this.misses };
  }

  /** What is remembered of the secret, unless it is too old. */
  recall(secret: string): RememberedKey | null {
    const digest = digestOf(secret);
    const key = this.known.get(digest) ?? this.unknown.get(digest);
    if (!key || performance.now() - key.readAtMs >= KEY_LEASE_MS) return null;
    this.hits += 1;
    return key;
  }

  /** Reads a key that is not remembered, or no longer, at the version that was known last. */
  readFirst(secret: string, find: FindKey): Promise<RememberedKey> {
    return this.read(secret, this.known.peek(digestOf(secret))?.version ?? "", find);
  }

  /**
   * Reads the key, to be remembered at a version that was current before. A reading under way at the
   * same version serves too: a change since then shows in the version.
   */
  read(secret: string, version: string, find: FindKey): Promise<RememberedKey> {
    const digest = digestOf(secret);
    const name = `${version} ${digest}`;
    let reading = this.readings.get(name);
    if (!reading) {
      reading = this.readAndRemember(secret, digest, version, find).finally(() =>
        this.readings.delete(name),
      );
      this.readings.set(name, reading);
    }
    return reading;
  }

  /** Reads the key for one request alone, where no version can vouch for it. */
  async readAnew(secret: string, find: FindKey): Promise<KeyRecord | null> {
    this.misses += 1;
    return find(secret);
  }

  /** Looks up the key of a request from this address: at once, unless too many failed there. */
  finderFrom(address: string): FindKey {
    const { records, throttle } = this;
    return (secret) =>
      throttle.isSuspect(address) ? throttle.find(secret) : records.findBySecret(secret);
  }

  /** Looks up many keys of one request: by one statement those that are asked for together. */
  finderOfMany(): FindKey {
    // Without its cache: a key that is looked up again has changed.
    const loader = new DataLoader(
      (secrets: readonly string[]) => this.records.findBySecrets(secrets),
      { cache: false },
    );
    return (secret) => loader.load(secret);
  }

  private async readAndRemember(
    secret: string,
    digest: string,
    version: string,
    find: FindKey,
  ): Promise<RememberedKey> {
    const readAtMs = performance.now();
    const record = await this.readAnew(secret, find);
    const key = { record, version, readAtMs };
    (record ? this.known : this.unknown).set(digest, key);
    return key;
  }
}

function digestOf(secret: string): string {
  return hash("sha256", secret, "base64");
}
