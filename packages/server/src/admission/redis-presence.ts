import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";

const PROBE_MS = 250;
const HEARTBEAT_MS = 2_000;
const ABSENT_MS = 3 * HEARTBEAT_MS;
const REPLICAS_KEY = "latchkey:replicas";

/** Whether Redis answers, and how many replicas meet there. */
export class RedisPresence {
  private readonly id = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private lastHeartbeatAtMs = 0;
  private isAnswering = true;
  private count = 1;
  private isClosed = false;

  constructor(
    private readonly redis: Redis,
    private readonly onChange: (isUp: boolean, error: unknown) => void,
  ) {}

  get isUp(): boolean {
    return this.isAnswering;
  }

  /** Replicas counted when Redis last answered; at least this one. */
  get replicas(): number {
    return this.count;
  }

  start(): void {
    void this.probe();
  }

  /** A call was not answered: Redis is down until a probe is. */
  noteFailure(error: unknown): void {
    if (!this.isAnswering) return;
    this.isAnswering = false;
    this.onChange(false, error);
  }

  async stop(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    if (this.isAnswering) await this.redis.zrem(REPLICAS_KEY, this.id).catch(() => undefined);
  }

  private async probe(): Promise<void> {
    try {
      if (!this.isAnswering || performance.now() - this.lastHeartbeatAtMs >= HEARTBEAT_MS) {
        await this.beat();
      }
    } catch (error) {
      this.noteFailure(error);
    }
    if (this.isClosed) return;
    this.timer = setTimeout(() => void this.probe(), PROBE_MS);
  }

  private async beat(): Promise<void> {
    const [seconds] = await this.redis.time();
    const nowMs = Number(seconds) * 1000;
    await this.redis.zadd(REPLICAS_KEY, nowMs, this.id);
    await this.redis.zremrangebyscore(REPLICAS_KEY, 0, nowMs - ABSENT_MS);
    this.count = Math.max(1, await this.redis.zcard(REPLICAS_KEY));
    this.lastHeartbeatAtMs = performance.now();
    if (this.isAnswering) return;
    this.isAnswering = true;
    this.onChange(true, null);
  }
}
