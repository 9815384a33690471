import { ArgsType, Field, ID, InputType } from "type-graphql";
import { OrderedPageArgs } from "../../base/page.js";
import { LeadStatus } from "./lead.entity.js";

/** Which leads a list holds. */
@InputType({ description: "Which leads a list holds; every condition must be met." })
export class LeadFilter {
  @Field(() => ID, {
    nullable: true,
    description: "Only this campaign's. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;

  @Field(() => LeadStatus, { nullable: true })
  status?: LeadStatus | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Only those on this list. 404 when there is none that the caller may see; needs `lists:read`.",
  })
  listId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Only those of this contact. 404 when there is none that the caller may see; needs `contacts:read`.",
  })
  contactId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What the name, its last word, the company or the e-mail address begins with, whatever its case and accents: 2 to 100 characters. Other words in their middle are not found.",
  })
  text?: string | null;

  @Field(() => String, { nullable: true, description: "Exactly this id of another system." })
  externalId?: string | null;

  @Field(() => String, { nullable: true, description: "Exactly this address, whatever its case." })
  email?: string | null;

  @Field(() => Date, { nullable: true, description: "Created at this instant or later." })
  createdFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: "Created before this instant." })
  createdTo?: Date | null;

  @Field(() => Date, { nullable: true, description: "Changed last at this instant or later." })
  updatedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: "Changed last before this instant." })
  updatedTo?: Date | null;
}

/** What `leads` takes. */
@ArgsType()
export class ListLeadsArgs extends OrderedPageArgs {
  @Field(() => LeadFilter, { nullable: true })
  filter?: LeadFilter | null;
}
