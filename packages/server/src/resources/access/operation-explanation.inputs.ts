import type { Scope } from "@latchkey/shared";
import { GraphQLJSONObject } from "graphql-scalars";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";

/** What `explainOperation` takes. */
@InputType()
export class ExplainOperationInput {
  @Field(() => String, { description: "The GraphQL document, as a program would send it." })
  document!: string;

  @Field(() => String, {
    nullable: true,
    description: "Which of the document's operations; needed when it has several.",
  })
  operationName?: string | null;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      "The operation's variables. Without them, a page whose size is a variable counts as its default.",
  })
  variables?: Record<string, unknown> | null;
}

/** One scope of an operation, and why it needs it. */
@Public()
@ObjectType({ description: "One scope an operation needs, and why.", simpleResolvers: true })
export class ScopeNeed {
  @Field(() => ScopeScalar)
  scope!: Scope;

  @Field(() => [String], { description: "The fields that need it, as `Type.field`." })
  fields!: string[];

  @Field(() => Boolean, { description: "Whether the caller holds it." })
  isHeld!: boolean;
}

/** How much of one limit an operation uses. */
@Public()
@ObjectType({ description: "How much of one limit an operation uses.", simpleResolvers: true })
export class LimitUse {
  @Field(() => String, {
    description:
      "`tokens`, `selections`, `depth`, `introspectionDepth`, `aliases`, `rootFields`, `directives`, or `objects`: how many the answer could hold.",
  })
  name!: string;

  @Field(() => Int)
  used!: number;

  @Field(() => Int, { description: "A request with more is answered 400." })
  max!: number;
}

/** What an operation needs and costs. */
@Public()
@ObjectType({
  description: "What an operation needs and costs, known before it runs.",
  simpleResolvers: true,
})
export class OperationExplanation {
  @Field(() => String, { description: "`query` or `mutation`." })
  operationType!: string;

  @Field(() => String, { nullable: true })
  operationName!: string | null;

  @Field(() => Boolean, { description: "Whether anybody may run it, without key or session." })
  isOpen!: boolean;

  @Field(() => [ScopeNeed], { description: "Every scope it needs, each with its reasons." })
  scopes!: ScopeNeed[];

  @Field(() => [ScopeScalar], {
    nullable: true,
    description:
      "The fewest scopes a key can run it with, for `createApiKey`; a write stands for its read. Null when it needs one that no key can have.",
  })
  keyScopes!: Scope[] | null;

  @Field(() => [ScopeScalar], { description: "What the caller lacks of them." })
  missingScopes!: Scope[];

  @Field(() => Int, { description: "What it costs of a key's rate limits." })
  units!: number;

  @Field(() => [LimitUse], { description: "How near it is to each limit of a document." })
  limits!: LimitUse[];
}
