import { Arg, Args, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { Campaign, CampaignConnection } from "./campaign.entity.js";
import {
  ArchiveCampaignInput,
  ArchiveCampaignPayload,
  CreateCampaignInput,
  CreateCampaignPayload,
  DeleteCampaignInput,
  DeleteCampaignPayload,
  ListCampaignsArgs,
  UpdateCampaignInput,
  UpdateCampaignPayload,
} from "./campaign.inputs.js";
import { CampaignService } from "./campaign.service.js";

/** Campaigns over GraphQL. */
@Resolver()
export class CampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @RequiresScope("campaigns:read")
  @Query(() => CampaignConnection, {
    description: "The workspace's campaigns under the filter; for a campaign-limited key, its one.",
  })
  campaigns(
    @Caller() actor: Actor,
    @Args(() => ListCampaignsArgs) args: ListCampaignsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<Campaign>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("campaigns:read")
  @Query(() => Campaign, {
    nullable: true,
    description: "One campaign; 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaign(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Campaign> {
    return this.service.get(actor, id);
  }

  @RequiresScope("campaigns:write")
  @Mutation(() => CreateCampaignPayload, {
    nullable: true,
    description:
      "Creates a campaign. 400 names each bad field; 403 for a campaign-limited key, which would not see it.",
  })
  async createCampaign(
    @Caller() actor: Actor,
    @Arg("input", () => CreateCampaignInput) input: CreateCampaignInput,
  ): Promise<CreateCampaignPayload> {
    return { campaign: await this.service.create(actor, input) };
  }

  @RequiresScope("campaigns:write")
  @Mutation(() => UpdateCampaignPayload, {
    nullable: true,
    description:
      "Changes a campaign. 400 names each bad field; 404 when unknown, 403 outside a campaign-limited key; 409 when it is not the `version` the change was made from.",
  })
  async updateCampaign(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateCampaignInput) input: UpdateCampaignInput,
  ): Promise<UpdateCampaignPayload> {
    return { campaign: await this.service.update(actor, input) };
  }

  @RequiresScope("campaigns:write")
  @Mutation(() => ArchiveCampaignPayload, {
    nullable: true,
    description:
      "Archives a campaign: it can be read, and takes no new leads. 404 when unknown, 403 outside a campaign-limited key.",
  })
  async archiveCampaign(
    @Caller() actor: Actor,
    @Arg("input", () => ArchiveCampaignInput) input: ArchiveCampaignInput,
  ): Promise<ArchiveCampaignPayload> {
    return { campaign: await this.service.archive(actor, input.id) };
  }

  @RequiresScope("campaigns:write")
  @Mutation(() => DeleteCampaignPayload, {
    nullable: true,
    description:
      "Deletes an empty campaign for good. 404 when unknown, 403 outside a campaign-limited key; 409 while it has leads, or API keys are limited to it.",
  })
  async deleteCampaign(
    @Caller() actor: Actor,
    @Arg("input", () => DeleteCampaignInput) input: DeleteCampaignInput,
  ): Promise<DeleteCampaignPayload> {
    return { deletedId: await this.service.delete(actor, input.id) };
  }
}
