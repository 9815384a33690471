import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { Lead } from "../leads/lead.entity.js";
import { Contact, ContactConnection } from "./contact.entity.js";
import {
  CreateContactInput,
  CreateContactPayload,
  DeleteContactInput,
  DeleteContactPayload,
  ListContactsArgs,
  UpdateContactInput,
  UpdateContactPayload,
} from "./contact.inputs.js";
import { ContactService } from "./contact.service.js";
import { ContactLeads } from "./contact-leads.js";

/** The address book over GraphQL. */
@Resolver()
export class ContactResolver {
  constructor(private readonly service: ContactService) {}

  @RequiresScope("contacts:read")
  @Query(() => ContactConnection, {
    description:
      "The workspace's contacts under the filter; a campaign-limited key sees those who are a lead in its campaign.",
  })
  contacts(
    @Caller() actor: Actor,
    @Args(() => ListContactsArgs) args: ListContactsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<Contact>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("contacts:read")
  @Query(() => Contact, {
    nullable: true,
    description: "One contact; 404 when there is none that the caller may see.",
  })
  contact(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Contact> {
    return this.service.get(actor, id);
  }

  @RequiresScope("contacts:write")
  @Mutation(() => CreateContactPayload, {
    nullable: true,
    description: "Creates a contact. 400 names each bad field; 404 as for its `leadIds`.",
  })
  async createContact(
    @Caller() actor: Actor,
    @Arg("input", () => CreateContactInput) input: CreateContactInput,
  ): Promise<CreateContactPayload> {
    return { contact: await this.service.create(actor, input) };
  }

  @RequiresScope("contacts:write")
  @Mutation(() => UpdateContactPayload, {
    nullable: true,
    description:
      "Changes a contact. 400 names each bad field; 404 when there is none that the caller may see; 403 for a campaign-limited key where the contact is a lead in other campaigns, too; 409 when it is not the `version` the change was made from.",
  })
  async updateContact(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateContactInput) input: UpdateContactInput,
  ): Promise<UpdateContactPayload> {
    return { contact: await this.service.update(actor, input) };
  }

  @RequiresScope("contacts:write")
  @Mutation(() => DeleteContactPayload, {
    nullable: true,
    description: "Deletes a contact for good; its leads stay. 404 and 403 as for `updateContact`.",
  })
  async deleteContact(
    @Caller() actor: Actor,
    @Arg("input", () => DeleteContactInput) input: DeleteContactInput,
  ): Promise<DeleteContactPayload> {
    return { deletedId: await this.service.delete(actor, input.id) };
  }
}

/** The contact that a lead is. */
@Resolver(() => Lead)
export class LeadContactResolver {
  constructor(private readonly leads: ContactLeads) {}

  @FieldResolver(() => Contact, {
    nullable: true,
    description: "The person in the address book that the lead is, if there is one.",
  })
  contact(@Caller() actor: Actor, @Root() lead: Lead): Promise<Contact | null> {
    return this.leads.findContact(actor, lead.id);
  }
}
