import type { RateLimit, RequestCheckName, Scope } from "@latchkey/shared";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { RateLimitInput } from "../api-keys/rate-limit.inputs.js";

/** How far back a rehearsal looks, in days. */
export const REHEARSAL_DAYS = 30;

/** The most requests that one rehearsal looks at; of more, the newest. */
export const REHEARSAL_REQUESTS_MAX = 100_000;

/** The most kinds of refused requests that are told apart. */
export const REHEARSAL_KINDS_MAX = 20;

/** A key, and how it might be changed; what is left out stays as it is. */
@InputType()
export class RehearseApiKeyInput {
  @Field(() => ID)
  id!: string;

  @Field(() => [ScopeScalar], { nullable: true, description: "The scopes it would have." })
  scopes?: Scope[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "The allowlist it would have; an empty one lets any address in.",
  })
  ipAllowlist?: string[] | null;

  @Field(() => [RateLimitInput], { nullable: true, description: "The windows it would have." })
  rateLimits?: RateLimit[] | null;
}

/** How many requests one check would have refused. */
@RequiresScope("logs:read")
@ObjectType({
  description: "How many requests one check would have refused.",
  simpleResolvers: true,
})
export class RehearsedCheck {
  @Field(() => String, { description: "`address`, `limits` or `scopes`." })
  check!: RequestCheckName;

  @Field(() => Int)
  refused!: number;
}

/** Requests of one kind that would have been refused. */
@RequiresScope("logs:read")
@ObjectType({
  description: "Requests of one kind that would have been refused.",
  simpleResolvers: true,
})
export class RehearsedRefusal {
  @Field(() => String, { description: "The check they would not have passed." })
  check!: RequestCheckName;

  @Field(() => [ScopeScalar], { description: "Of `scopes`: what they would have lacked." })
  missingScopes!: readonly Scope[];

  @Field(() => String, { nullable: true })
  operationName!: string | null;

  @Field(() => [String])
  rootFields!: readonly string[];

  @Field(() => String, { nullable: true, description: "The client's address." })
  ip!: string | null;

  @Field(() => String, { nullable: true, description: "What the program calls itself." })
  userAgent!: string | null;

  @Field(() => Int)
  requests!: number;

  @Field(() => Date, { description: "When the last of them arrived." })
  lastAt!: Date;
}

/** What a change would have done to the requests that a key sent lately. */
@RequiresScope("logs:read")
@ObjectType({
  description: "What a change would have done to the requests that a key sent lately.",
  simpleResolvers: true,
})
export class Rehearsal {
  @Field(() => Int, {
    description: "Recorded requests that were let in; the others are no matter.",
  })
  requests!: number;

  @Field(() => Int, { description: "Those of them that would have been refused." })
  refused!: number;

  @Field(() => Date, {
    nullable: true,
    description: "When the first of them arrived; null when there are none.",
  })
  since!: Date | null;

  @Field(() => Boolean, {
    description: `Whether there are more than ${REHEARSAL_REQUESTS_MAX} records in the span, of which only the newest were looked at.`,
  })
  isPartial!: boolean;

  @Field(() => [RehearsedCheck], {
    description: "How many each check would have refused, in the order of the checks.",
  })
  checks!: readonly RehearsedCheck[];

  @Field(() => [RehearsedRefusal], {
    description: `Which ones, the most numerous kind first, at most ${REHEARSAL_KINDS_MAX} kinds.`,
  })
  refusals!: readonly RehearsedRefusal[];
}
