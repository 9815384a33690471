import { Arg, Args, ID, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Campaign, CampaignConnection } from "./campaign.entity.js";
import { ListCampaignsArgs } from "./campaign.inputs.js";
import { CampaignService } from "./campaign.service.js";

/** Campaigns over GraphQL. */
@Resolver()
export class CampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @RequiresScope("campaigns:read")
  @Query(() => CampaignConnection, {
    description:
      "The workspace's campaigns under the filter, newest first; for a campaign-limited key, its one.",
  })
  campaigns(
    @Caller() actor: Actor,
    @Args(() => ListCampaignsArgs) args: ListCampaignsArgs,
  ): Promise<Connection<Campaign>> {
    return this.service.list(actor, args);
  }

  @RequiresScope("campaigns:read")
  @Query(() => Campaign, {
    nullable: true,
    description: "One campaign; 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaign(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Campaign> {
    return this.service.get(actor, id);
  }
}
