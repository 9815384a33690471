import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import type { Connection, PageArgs } from "../../base/page.js";
import { paginate } from "../../database/paginate.js";
import type { Alert } from "../alerts/alert.entity.js";
import { requestFilterOf } from "../alerts/alert-facts.js";
import type { MatchingDays } from "./matching-days.js";
import type { RequestCounter } from "./request-counter.js";
import type { RequestLog } from "./request-log.entity.js";
import type { ListRequestLogsArgs } from "./request-log.inputs.js";
import { assertFilter, queryNobodysLogs, queryRequestLogs } from "./request-log-query.js";

/** Lists the request logs; a campaign-limited key sees its campaign's. */
export class RequestLogService {
  constructor(
    private readonly database: DataSource,
    private readonly counter: RequestCounter,
    private readonly days: MatchingDays,
  ) {}

  /** The requests under the filter, newest first; how many there are is known from the roll-ups. */
  async list(actor: Actor, args: ListRequestLogsArgs): Promise<Connection<RequestLog>> {
    const filter = args.filter ?? {};
    assertFilter(filter);
    await this.counter.assertSearchable(actor, filter);
    const narrowed = await this.days.narrow(actor, filter);
    const query = queryRequestLogs(this.database, actor, narrowed ?? filter);
    if (!narrowed) query.andWhere("1 = 0");
    const page = await paginate(query, args);
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
    return paginate(queryNobodysLogs(this.database, actor, filter), args);
  }
}
