import { type CustomFields, LEAD_LIMITS } from "@latchkey/shared";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { CustomFieldsScalar } from "./custom-fields.js";
import { Lead, LeadStatus } from "./lead.entity.js";

const { nameMax, phoneMax, companyMax, titleMax, sourceMax, externalIdMax, notesMax } = LEAD_LIMITS;

/** What a lead can have and need not. */
@InputType()
export abstract class OptionalLeadFields {
  @Field(() => String, {
    nullable: true,
    description: `The lead's id in another system, at most ${externalIdMax} characters, once in each campaign.`,
  })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: `At most ${phoneMax} characters.` })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: `At most ${companyMax} characters.` })
  company?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Job title, at most ${titleMax} characters.`,
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Where the lead came from, at most ${sourceMax} characters.`,
  })
  source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `At most ${notesMax} characters, with line breaks.`,
  })
  notes?: string | null;

  @Field(() => CustomFieldsScalar, { nullable: true })
  customFields?: CustomFields | null;
}

/** A new lead. */
@InputType()
export class CreateLeadInput extends OptionalLeadFields {
  @Field(() => ID, {
    description: "404 when unknown, 403 outside a campaign-limited key, 409 when it is archived.",
  })
  campaignId!: string;

  @Field(() => String, { description: `At most ${nameMax} characters.` })
  name!: string;

  @Field(() => String, { description: "Kept in lower case. Several leads can have the same." })
  email!: string;

  @Field(() => LeadStatus, { defaultValue: LeadStatus.NEW })
  status!: LeadStatus;
}

/** A change of a lead. */
@InputType({
  description:
    "A change of a lead; a field left out stays as it is, null takes it away where a lead can do without it.",
})
export class UpdateLeadInput extends OptionalLeadFields {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The `version` the change was made from. 409 when the lead is another by now.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: `At most ${nameMax} characters.` })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Kept in lower case." })
  email?: string | null;

  @Field(() => LeadStatus, { nullable: true, description: "Null leaves it as it is." })
  status?: LeadStatus | null;
}

/** Which lead to delete. */
@InputType()
export class DeleteLeadInput {
  @Field(() => ID)
  id!: string;
}

/** The new lead. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class CreateLeadPayload {
  @Field(() => Lead)
  lead!: Lead;
}

/** The changed lead. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class UpdateLeadPayload {
  @Field(() => Lead)
  lead!: Lead;
}

/** What was deleted. */
@RequiresScope("leads:write")
@ObjectType({ simpleResolvers: true })
export class DeleteLeadPayload {
  @Field(() => ID)
  deletedId!: string;
}
