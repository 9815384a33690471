import { redactKeys } from "@latchkey/shared";
import { type DataSource, IsNull } from "typeorm";
import type { Clock } from "../base/clock.js";
import { ApiKey } from "../resources/api-keys/api-key.entity.js";
import { ApiKeySecret } from "../resources/api-keys/api-key-secret.entity.js";
import type { KeyHasher } from "../resources/api-keys/key-hasher.js";
import type { KeyRecord } from "./key-record.js";

const INTERVAL_MS = 60_000;
const SECRETS_MAX = 100_000;
const USER_AGENT_MAX = 300;

/**
 * Notes when, from where and by which client a key and its secret were last used: at most once a
 * minute a secret, beside the request and not in its way. A later instant is never replaced by an
 * earlier one.
 */
export class KeyUsage {
  private readonly notedAt = new Map<string, number>();
  private readonly writing = new Set<Promise<void>>();

  constructor(
    private readonly database: DataSource,
    private readonly hasher: KeyHasher,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  note(key: KeyRecord, address: string | null, userAgent: string | null): void {
    const now = this.clock.now();
    const secretId = key.secret.id;
    const last = this.notedAt.get(secretId);
    if (last !== undefined && now.getTime() - last < INTERVAL_MS) return;
    if (this.notedAt.size >= SECRETS_MAX) this.notedAt.clear();
    this.notedAt.set(secretId, now.getTime());
    this.track(this.write(key, now, address, userAgent), () => this.notedAt.delete(secretId));
  }

  /** Moves a secret that was just used to the first pepper; one that another request moved stays. */
  rehash(key: KeyRecord, secret: string): void {
    this.track(
      this.database
        .getRepository(ApiKeySecret)
        .update(
          { id: key.secret.id, pepperVersion: key.secret.pepperVersion },
          this.hasher.hash(secret),
        ),
    );
  }

  /** Waits for what is being written. */
  async close(): Promise<void> {
    await Promise.all(this.writing);
  }

  private track(work: Promise<unknown>, onFailure?: () => void): void {
    const write = work
      .then(
        () => undefined,
        (error: unknown) => {
          onFailure?.();
          this.onError(error);
        },
      )
      .finally(() => this.writing.delete(write));
    this.writing.add(write);
  }

  private async write(
    key: KeyRecord,
    at: Date,
    address: string | null,
    userAgent: string | null,
  ): Promise<void> {
    const isLater = "(lastUsedAt IS NULL OR lastUsedAt < :at)";
    await this.database
      .createQueryBuilder()
      .update(ApiKey)
      .set({ lastUsedAt: at, lastUsedIp: address })
      .where(`id = :id AND deletedAt IS NULL AND ${isLater}`, { id: key.id, at })
      .execute();
    const secrets = this.database.getRepository(ApiKeySecret);
    await secrets
      .createQueryBuilder()
      .update()
      .set({
        lastUsedAt: at,
        lastUsedIp: address,
        lastUsedUserAgent: userAgent && redactKeys(userAgent).slice(0, USER_AGENT_MAX),
      })
      .where(`id = :id AND ${isLater}`, { id: key.secret.id, at })
      .execute();
    await secrets.update({ id: key.secret.id, firstUsedAt: IsNull() }, { firstUsedAt: at });
  }
}
