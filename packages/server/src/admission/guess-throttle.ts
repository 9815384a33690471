import { LRUCache } from "lru-cache";
import { ApiError } from "../base/api-error.js";
import type { Clock } from "../base/clock.js";
import { networkOf } from "../base/network.js";
import type { KeyRecord, KeyRecords } from "./key-record.js";
import { SlidingWindow } from "./sliding-window.js";

const WINDOW_SECONDS = 10;

/** Failures in a window after which a network's, or everybody's, unknown keys are looked up together. */
const FAILURES_MAX = { network: 10, everybody: 500 } as const;

const NETWORKS_MAX = 20_000;
const BATCH_MS = 40;
const BATCH_MAX = 200;
const WAITING_MAX = 5_000;

interface Lookup {
  readonly secret: string;
  readonly resolve: (record: KeyRecord | null) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Makes guessing cheap to turn away without refusing anybody: where an address (IPv4) or a /64 (IPv6)
 * has sent many keys that failed, further keys from there that nobody remembers wait a moment and are
 * looked up many at a time. A valid key behind the same address is let in all the same.
 */
export class GuessThrottle {
  private readonly networks = new LRUCache<string, SlidingWindow>({ max: NETWORKS_MAX });
  private readonly everybody = new SlidingWindow(WINDOW_SECONDS);
  private waiting: Lookup[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly records: KeyRecords,
    private readonly clock: Clock,
  ) {}

  /** Whether so many keys failed, from here or altogether, that the next one had better wait for others. */
  isSuspect(address: string): boolean {
    const nowMs = this.clock.now().getTime();
    const failures = this.networks.get(networkOf(address))?.used(nowMs) ?? 0;
    return failures >= FAILURES_MAX.network || this.everybody.used(nowMs) >= FAILURES_MAX.everybody;
  }

  /** A key failed. */
  noteFailure(address: string): void {
    const nowMs = this.clock.now().getTime();
    this.everybody.used(nowMs);
    this.everybody.add(1);
    this.noteReportedFailure(address);
  }

  /** A key failed that another service was sent from this address: it counts there, and for nobody else. */
  noteReportedFailure(address: string): void {
    const nowMs = this.clock.now().getTime();
    const network = networkOf(address);
    let window = this.networks.get(network);
    if (!window) {
      window = new SlidingWindow(WINDOW_SECONDS);
      this.networks.set(network, window);
    }
    window.used(nowMs);
    window.add(1);
  }

  /** Looks a secret up together with the others that wait; 503 when far too many do. */
  find(secret: string): Promise<KeyRecord | null> {
    if (this.waiting.length >= WAITING_MAX) {
      return Promise.reject(
        new ApiError("UNAVAILABLE", { reason: "Too many unknown keys wait to be looked up" }),
      );
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ secret, resolve, reject });
      this.timer ??= setTimeout(() => this.lookUp(), BATCH_MS);
    });
  }

  private lookUp(): void {
    const batch = this.waiting.slice(0, BATCH_MAX);
    this.waiting = this.waiting.slice(BATCH_MAX);
    this.timer = this.waiting.length > 0 ? setTimeout(() => this.lookUp(), BATCH_MS) : undefined;
    this.records.findBySecrets(batch.map(({ secret }) => secret)).then(
      (records) => {
        for (const [index, { resolve }] of batch.entries()) resolve(records[index] ?? null);
      },
      (error: unknown) => {
        for (const { reject } of batch) reject(error);
      },
    );
  }
}
