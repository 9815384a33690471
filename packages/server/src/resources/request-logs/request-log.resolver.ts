import { Args, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type RequestLog, RequestLogConnection } from "./request-log.entity.js";
import { ListRequestLogsArgs } from "./request-log.inputs.js";
import { RequestLogService } from "./request-log.service.js";
import {
  RequestGroup,
  RequestGroupsArgs,
  RequestStats,
  RequestStatsArgs,
} from "./request-stats.inputs.js";
import { RequestStatsService } from "./request-stats.service.js";

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
}

/** Figures over the request logs. */
@Resolver(() => RequestStats)
export class RequestStatsResolver {
  constructor(private readonly service: RequestStatsService) {}

  @RequiresScope("logs:read")
  @Query(() => RequestStats, { description: "Figures over the requests under the filter." })
  requestStats(
    @Caller() actor: Actor,
    @Args(() => RequestStatsArgs) args: RequestStatsArgs,
  ): Promise<RequestStats> {
    return this.service.get(actor, args);
  }

  @FieldResolver(() => [RequestGroup], {
    description: "The groups of the requests, those with the most first.",
  })
  groups(
    @Caller() actor: Actor,
    @Root() stats: RequestStats,
    @Args(() => RequestGroupsArgs) args: RequestGroupsArgs,
  ): Promise<RequestGroup[]> {
    return this.service.groups(actor, stats.filter, args);
  }
}
