import { LEAD_LIMITS } from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, ObjectType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Lead, LeadStatus } from "./lead.entity.js";

/** Which leads a list holds. */
@InputType({ description: "Which leads a list holds; every condition must be met." })
export class LeadFilter {
  @Field(() => ID, {
    nullable: true,
    description: "Only this campaign's. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;

  @Field(() => LeadStatus, { nullable: true })
  status?: LeadStatus | null;
}

/** What `leads` takes. */
@ArgsType()
export class ListLeadsArgs extends PageArgs {
  @Field(() => LeadFilter, { nullable: true })
  filter?: LeadFilter | null;
}

/** A new lead. */
@InputType()
export class CreateLeadInput {
  @Field(() => ID, { description: "404 when unknown, 403 outside a campaign-limited key." })
  campaignId!: string;

  @Field(() => String, { description: `At most ${LEAD_LIMITS.nameMax} characters.` })
  name!: string;

  @Field(() => String, { description: "Kept in lower case." })
  email!: string;

  @Field(() => String, {
    nullable: true,
    description: `At most ${LEAD_LIMITS.phoneMax} characters.`,
  })
  phone?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `At most ${LEAD_LIMITS.companyMax} characters.`,
  })
  company?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Job title, at most ${LEAD_LIMITS.titleMax} characters.`,
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the lead came from, at most ${LEAD_LIMITS.sourceMax} characters.`,
  })
  source?: string | null;

  @Field(() => LeadStatus, { defaultValue: LeadStatus.NEW })
  status!: LeadStatus;
}

/** The new lead. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class CreateLeadPayload {
  @Field(() => Lead)
  lead!: Lead;
}
