import { RATE_LIMIT_BOUNDS } from "@latchkey/shared";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";

const { windowSecondsMax, limitMax } = RATE_LIMIT_BOUNDS;

/** A window of a key's limits. */
@RequiresScope("credentials:read")
@ObjectType({
  description: "At most so many units in any span of so many seconds; a root field costs one unit.",
  simpleResolvers: true,
})
export class RateLimit {
  @Field(() => Int)
  windowSeconds!: number;

  @Field(() => Int, { description: "Units." })
  limit!: number;
}

/** A window that a key is to have. */
@InputType({
  description: "At most so many units in any span of so many seconds; a root field costs one unit.",
})
export class RateLimitInput {
  @Field(() => Int, { description: `From 1 to ${windowSecondsMax}; each window once.` })
  windowSeconds!: number;

  @Field(() => Int, { description: `Units, from 1 to ${limitMax}.` })
  limit!: number;
}
