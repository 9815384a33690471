import { Field, ObjectType, registerEnumType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";

/** What came of one check of a request. */
export const CheckOutcomeEnum = {
  PASSED: "PASSED",
  FAILED: "FAILED",
  NOT_REACHED: "NOT_REACHED",
} as const;

/** What came of one check of a request. */
export type CheckOutcome = keyof typeof CheckOutcomeEnum;

registerEnumType(CheckOutcomeEnum, {
  name: "CheckOutcome",
  description: "What came of one check of a request.",
  valuesConfig: {
    PASSED: { description: "It was passed." },
    FAILED: { description: "The request stopped here." },
    NOT_REACHED: { description: "The request had stopped before." },
  },
});

/** One step of a request's story. */
@RequiresScope("logs:read")
@ObjectType({ description: "One check of a logged request.", simpleResolvers: true })
export class StoryStep {
  @Field(() => String, {
    description:
      "The check, as `explainAccess` names it too: `credentials`, `format`, `known`, `secret`, `deleted`, `revoked`, `expired`, `active`, `address`, `limits`, `body`, `document`, `scopes`, `variables`, `campaign`, `grants`, `objects` or `execution`.",
  })
  name!: string;

  @Field(() => String, { description: "What it makes sure of, as a sentence." })
  title!: string;

  @Field(() => CheckOutcomeEnum)
  outcome!: CheckOutcome;

  @Field(() => String, {
    nullable: true,
    description: "Of the failed one: the true reason; the caller was told less.",
  })
  reason!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Of the failed one: what would let the same request pass it, by what the key is now.",
  })
  remedy!: string | null;
}
