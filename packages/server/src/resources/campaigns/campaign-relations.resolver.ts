import { FieldResolver, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { Conversation } from "../conversations/conversation.entity.js";
import { Lead } from "../leads/lead.entity.js";
import { LeadList } from "../lists/lead-list.entity.js";
import { RequestLog } from "../request-logs/request-log.entity.js";
import { Campaign } from "./campaign.entity.js";
import { CampaignService } from "./campaign.service.js";

/** The campaign of a lead. */
@Resolver(() => Lead)
export class LeadCampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @FieldResolver(() => Campaign, { nullable: true, description: "The campaign the lead is in." })
  campaign(@Caller() actor: Actor, @Root() lead: Lead): Promise<Campaign | null> {
    return this.service.find(actor, lead.campaignId);
  }
}

/** The campaign of a conversation's lead. */
@Resolver(() => Conversation)
export class ConversationCampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @FieldResolver(() => Campaign, { nullable: true, description: "The campaign of its lead." })
  campaign(@Caller() actor: Actor, @Root() conversation: Conversation): Promise<Campaign | null> {
    return this.service.find(actor, conversation.campaignId);
  }
}

/** The campaign a list is for. */
@Resolver(() => LeadList)
export class LeadListCampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: "The one campaign whose leads it can hold; null for any.",
  })
  campaign(@Caller() actor: Actor, @Root() list: LeadList): Promise<Campaign | null> {
    return this.service.find(actor, list.campaignId);
  }
}

/** The campaign a key is limited to. */
@Resolver(() => ApiKey)
export class ApiKeyCampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: "The one campaign the key is limited to; null for all campaigns.",
  })
  campaign(@Caller() actor: Actor, @Root() key: ApiKey): Promise<Campaign | null> {
    return this.service.find(actor, key.campaignId);
  }
}

/** The campaign a logged request's key was limited to. */
@Resolver(() => RequestLog)
export class RequestLogCampaignResolver {
  constructor(private readonly service: CampaignService) {}

  @FieldResolver(() => Campaign, {
    nullable: true,
    description: "The campaign the request's key is limited to; null for all campaigns.",
  })
  campaign(@Caller() actor: Actor, @Root() log: RequestLog): Promise<Campaign | null> {
    return this.service.find(actor, log.campaignId);
  }
}
