import { type DataSource, In, LessThan } from "typeorm";
import { Alert } from "./alert.entity.js";
import type { AlertCheck } from "./alert-watch.js";

const DAY_MS = 86_400_000;
const DELETE_MAX = 500;

/** Drops alerts that have been closed for as long as the requests behind them are kept. */
export class AlertRetention implements AlertCheck {
  constructor(
    private readonly database: DataSource,
    private readonly retentionDays: number,
  ) {}

  async run(now: Date): Promise<void> {
    const alerts = this.database.getRepository(Alert);
    const closedAt = LessThan(new Date(now.getTime() - this.retentionDays * DAY_MS));
    for (;;) {
      const old = await alerts.find({
        select: { id: true },
        where: { status: "CLOSED", closedAt },
        take: DELETE_MAX,
      });
      if (old.length === 0) return;
      await alerts.delete({ id: In(old.map(({ id }) => id)) });
    }
  }
}
