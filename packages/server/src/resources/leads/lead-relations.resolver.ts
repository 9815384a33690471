import { FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import { Conversation } from "../conversations/conversation.entity.js";
import { Lead } from "./lead.entity.js";
import { LeadService } from "./lead.service.js";

/** How many leads a campaign has. */
@Resolver(() => Campaign)
export class CampaignLeadCountResolver {
  constructor(private readonly service: LeadService) {}

  @RequiresScope("leads:read")
  @FieldResolver(() => Int, { description: "How many leads are in the campaign." })
  leadCount(@Caller() actor: Actor, @Root() campaign: Campaign): Promise<number> {
    return this.service.count(actor, campaign.id);
  }
}

/** The lead of a conversation. */
@Resolver(() => Conversation)
export class ConversationLeadResolver {
  constructor(private readonly service: LeadService) {}

  @FieldResolver(() => Lead, { nullable: true, description: "The lead it is held with." })
  lead(@Caller() actor: Actor, @Root() conversation: Conversation): Promise<Lead | null> {
    return this.service.find(actor, conversation.leadId);
  }
}
