import { DEFAULT_RATE_LIMITS, type RateLimit as RateLimitRule } from "@latchkey/shared";
import { FieldResolver, Resolver, Root } from "type-graphql";
import { ApiKey } from "./api-key.entity.js";
import { RateLimit } from "./rate-limit.inputs.js";

/** A key's limits over GraphQL. */
@Resolver(() => ApiKey)
export class RateLimitResolver {
  @FieldResolver(() => [RateLimit], {
    description:
      "The windows it was given, or the defaults; the workspace's maximum cuts them where it is lower.",
  })
  rateLimits(@Root() key: ApiKey): readonly RateLimitRule[] {
    return key.ownRateLimits ?? DEFAULT_RATE_LIMITS;
  }
}
