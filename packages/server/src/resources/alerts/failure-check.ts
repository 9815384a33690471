import { ALERT_THRESHOLDS } from "@latchkey/shared";
import { In, LessThanOrEqual, Not } from "typeorm";
import { inBatches } from "../../base/in-batches.js";
import { isMysql } from "../../database/migrate.js";
import { AuthFailure } from "../request-logs/auth-failure.entity.js";
import { Alert } from "./alert.entity.js";
import type { AlertStore } from "./alert.store.js";
import { type AlertFinding, writeIdentity } from "./alert-finding.js";
import type { AlertCheck } from "./alert-watch.js";
import {
  endOf,
  type FailureCell,
  type FailureSeries,
  findBurst,
  groupFailures,
} from "./failure-bursts.js";

const { failures } = ALERT_THRESHOLDS;
const WINDOW_SECONDS = failures.windowMinutes * 60;
const DAY_SECONDS = 86_400;
/** What became known later than this is history, and no alert. */
const LATE_MAX_SECONDS = DAY_SECONDS;
/** How long the counts are kept that an alert's own count is made of. */
const KEPT_SECONDS = 7 * DAY_SECONDS;
/** Minutes that are looked at in one go. */
const CELLS_MAX = 5000;
const KINDS = ["KEY_AUTHENTICATION_FAILURES", "ADDRESS_AUTHENTICATION_FAILURES"] as const;

/**
 * Looks at failed authentications as they become known. Each minute of them is marked until it was
 * looked at, so that none is missed, however late its rows came, and a run that is made again finds
 * the same: an alert's count is counted anew, and never added to.
 */
export class FailureCheck implements AlertCheck {
  constructor(private readonly store: AlertStore) {}

  async run(now: Date): Promise<void> {
    for (;;) {
      const news = await this.findNews();
      await this.look(news, now);
      await this.markSeen(news);
      if (news.length < CELLS_MAX) break;
    }
    await this.closeQuiet(now);
    const oldest = Math.floor(now.getTime() / 1000) - KEPT_SECONDS;
    await this.store.database
      .getRepository(AuthFailure)
      .delete({ startSeconds: LessThanOrEqual(oldest) });
  }

  private findNews(): Promise<AuthFailure[]> {
    return this.store.database.getRepository(AuthFailure).find({
      where: { isNew: true },
      order: { startSeconds: "ASC" },
      take: CELLS_MAX,
    });
  }

  private async look(news: readonly AuthFailure[], now: Date): Promise<void> {
    const oldest = Math.floor(now.getTime() / 1000) - LATE_MAX_SECONDS;
    const [first] = news.filter(({ startSeconds }) => startSeconds >= oldest);
    const last = news.at(-1);
    if (!first || !last) return;
    const cells = await this.readCells(first.startSeconds, last.startSeconds);
    const series = groupFailures(cells);
    const identities = series.map(({ identity }) => writeIdentity(identity));
    const standing = await this.store.findStanding(identities);
    const findings: AlertFinding[] = [];
    for (const one of series) {
      const alert = standing.get(writeIdentity(one.identity));
      const finding = alert ? await this.goOn(one, alert) : findBurst(one);
      if (finding) findings.push(finding);
    }
    await this.store.keep(findings);
  }

  private readCells(from: number, to: number): Promise<FailureCell[]> {
    return this.store.database
      .getRepository(AuthFailure)
      .createQueryBuilder("cell")
      .where("cell.startSeconds > :from", { from: from - WINDOW_SECONDS })
      .andWhere("cell.startSeconds < :to", { to: to + WINDOW_SECONDS })
      .getMany();
  }

  /** What an alert that is told already has to be brought up to: it holds as long as there is any failure. */
  private async goOn({ identity, cells }: FailureSeries, alert: Alert): Promise<AlertFinding> {
    const lastSeenAt = endOf(cells);
    const from = Math.floor((alert.facts.from ?? lastSeenAt).getTime() / 1000);
    const { workspaceId, apiKeyId, subject } = identity;
    const query = this.store.database
      .getRepository(AuthFailure)
      .createQueryBuilder("cell")
      .select("SUM(cell.total)", "total")
      .where({ workspaceId: workspaceId ?? "" })
      .andWhere(apiKeyId === null ? { address: subject } : { apiKeyId })
      .andWhere("cell.startSeconds >= :from", { from });
    const sum = await query.getRawOne<{ total: unknown }>();
    return { ...identity, lastSeenAt, count: Number(sum?.total ?? 0), facts: { to: lastSeenAt } };
  }

  /** A minute that was added to meanwhile stays new. */
  private async markSeen(news: readonly AuthFailure[]): Promise<void> {
    for (const some of inBatches(news, 200)) {
      const places = some.map(() => "(?, ?, ?, ?, ?)").join(", ");
      await this.store.database.query(
        `UPDATE auth_failures SET isNew = 0 WHERE isNew = 1
          AND (workspaceId, apiKeyId, address, startSeconds, total) IN (${isMysql(this.store.database) ? places : `VALUES ${places}`})`,
        some.flatMap((cell) => [
          cell.workspaceId,
          cell.apiKeyId,
          cell.address,
          cell.startSeconds,
          cell.total,
        ]),
      );
    }
  }

  private async closeQuiet(now: Date): Promise<void> {
    const quietSince = new Date(now.getTime() - failures.quietMinutes * 60_000);
    const over = await this.store.database.getRepository(Alert).find({
      select: { id: true },
      where: {
        kind: In([...KINDS]),
        status: Not("CLOSED"),
        lastSeenAt: LessThanOrEqual(quietSince),
      },
    });
    await this.store.close(over.map(({ id }) => ({ id, reason: "QUIET" })));
  }
}
