import { type Scope, sortScopes } from "@latchkey/shared";
import { Arg, FieldResolver, ID, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { RequestLog } from "./request-log.entity.js";
import { readScopes, scopesHeld } from "./request-story.js";
import { StoryStep } from "./request-story.payloads.js";
import { RequestStoryService } from "./request-story.service.js";

/** One request and its story, over GraphQL. */
@Resolver(() => RequestLog)
export class RequestStoryResolver {
  constructor(private readonly service: RequestStoryService) {}

  @RequiresScope("logs:read")
  @Query(() => RequestLog, {
    nullable: true,
    description:
      "One request, by its `X-Request-Id`, which is a refusal's decision id too; 404 when there is none that the caller may see. A platform admin also finds those of keys that nobody knows.",
  })
  requestLog(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<RequestLog> {
    return this.service.get(actor, id);
  }

  @FieldResolver(() => [ScopeScalar], {
    description:
      "Every scope that the operation needs; empty when it needs none, and when it was not read.",
  })
  scopesNeeded(@Root() log: RequestLog): readonly Scope[] {
    return readScopes(log.scopesNeeded);
  }

  @FieldResolver(() => [ScopeScalar], {
    description: "What the key could do when the request came: its effective scopes of then.",
  })
  scopesHeld(@Root() log: RequestLog): readonly Scope[] {
    return sortScopes(scopesHeld(log));
  }

  @FieldResolver(() => [StoryStep], {
    description:
      "Each check in the order in which it was made, and of the one that failed what would pass. Empty for a request of before this was recorded.",
  })
  story(@Caller() actor: Actor, @Root() log: RequestLog): Promise<readonly StoryStep[]> {
    return this.service.story(actor, log);
  }
}
