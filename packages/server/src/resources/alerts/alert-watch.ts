import type { DataSource } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { tryAlone } from "../../database/migrate.js";

const MINUTE_MS = 60_000;

/** One thing that alerts are found by. */
export interface AlertCheck {
  /** Finds what is new, and closes what is over, as of this instant. Running it twice changes nothing more. */
  run(now: Date): Promise<void>;
}

/** A check and how often it is due. */
export interface ScheduledCheck {
  readonly everyMinutes: number;
  readonly check: AlertCheck;
}

/** Runs the checks as they are due, on one replica at a time; where another one is at it, this one leaves it be. */
export class AlertWatch {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  private readonly ranAt = new Map<AlertCheck, number>();

  constructor(
    private readonly database: DataSource,
    private readonly checks: readonly ScheduledCheck[],
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.runDue());
    }, MINUTE_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Runs the checks that are due; one that fails keeps no other from its turn. */
  async runDue(): Promise<void> {
    const now = this.clock.now();
    const due = this.checks.filter(({ check, everyMinutes }) => {
      const ranAt = this.ranAt.get(check);
      if (ranAt === undefined) return true;
      const sinceMs = now.getTime() - ranAt;
      // A timer that comes a little early must not skip a turn, nor a clock that was set back many.
      return sinceMs < 0 || sinceMs >= (everyMinutes - 0.5) * MINUTE_MS;
    });
    for (const { check } of due) {
      this.ranAt.set(check, now.getTime());
      await tryAlone(this.database, "alerts", () => check.run(now)).catch(this.onError);
    }
  }
}
