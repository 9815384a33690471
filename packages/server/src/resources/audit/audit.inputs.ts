import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";

/** Which audit events a list holds. */
@InputType({ description: "Which audit events a list holds; every condition must be met." })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: "Exactly this action: `revokeApiKey`." })
  action?: string | null;

  @Field(() => ID, { nullable: true, description: "Only what this person or key did." })
  actorId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only what was done to this key or member, or to the workspace itself.",
  })
  subjectId?: string | null;

  @Field(() => Date, { nullable: true, description: "From this instant on." })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: "Before this instant." })
  to?: Date | null;
}

/** What `auditEvents` takes. */
@ArgsType()
export class ListAuditEventsArgs extends PageArgs {
  @Field(() => AuditEventFilter, { nullable: true })
  filter?: AuditEventFilter | null;
}

/** Whether a workspace's audit log is whole. */
@RequiresScope("logs:read")
@ObjectType({ description: "Whether the workspace's audit log is whole.", simpleResolvers: true })
export class AuditVerification {
  @Field(() => Boolean)
  isWhole!: boolean;

  @Field(() => Int, { description: "How many events there are." })
  events!: number;

  @Field(() => Int, { nullable: true, description: "The first event that is not as recorded." })
  brokenAt!: number | null;

  @Field(() => String, { nullable: true, description: "What is wrong there." })
  problem!: string | null;
}
