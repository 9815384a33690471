import { ArgsType, Field, ID, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";

/** What `explainAccess` takes. */
@ArgsType()
export class ExplainAccessArgs {
  @Field(() => ID)
  keyId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The GraphQL document the key would send, with one operation; adds the check of its scopes.",
  })
  operation?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The address it would come from; without it, the caller's own.",
  })
  address?: string | null;

  @Field(() => Date, { nullable: true, description: "When; without it, now." })
  at?: Date | null;
}

/** One check of a request, in the order they are made. */
@RequiresScope("credentials:read")
@ObjectType({ description: "One check of a request.", simpleResolvers: true })
export class AccessCheck {
  @Field(() => String, {
    description: "`secret`, `deleted`, `revoked`, `expired`, `active`, `address` or `scopes`.",
  })
  name!: string;

  @Field(() => String, { description: "What it makes sure of, as a sentence." })
  title!: string;

  @Field(() => Boolean)
  isPassed!: boolean;

  @Field(() => String, { nullable: true, description: "Why not; null when it is passed." })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What would make it pass; null when it does.",
  })
  remedy!: string | null;
}

/** Whether a request with a key's present secret would be let in, and why not. */
@RequiresScope("credentials:read")
@ObjectType({
  description: "Whether a request with the key's present secret would be let in, check by check.",
  simpleResolvers: true,
})
export class AccessExplanation {
  @Field(() => Boolean)
  isAllowed!: boolean;

  @Field(() => [AccessCheck], { description: "In order; a request stops at the first not passed." })
  checks!: AccessCheck[];
}
