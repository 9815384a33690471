import { redactKeys } from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import type { Clock } from "../base/clock.js";
import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import { ApiKeySecret } from "../resources/api-keys/api-key-secret.entity.js";
import type { KeyHasher } from "../resources/api-keys/key-hasher.js";
import type { KeyRecord } from "./key-record.js";

/** A use that is not written at once is written after so long, and a sweep: within a minute. */
const INTERVAL_MS = 55_000;
const SWEEP_MS = 2_000;
const SECRETS_MAX = 100_000;
const USER_AGENT_MAX = 300;
/** What the process takes of its end to write what is left. */
const CLOSE_MAX_MS = 2_000;

/** One use of a key. */
interface KeyUse {
  readonly key: KeyRecord;
  readonly at: Date;
  readonly address: string | null;
  readonly userAgent: string | null;
}

/**
 * Notes when, from where and by which client a key and its secret were last used, beside the request
 * and not in its way: the first use at once, and of those that follow the last one, about once a
 * minute. A later instant is never replaced by an earlier one.
 */
export class KeyUsage {
  /** When each secret's last use was written. */
  private readonly notedAt = new Map<string, number>();
  /** The last use of each secret that was used again since. */
  private readonly waiting = new Map<string, KeyUse>();
  private readonly writing = new Set<Promise<void>>();
  private sweeping: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Begins to write the uses that wait. */
  start(): void {
    this.timer = setInterval(() => {
      this.sweeping ??= this.writeDue().finally(() => {
        this.sweeping = null;
      });
    }, SWEEP_MS);
    this.timer.unref();
  }

  /** A request came in with the key's secret; one that is not under the first pepper is moved to it. */
  note(key: KeyRecord, secret: string, address: string | null, userAgent: string | null): void {
    if (key.secret.pepperVersion !== this.hasher.firstVersion) this.rehash(key, secret);
    const use = { key, at: this.clock.now(), address, userAgent };
    const last = this.notedAt.get(key.secret.id);
    if (last !== undefined && use.at.getTime() - last < INTERVAL_MS) {
      this.waiting.set(key.secret.id, use);
      return;
    }
    this.track(this.writeNoted(use));
  }

  /** Writes the uses that wait, those that there is time for. */
  async close(): Promise<void> {
    clearInterval(this.timer);
    await this.sweeping;
    const endsAtMs = performance.now() + CLOSE_MAX_MS;
    await this.writeWaiting(() => performance.now() < endsAtMs);
    await Promise.all(this.writing);
  }

  /** One that another request moved stays as it is. */
  private rehash({ secret: { id, pepperVersion } }: KeyRecord, secret: string): void {
    const secrets = this.database.getRepository(ApiKeySecret);
    this.track(secrets.update({ id, pepperVersion }, this.hasher.hash(secret)));
  }

  /** One after another: a thousand keys at once would take the pool from the requests. */
  private writeDue(): Promise<void> {
    const before = this.clock.now().getTime() - INTERVAL_MS;
    return this.writeWaiting((use) => (this.notedAt.get(use.key.secret.id) ?? 0) <= before);
  }

  private async writeWaiting(isDue: (use: KeyUse) => boolean): Promise<void> {
    try {
      for (const use of [...this.waiting.values()]) if (isDue(use)) await this.writeNoted(use);
    } catch (error) {
      // The rest would fail as well; the next sweep tries again.
      this.onError(error);
    }
  }

  private async writeNoted(use: KeyUse): Promise<void> {
    const secretId = use.key.secret.id;
    if (this.notedAt.size >= SECRETS_MAX) this.notedAt.clear();
    this.notedAt.set(secretId, this.clock.now().getTime());
    this.waiting.delete(secretId);
    try {
      await this.write(use);
    } catch (error) {
      this.notedAt.delete(secretId);
      if (!this.waiting.has(secretId)) this.waiting.set(secretId, use);
      throw error;
    }
  }

  private track(work: Promise<unknown>): void {
    const write = work
      .then(() => undefined, this.onError)
      .finally(() => this.writing.delete(write));
    this.writing.add(write);
  }

  private async write({ key, at, address, userAgent }: KeyUse): Promise<void> {
    const isLater = "(lastUsedAt IS NULL OR lastUsedAt < :at)";
    const lastUse = {
      lastUsedAt: at,
      lastUsedIp: address,
      lastUsedUserAgent: userAgent && redactKeys(userAgent).slice(0, USER_AGENT_MAX),
    };
    await this.database
      .createQueryBuilder()
      .update(ApiKey)
      .set(lastUse)
      .where(`id = :id AND deletedAt IS NULL AND ${isLater}`, { id: key.id, at })
      .execute();
    const secrets = this.database.getRepository(ApiKeySecret);
    await secrets
      .createQueryBuilder()
      .update()
      .set(lastUse)
      .where(`id = :id AND ${isLater}`, { id: key.secret.id, at })
      .execute();
    await secrets.update({ id: key.secret.id, firstUsedAt: IsNull() }, { firstUsedAt: at });
  }
}
