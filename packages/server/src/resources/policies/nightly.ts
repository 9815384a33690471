import { type DataSource } from "typeorm";
import type { Clock } from "../../base/clock.js";
import { tryAlone } from "../../database/migrate.js";
import type { PolicyService } from "./policy.service.js";

const INTERVAL_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** The hour of the night, UTC, from which the job is run. */
const HOUR = 2;

/** Carries out the policies once a night, on one replica. */
export class NightlyPolicies {
  private timer: NodeJS.Timeout | undefined;
  private ranOn = -1;

  constructor(
    private readonly database: DataSource,
    private readonly policies: PolicyService,
    private readonly clock: Clock,
    private readonly onError: (error: unknown) => void,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.runIfDue().catch(this.onError), INTERVAL_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async runIfDue(): Promise<void> {
    const now = this.clock.now();
    const day = Math.floor(now.getTime() / DAY_MS);
    if (now.getUTCHours() < HOUR || this.ranOn === day) return;
    // The replica that does not get the lock leaves the night to the one that has it.
    await tryAlone(this.database, "policies", () => this.policies.runNightly());
    this.ranOn = day;
  }
}
