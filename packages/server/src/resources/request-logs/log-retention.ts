import type { DataSource } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { LogPartitions } from "./log-partitions.js";
import type { RequestLogSink } from "./request-log.sink.js";
import { deleteRollupsBefore } from "./rollup-retention.js";

const INTERVAL_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * Drops request logs that are older than they may be kept, and makes room for those to come, hourly.
 * Whole UTC days go, so that what roll-ups say of a day and its rows go together.
 */
export class LogRetention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly sink: RequestLogSink,
    private readonly clock: Clock,
    private readonly retentionDays: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  /** Resolves once the first round is over; later ones come by themselves. */
  start(): Promise<unknown> {
    const round = () => {
      this.running = this.run().catch(this.onError);
      return this.running;
    };
    this.timer = setInterval(round, INTERVAL_MS);
    this.timer.unref();
    return round();
  }

  /** Drops them now; returns how many rows went. */
  async run(): Promise<number> {
    const now = this.clock.now();
    await new LogPartitions(this.database).prepare(now);
    const today = Math.floor(now.getTime() / DAY_MS);
    const oldest = new Date((today - this.retentionDays) * DAY_MS);
    await deleteRollupsBefore(this.database, oldest, now);
    return this.sink.deleteBefore(oldest);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }
}
