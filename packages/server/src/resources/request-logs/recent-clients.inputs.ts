import { ArgsType, Field, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";

/** Most clients told of one key. */
export const RECENT_CLIENTS_MAX = 20;

/** Longest look back, in days. */
export const RECENT_DAYS_MAX = 90;

/** How far back to look. */
@ArgsType()
export class RecentClientsArgs {
  @Field(() => Int, {
    defaultValue: 7,
    description: `How many days to look back, 1 to ${RECENT_DAYS_MAX}.`,
  })
  days!: number;
}

/** An address and a program that sent requests with a key. */
@RequiresScope("logs:read")
@ObjectType({
  description: "An address and a program that sent requests with a key.",
  simpleResolvers: true,
})
export class RecentClient {
  @Field(() => String, { nullable: true, description: "The client's address." })
  address!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the program calls itself; null when it does not say.",
  })
  userAgent!: string | null;

  @Field(() => Date, { description: "When its last request arrived." })
  lastSeenAt!: Date;

  @Field(() => Int, { description: "Its requests in the span, refused ones included." })
  requests!: number;

  @Field(() => Int, { description: "Those of them that were refused, with 401 or 403." })
  refusals!: number;
}
