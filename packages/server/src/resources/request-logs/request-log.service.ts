import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import type { Connection, PageArgs } from "../../base/page.js";
import { RowReader } from "../../database/row-reader.js";
import type { Alert } from "../alerts/alert.entity.js";
import { requestFilterOf } from "../alerts/alert-facts.js";
import type { MatchingDays } from "./matching-days.js";
import type { RequestCounter } from "./request-counter.js";
import { RequestLog } from "./request-log.entity.js";
import type { ListRequestLogsArgs } from "./request-log.inputs.js";
import { assertFilter, logIndex, whereNobodysLogs, whereRequestLogs } from "./request-log-query.js";

/** Lists the request logs; a campaign-limited key sees its campaign's. */
export class RequestLogService {
  private readonly rows: RowReader<RequestLog>;

  constructor(
    database: DataSource,
    private readonly counter: RequestCounter,
    private readonly days: MatchingDays,
  ) {
    this.rows = new RowReader(database, RequestLog, {});
  }

  /** The requests under the filter, newest first; how many there are is known from the roll-ups. */
  async list(actor: Actor, args: ListRequestLogsArgs): Promise<Connection<RequestLog>> {
    const filter = args.filter ?? {};
    assertFilter(filter);
    await this.counter.assertSearchable(actor, filter);
    const narrowed = await this.days.narrow(actor, filter);
    const where = whereRequestLogs(actor, narrowed ?? filter);
    const found = narrowed ? where : where.and("1 = 0");
    const page = await this.rows.page(found, args, null, logIndex(filter));
    return { ...page, totalCount: async () => (await this.counter.sum(actor, filter)).total };
  }

  /** The requests that an alert was told by; null for one that was told by none. */
  async listBehind(
    actor: Actor,
    alert: Alert,
    args: PageArgs,
  ): Promise<Connection<RequestLog> | null> {
    const filter = requestFilterOf(alert);
    if (!filter) return null;
    if (alert.workspaceId !== null) return this.list(actor, { ...args, filter });
    return this.rows.page(whereNobodysLogs(actor, filter), args, null, logIndex({}));
  }
}
