import { Args, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type RequestLog, RequestLogConnection } from "./request-log.entity.js";
import { ListRequestLogsArgs, RequestStats, RequestStatsArgs } from "./request-log.inputs.js";
import { RequestLogService } from "./request-log.service.js";

/** Request logs over GraphQL. */
@Resolver()
export class RequestLogResolver {
  constructor(private readonly service: RequestLogService) {}

  @RequiresScope("logs:read")
  @Query(() => RequestLogConnection, {
    description:
      "The requests that came with the workspace's keys, newest first; a campaign-limited key sees its campaign's.",
  })
  requestLogs(
    @Caller() actor: Actor,
    @Args(() => ListRequestLogsArgs) args: ListRequestLogsArgs,
  ): Promise<Connection<RequestLog>> {
    return this.service.list(actor, args);
  }

  @RequiresScope("logs:read")
  @Query(() => RequestStats, { description: "Figures over the requests under the filter." })
  requestStats(
    @Caller() actor: Actor,
    @Args(() => RequestStatsArgs) args: RequestStatsArgs,
  ): Promise<RequestStats> {
    return this.service.stats(actor, args);
  }
}
