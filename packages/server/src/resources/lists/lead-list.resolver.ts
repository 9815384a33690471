import { Arg, Args, ID, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { LeadList, LeadListConnection } from "./lead-list.entity.js";
import {
  AddLeadsToListInput,
  AddLeadsToListPayload,
  CreateListInput,
  CreateListPayload,
  DeleteListInput,
  DeleteListPayload,
  ListLeadListsArgs,
  RemoveLeadsFromListInput,
  RemoveLeadsFromListPayload,
  UpdateListInput,
  UpdateListPayload,
} from "./lead-list.inputs.js";
import { LeadListService } from "./lead-list.service.js";
import { LeadListMemberService } from "./lead-list-member.service.js";

/** Lists of leads over GraphQL. */
@Resolver()
export class LeadListResolver {
  constructor(
    private readonly service: LeadListService,
    private readonly members: LeadListMemberService,
  ) {}

  @RequiresScope("lists:read")
  @Query(() => LeadListConnection, {
    description:
      "The workspace's lists under the filter; a campaign-limited key sees its campaign's, and those with a lead of it.",
  })
  lists(
    @Caller() actor: Actor,
    @Args(() => ListLeadListsArgs) args: ListLeadListsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<LeadList>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("lists:read")
  @Query(() => LeadList, {
    nullable: true,
    description: "One list; 404 when there is none that the caller may see.",
  })
  list(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<LeadList> {
    return this.service.get(actor, id);
  }

  @RequiresScope("lists:write")
  @Mutation(() => CreateListPayload, {
    nullable: true,
    description: "Creates a list. 400 names each bad field; 404 and 403 as for its `campaignId`.",
  })
  async createList(
    @Caller() actor: Actor,
    @Arg("input", () => CreateListInput) input: CreateListInput,
  ): Promise<CreateListPayload> {
    return { list: await this.service.create(actor, input) };
  }

  @RequiresScope("lists:write")
  @Mutation(() => UpdateListPayload, {
    nullable: true,
    description:
      "Renames or describes a list. 400 names each bad field; 404 when there is none that the caller may see, 403 where it is not the campaign-limited key's own; 409 when it is not the `version` the change was made from.",
  })
  async updateList(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateListInput) input: UpdateListInput,
  ): Promise<UpdateListPayload> {
    return { list: await this.service.update(actor, input) };
  }

  @RequiresScope("lists:write")
  @Mutation(() => DeleteListPayload, {
    nullable: true,
    description:
      "Deletes a list for good; its leads stay. 404 when there is none that the caller may see, 403 where it is not the campaign-limited key's own.",
  })
  async deleteList(
    @Caller() actor: Actor,
    @Arg("input", () => DeleteListInput) input: DeleteListInput,
  ): Promise<DeleteListPayload> {
    return { deletedId: await this.service.delete(actor, input.id) };
  }

  @RequiresScope("lists:write")
  @Mutation(() => AddLeadsToListPayload, {
    nullable: true,
    description:
      "Puts leads on a list, up to 1,000 at once; those that are on it stay. 404 for a list or a lead that the caller may not see, 400 for a lead of a campaign that the list is not for.",
  })
  addLeadsToList(
    @Caller() actor: Actor,
    @Arg("input", () => AddLeadsToListInput) input: AddLeadsToListInput,
  ): Promise<AddLeadsToListPayload> {
    return this.members.add(actor, input.id, input.leadIds);
  }

  @RequiresScope("lists:write")
  @Mutation(() => RemoveLeadsFromListPayload, {
    nullable: true,
    description:
      "Takes leads off a list, up to 1,000 at once. 404 for a list or a lead that the caller may not see.",
  })
  removeLeadsFromList(
    @Caller() actor: Actor,
    @Arg("input", () => RemoveLeadsFromListInput) input: RemoveLeadsFromListInput,
  ): Promise<RemoveLeadsFromListPayload> {
    return this.members.remove(actor, input.id, input.leadIds);
  }
}
