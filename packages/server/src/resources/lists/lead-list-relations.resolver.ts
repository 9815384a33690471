import { Arg, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { Lead } from "../leads/lead.entity.js";
import { LeadList } from "./lead-list.entity.js";
import { LeadListService } from "./lead-list.service.js";
import { LeadListMemberService } from "./lead-list-member.service.js";

/** How many leads a list has. */
@Resolver(() => LeadList)
export class LeadListCountResolver {
  constructor(private readonly members: LeadListMemberService) {}

  @FieldResolver(() => Int, {
    description: "How many leads are on it; for a campaign-limited key, how many of its campaign.",
  })
  leadCount(@Caller() actor: Actor, @Root() list: LeadList): Promise<number> {
    return this.members.count(actor, list.id);
  }
}

/** The lists a lead is on. */
@Resolver(() => Lead)
export class LeadListsResolver {
  constructor(
    private readonly service: LeadListService,
    private readonly members: LeadListMemberService,
  ) {}

  @FieldResolver(() => [LeadList], { description: "The newest lists that the lead is on." })
  async lists(
    @Caller() actor: Actor,
    @Root() lead: Lead,
    @Arg("first", () => Int, { defaultValue: 10, description: "At most so many, 1 to 100." })
    first: number,
  ): Promise<LeadList[]> {
    return this.service.findAll(actor, await this.members.findListIds(actor, lead.id, first));
  }
}
