import { ArgsType, Field, InputType } from "type-graphql";
import { PageArgs } from "../../base/page.js";

/** Which campaigns a list holds. */
@InputType({ description: "Which campaigns a list holds." })
export class CampaignFilter {
  @Field(() => String, { nullable: true, description: "Part of the name, whatever its case." })
  search?: string | null;
}

/** What `campaigns` takes. */
@ArgsType()
export class ListCampaignsArgs extends PageArgs {
  @Field(() => CampaignFilter, { nullable: true })
  filter?: CampaignFilter | null;
}
