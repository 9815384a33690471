import { Ctx, Query, Resolver } from "type-graphql";
import type { RequestContext } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import { Context } from "./context.payloads.js";
import { ContextService } from "./context.service.js";

/** The caller's context over GraphQL. */
@Resolver()
export class ContextResolver {
  constructor(private readonly service: ContextService) {}

  @Public()
  @Query(() => Context, {
    description: "Who is asking, and what they may do; for any valid key or session.",
  })
  context(@Ctx() context: RequestContext): Promise<Context> {
    return this.service.get(context);
  }
}
