import { CAMPAIGN_LIMITS } from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { OrderedPageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Campaign, CampaignStatus } from "./campaign.entity.js";

const NAME = `At most ${CAMPAIGN_LIMITS.nameMax} characters.`;
const DESCRIPTION = `At most ${CAMPAIGN_LIMITS.descriptionMax} characters, with line breaks.`;

/** Which campaigns a list holds. */
@InputType({ description: "Which campaigns a list holds; every condition must be met." })
export class CampaignFilter {
  @Field(() => String, { nullable: true, description: "Part of the name, whatever its case." })
  search?: string | null;

  @Field(() => CampaignStatus, { nullable: true })
  status?: CampaignStatus | null;
}

/** What `campaigns` takes. */
@ArgsType()
export class ListCampaignsArgs extends OrderedPageArgs {
  @Field(() => CampaignFilter, { nullable: true })
  filter?: CampaignFilter | null;
}

/** A new campaign. */
@InputType()
export class CreateCampaignInput {
  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: DESCRIPTION })
  description?: string | null;

  @Field(() => CampaignStatus, { defaultValue: CampaignStatus.DRAFT })
  status!: CampaignStatus;
}

/** A change of a campaign. */
@InputType({ description: "A change of a campaign; a field left out stays as it is." })
export class UpdateCampaignInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The `version` the change was made from. 409 when the campaign is another by now.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: NAME })
  name?: string | null;

  @Field(() => String, { nullable: true, description: `${DESCRIPTION} Null takes it away.` })
  description?: string | null;

  @Field(() => CampaignStatus, {
    nullable: true,
    description: "Another one than `ARCHIVED` brings an archived campaign back.",
  })
  status?: CampaignStatus | null;
}

/** Which campaign to archive. */
@InputType()
export class ArchiveCampaignInput {
  @Field(() => ID)
  id!: string;
}

/** Which campaign to delete. */
@InputType()
export class DeleteCampaignInput {
  @Field(() => ID)
  id!: string;
}

/** The campaign as it is now. */
@ObjectType()
abstract class CampaignPayload {
  @Field(() => Campaign)
  campaign!: Campaign;
}

/** The new campaign. */
@RequiresScope("campaigns:write")
@ObjectType({ simpleResolvers: true })
export class CreateCampaignPayload extends CampaignPayload {}

/** The changed campaign. */
@RequiresScope("campaigns:write")
@ObjectType({ simpleResolvers: true })
export class UpdateCampaignPayload extends CampaignPayload {}

/** The archived campaign. */
@RequiresScope("campaigns:write")
@ObjectType({ simpleResolvers: true })
export class ArchiveCampaignPayload extends CampaignPayload {}

/** What was deleted. */
@RequiresScope("campaigns:write")
@ObjectType({ simpleResolvers: true })
export class DeleteCampaignPayload {
  @Field(() => ID)
  deletedId!: string;
}
