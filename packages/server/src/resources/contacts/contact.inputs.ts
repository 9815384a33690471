import { CONTACT_LIMITS } from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { OrderedPageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Contact } from "./contact.entity.js";

const { nameMax, phoneMax, companyMax, titleMax, notesMax, leadsMax } = CONTACT_LIMITS;

/** Which contacts a list holds. */
@InputType({ description: "Which contacts a list holds; every condition must be met." })
export class ContactFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "What the name, its last word, the company or the e-mail address begins with, whatever its case and accents: 2 to 100 characters.",
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: "Exactly this address, whatever its case." })
  email?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Only those who are a lead in this campaign. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;
}

/** What `contacts` takes. */
@ArgsType()
export class ListContactsArgs extends OrderedPageArgs {
  @Field(() => ContactFilter, { nullable: true })
  filter?: ContactFilter | null;
}

/** What a contact can have and need not. */
@InputType()
export abstract class OptionalContactFields {
  @Field(() => String, { nullable: true, description: "Kept in lower case." })
  email?: string | null;

  @Field(() => String, { nullable: true, description: `At most ${phoneMax} characters.` })
  phone?: string | null;

  @Field(() => String, { nullable: true, description: `At most ${companyMax} characters.` })
  company?: string | null;

  @Field(() => String, { nullable: true, description: `At most ${titleMax} characters.` })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `At most ${notesMax} characters, with line breaks.`,
  })
  notes?: string | null;
}

/** A new contact. */
@InputType()
export class CreateContactInput extends OptionalContactFields {
  @Field(() => String, { description: `At most ${nameMax} characters.` })
  name!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `The leads that are this person, at most ${leadsMax}; a lead that was another contact's is this one's now. 404 for one that the caller may not see. A campaign-limited key must name one (400).`,
  })
  leadIds?: string[] | null;
}

/** A change of a contact. */
@InputType({
  description:
    "A change of a contact; a field left out stays as it is, null takes it away where a contact can do without it.",
})
export class UpdateContactInput extends OptionalContactFields {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The `version` the change was made from. 409 when the contact is another by now.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: `At most ${nameMax} characters.` })
  name?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: `All the leads that are this person, at most ${leadsMax}, instead of those it has. A campaign-limited key must leave it one (400).`,
  })
  leadIds?: string[] | null;
}

/** Which contact to delete. */
@InputType()
export class DeleteContactInput {
  @Field(() => ID)
  id!: string;
}

/** The contact as it is now. */
@ObjectType()
abstract class ContactPayload {
  @Field(() => Contact)
  contact!: Contact;
}

/** The new contact. */
@RequiresScope("contacts:write")
@ObjectType({ simpleResolvers: true })
export class CreateContactPayload extends ContactPayload {}

/** The changed contact. */
@RequiresScope("contacts:write")
@ObjectType({ simpleResolvers: true })
export class UpdateContactPayload extends ContactPayload {}

/** What was deleted. */
@RequiresScope("contacts:write")
@ObjectType({ simpleResolvers: true })
export class DeleteContactPayload {
  @Field(() => ID)
  deletedId!: string;
}
