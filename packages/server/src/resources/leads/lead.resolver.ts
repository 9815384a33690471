import { Arg, Args, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { Lead, LeadConnection } from "./lead.entity.js";
import { CreateLeadInput, CreateLeadPayload, ListLeadsArgs } from "./lead.inputs.js";
import { LeadService } from "./lead.service.js";

/** Leads over GraphQL. */
@Resolver()
export class LeadResolver {
  constructor(private readonly service: LeadService) {}

  @RequiresScope("leads:read")
  @Query(() => LeadConnection, {
    description:
      "The workspace's leads under the filter, newest first; a campaign-limited key sees its campaign's.",
  })
  leads(
    @Caller() actor: Actor,
    @Args(() => ListLeadsArgs) args: ListLeadsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<Lead>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("leads:read")
  @Query(() => Lead, {
    nullable: true,
    description: "One lead; 404 when there is none that the caller may see.",
  })
  lead(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Lead> {
    return this.service.get(actor, id);
  }

  @RequiresScope("leads:write")
  @Mutation(() => CreateLeadPayload, {
    nullable: true,
    description: "Creates a lead. 400 names each bad field; 404 and 403 as for its `campaignId`.",
  })
  async createLead(
    @Caller() actor: Actor,
    @Arg("input", () => CreateLeadInput) input: CreateLeadInput,
  ): Promise<CreateLeadPayload> {
    return { lead: await this.service.create(actor, input) };
  }
}
