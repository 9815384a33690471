import { Brackets, type DataSource, Equal, IsNull, Or, type SelectQueryBuilder } from "typeorm";
import {
  type Actor,
  assertCampaignAllowed,
  isPlatformAdmin,
  workspaceIdOf,
} from "../../base/actor.js";
import { badInput } from "../../base/api-error.js";
import type { Clock } from "../../base/clock.js";
import { isGiven } from "../../base/is-given.js";
import type { Connection } from "../../base/page.js";
import { holdsItem } from "../../database/list-column.js";
import { isMysql } from "../../database/migrate.js";
import { paginate } from "../../database/paginate.js";
import { RequestLog } from "./request-log.entity.js";
import {
  type ListRequestLogsArgs,
  type RequestBucket,
  type RequestLogFilter,
  type RequestStats,
  type RequestStatsArgs,
  StatusClass,
} from "./request-log.inputs.js";

const INTERVAL_MIN_SECONDS = 60;
const INTERVAL_MAX_SECONDS = 604_800;
const BUCKETS_MAX = 1000;

const IS_ERROR = "CASE WHEN log.statusCode >= 400 OR log.errorCode IS NOT NULL THEN 1 ELSE 0 END";

/** An answer that tells both data and an error has a status below 400, and is the client's to mend. */
const STATUS_CONDITIONS: Readonly<Record<StatusClass, string>> = {
  [StatusClass.SUCCESS]: "log.statusCode < 400 AND log.errorCode IS NULL",
  [StatusClass.CLIENT_ERROR]:
    "log.statusCode < 500 AND (log.statusCode >= 400 OR log.errorCode IS NOT NULL)",
  [StatusClass.SERVER_ERROR]: "log.statusCode >= 500",
};

/** Reads the request logs; a campaign-limited key sees its campaign's. */
export class RequestLogService {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The requests under the filter, newest first. */
  async list(actor: Actor, args: ListRequestLogsArgs): Promise<Connection<RequestLog>> {
    return paginate(this.filtered(actor, args.filter ?? {}), args);
  }

  /** Figures over the requests under the filter. */
  async stats(actor: Actor, args: RequestStatsArgs): Promise<RequestStats> {
    const filter = args.filter ?? {};
    const interval = args.intervalSeconds ?? null;
    const spans = interval === null ? [] : this.bucketStarts(filter, interval);
    const row = await this.filtered(actor, filter)
      .select("COUNT(*)", "total")
      .addSelect(`COALESCE(SUM(${IS_ERROR}), 0)`, "errors")
      .addSelect("AVG(log.durationMs)", "averageMs")
      .getRawOne<{ total: unknown; errors: unknown; averageMs: unknown }>();
    const total = Number(row?.total ?? 0);
    const errors = Number(row?.errors ?? 0);
    return {
      total,
      errors,
      successRate: total === 0 ? null : (total - errors) / total,
      averageMs: total === 0 ? null : Number(row?.averageMs ?? 0),
      p50Ms: () => this.percentile(actor, filter, total, 0.5),
      p95Ms: () => this.percentile(actor, filter, total, 0.95),
      p99Ms: () => this.percentile(actor, filter, total, 0.99),
      buckets: interval === null ? [] : await this.buckets(actor, filter, interval, spans),
    };
  }

  /** The exact response time that this share of the requests did not exceed (nearest rank). */
  private async percentile(
    actor: Actor,
    filter: RequestLogFilter,
    total: number,
    share: number,
  ): Promise<number | null> {
    if (total === 0) return null;
    const row = await this.filtered(actor, filter)
      .orderBy("log.durationMs")
      .offset(Math.ceil(share * total) - 1)
      .limit(1)
      .getOne();
    return row?.durationMs ?? null;
  }

