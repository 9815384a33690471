import type { Clock } from "../../base/clock.js";
import type { RequestLogSink } from "./request-log.sink.js";

const INTERVAL_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Drops request logs that are older than they may be kept, hourly. */
export class LogRetention {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly sink: RequestLogSink,
    private readonly clock: Clock,
    private readonly retentionDays: number,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.run().catch(this.onError), INTERVAL_MS);
    this.timer.unref();
  }

  /** Drops them now; returns how many rows went. */
  run(): Promise<number> {
    const oldest = new Date(this.clock.now().getTime() - this.retentionDays * DAY_MS);
    return this.sink.deleteBefore(oldest);
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
