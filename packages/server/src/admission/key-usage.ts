import type { DataSource } from "typeorm";
import type { Clock } from "../base/clock.js";
import { ApiKey } from "../resources/api-keys/api-key.entity.js";

const INTERVAL_MS = 60_000;
const KEYS_MAX = 100_000;

/**
 * Notes when and from where a key was last used: at most once a minute a key, beside the request
 * and not in its way. A later instant is never replaced by an earlier one.
 */
export class KeyUsage {
  private readonly notedAt = new Map<string, number>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  note(keyId: string, address: string): void {
    const now = this.clock.now();
    const last = this.notedAt.get(keyId);
    if (last !== undefined && now.getTime() - last < INTERVAL_MS) return;
    if (this.notedAt.size >= KEYS_MAX) this.notedAt.clear();
    this.notedAt.set(keyId, now.getTime());
    const write = this.write(keyId, now, address)
      .catch((error: unknown) => {
        this.notedAt.delete(keyId);
        this.onError(error);
      })
      .finally(() => this.writing.delete(write));
    this.writing.add(write);
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await Promise.all(this.writing);
  }

  private async write(keyId: string, at: Date, address: string): Promise<void> {
    await this.database
      .createQueryBuilder()
      .update(ApiKey)
      .set({ lastUsedAt: at, lastUsedIp: address })
      .where("id = :keyId AND (lastUsedAt IS NULL OR lastUsedAt < :at)", { keyId, at })
      .execute();
  }
}
