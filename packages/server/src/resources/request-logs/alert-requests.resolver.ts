import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { type Connection, PageArgs } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { Alert } from "../alerts/alert.entity.js";
import { type RequestLog, RequestLogConnection } from "./request-log.entity.js";
import { RequestLogService } from "./request-log.service.js";

/** The rows that explain an alert. */
@Resolver(() => Alert)
export class AlertRequestsResolver {
  constructor(private readonly service: RequestLogService) {}

  @FieldResolver(() => RequestLogConnection, {
    nullable: true,
    description:
      "The requests it was told by, newest first, as far as their rows are still kept; null for a kind that is told by none.",
  })
  requests(
    @Caller() actor: Actor,
    @Root() alert: Alert,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<RequestLog> | null> {
    return this.service.listBehind(actor, alert, args);
  }
}
