import { Arg, Args, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { Lead, LeadConnection } from "./lead.entity.js";
import {
  CreateLeadInput,
  CreateLeadPayload,
  DeleteLeadInput,
  DeleteLeadPayload,
  UpdateLeadInput,
  UpdateLeadPayload,
} from "./lead.inputs.js";
import { LeadService } from "./lead.service.js";
import { ListLeadsArgs } from "./lead-filter.inputs.js";
import { UpsertLeadsInput, UpsertLeadsPayload } from "./lead-upsert.inputs.js";
import { LeadUpsertService } from "./lead-upsert.service.js";

/** Leads over GraphQL. */
@Resolver()
export class LeadResolver {
  constructor(
    private readonly service: LeadService,
    private readonly upserts: LeadUpsertService,
  ) {}

  @RequiresScope("leads:read")
  @Query(() => LeadConnection, {
    description:
      "The workspace's leads under the filter; a campaign-limited key sees its campaign's.",
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
    description:
      "Creates a lead. 400 names each bad field; 404, 403 and 409 as for its `campaignId`; 409 when its `externalId` is taken.",
  })
  async createLead(
    @Caller() actor: Actor,
    @Arg("input", () => CreateLeadInput) input: CreateLeadInput,
  ): Promise<CreateLeadPayload> {
    return { lead: await this.service.create(actor, input) };
  }

  @RequiresScope("leads:write")
  @Mutation(() => UpdateLeadPayload, {
    nullable: true,
    description:
      "Changes a lead. 400 names each bad field; 404 when there is none that the caller may see; 409 when it is not the `version` the change was made from, or its `externalId` is taken.",
  })
  async updateLead(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateLeadInput) input: UpdateLeadInput,
  ): Promise<UpdateLeadPayload> {
    return { lead: await this.service.update(actor, input) };
  }

  @RequiresScope("leads:write")
  @Mutation(() => DeleteLeadPayload, {
    nullable: true,
    description:
      "Deletes a lead for good, with its places on lists and its conversations. 404 when there is none that the caller may see.",
  })
  async deleteLead(
    @Caller() actor: Actor,
    @Arg("input", () => DeleteLeadInput) input: DeleteLeadInput,
  ): Promise<DeleteLeadPayload> {
    return { deletedId: await this.service.delete(actor, input.id) };
  }

  @RequiresScope("leads:write")
  @Mutation(() => UpsertLeadsPayload, {
    nullable: true,
    description:
      "Creates and updates many leads of a campaign: up to 1,000 rows for one unit of the rate limits, all in one transaction. A row that is wrong is refused, and the others are done. The request's body may have 1 MB.",
  })
  async upsertLeads(
    @Caller() actor: Actor,
    @Arg("input", () => UpsertLeadsInput) input: UpsertLeadsInput,
  ): Promise<UpsertLeadsPayload> {
    return { results: await this.upserts.upsert(actor, input) };
  }
}