  private async buckets(
    actor: Actor,
    filter: RequestLogFilter,
    intervalSeconds: number,
    starts: readonly number[],
  ): Promise<RequestBucket[]> {
    // The interval is a checked integer; a parameter could not be repeated in GROUP BY on MySQL.
    const slot = isMysql(this.database)
      ? `FLOOR(TIMESTAMPDIFF(SECOND, '1970-01-01', log.at) / ${intervalSeconds})`
      : `(CAST(strftime('%s', log.at) AS INTEGER) / ${intervalSeconds})`;
    const rows = await this.filtered(actor, filter)
      .select(slot, "slot")
      .addSelect("COUNT(*)", "total")
      .addSelect(`SUM(${IS_ERROR})`, "errors")
      .groupBy("slot")
      .getRawMany<{ slot: unknown; total: unknown; errors: unknown }>();
    const found = new Map(rows.map((row) => [Number(row.slot), row]));
    return starts.map((start) => {
      const row = found.get(start / intervalSeconds);
      return {
        at: new Date(start * 1000),
        total: Number(row?.total ?? 0),
        errors: Number(row?.errors ?? 0),
      };
    });
  }

  /** Where each interval begins, in epoch seconds. */
  private bucketStarts(filter: RequestLogFilter, intervalSeconds: number): number[] {
    if (intervalSeconds < INTERVAL_MIN_SECONDS || intervalSeconds > INTERVAL_MAX_SECONDS) {
      throw badInput({
        intervalSeconds: `intervalSeconds must be from ${INTERVAL_MIN_SECONDS} to ${INTERVAL_MAX_SECONDS}.`,
      });
    }
    if (!filter.from) {
      throw badInput({ "filter.from": "intervalSeconds needs filter.from." });
    }
    const first = Math.floor(filter.from.getTime() / 1000 / intervalSeconds);
    const end = (filter.to ?? this.clock.now()).getTime() / 1000 / intervalSeconds;
    const count = Math.max(0, Math.ceil(end) - first);
    if (count > BUCKETS_MAX) {
      throw badInput({
        intervalSeconds: `The span would have more than ${BUCKETS_MAX} buckets; choose wider ones.`,
      });
    }
    return Array.from({ length: count }, (_, index) => (first + index) * intervalSeconds);
  }

  private filtered(actor: Actor, filter: RequestLogFilter): SelectQueryBuilder<RequestLog> {
    const query = this.database
      .getRepository(RequestLog)
      .createQueryBuilder("log")
      .where({ workspaceId: workspaceIdOf(actor) });
    // A key that nobody knows is nobody's; who runs the platform finds its refusal by the id.
    if (isPlatformAdmin(actor) && isGiven(filter.decisionId)) {
      query.where({ workspaceId: Or(Equal(workspaceIdOf(actor)), IsNull()) });
    }
    if (isGiven(filter.campaignId)) assertCampaignAllowed(actor, filter.campaignId);
    const campaignId = filter.campaignId ?? actor.campaignId;
    if (isGiven(campaignId)) query.andWhere({ campaignId });
    if (isGiven(filter.apiKeyId)) query.andWhere({ apiKeyId: filter.apiKeyId });
    if (filter.errorCode)
      query.andWhere("log.errorCode = :errorCode", { errorCode: filter.errorCode });
    if (isGiven(filter.ip)) query.andWhere({ ip: filter.ip });
    if (isGiven(filter.decisionId)) query.andWhere({ decisionId: filter.decisionId });
    if (filter.from) query.andWhere("log.at >= :from", { from: filter.from });
    if (filter.to) query.andWhere("log.at < :to", { to: filter.to });
    if (filter.from && filter.to && filter.from > filter.to) {
      throw badInput({ "filter.to": "to must not be before from." });
    }
    if (isGiven(filter.statusClass)) {
      query.andWhere(`(${STATUS_CONDITIONS[filter.statusClass]})`);
    }
    if (isGiven(filter.operation)) whereOperation(query, filter.operation);
    return query;
  }
}

/** The operation's name, or one of the root fields, which are kept with commas between them. */
function whereOperation(query: SelectQueryBuilder<RequestLog>, operation: string): void {
  query.andWhere(
    new Brackets((either) => {
      either
        .where("log.operationName = :operation", { operation })
        .orWhere(holdsItem("log.rootFields", operation));
    }),
  );
}
