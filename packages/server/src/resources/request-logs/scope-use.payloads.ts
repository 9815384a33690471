import type { Scope } from "@latchkey/shared";
import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { SCOPE_DAYS_MAX } from "./scope-days.js";

/** How far back to look. */
@ArgsType()
export class ScopeUseArgs {
  @Field(() => Int, {
    defaultValue: 30,
    description: `How many days to look back, 1 to ${SCOPE_DAYS_MAX}, in whole UTC days.`,
  })
  days!: number;
}

/** One of a key's scopes and its use. */
@RequiresScope("logs:read")
@ObjectType({ description: "One of a key's scopes, and how it was used.", simpleResolvers: true })
export class ScopeUse {
  @Field(() => ScopeScalar)
  scope!: Scope;

  @Field(() => Boolean, { description: "Whether any request needed it." })
  isUsed!: boolean;

  @Field(() => Int, { description: "Requests whose operation needed it and was run." })
  requests!: number;

  @Field(() => Date, { nullable: true, description: "When the last of them arrived." })
  lastUsedAt!: Date | null;
}

/** What a key was given beside what it used. */
@RequiresScope("logs:read")
@ObjectType({
  description: "The scopes that a key was given beside those that its requests used.",
  simpleResolvers: true,
})
export class KeyScopeUse {
  @Field(() => Date, {
    description:
      "From when on it is known: the span's beginning, or later where the key is younger or its use was not recorded yet.",
  })
  since!: Date;

  @Field(() => [ScopeUse], {
    description: "Each scope that the key was given, with all they include.",
  })
  scopes!: ScopeUse[];

  @Field(() => [ScopeScalar], {
    description:
      "The fewest of its scopes that let through whatever it used; empty when it used none.",
  })
  narrowedScopes!: Scope[];
}
