import { LIST_LIMITS } from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { OrderedPageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { LeadList } from "./lead-list.entity.js";

const NAME = `At most ${LIST_LIMITS.nameMax} characters.`;
const DESCRIPTION = `At most ${LIST_LIMITS.descriptionMax} characters, with line breaks.`;
const LEADS = `1 to ${LIST_LIMITS.leadsPerCallMax} of them, each once. 404 when one is unknown or outside a campaign-limited key; then nothing is changed.`;

/** Which lists a list of them holds. */
@InputType({ description: "Which lists are returned; every condition must be met." })
export class LeadListFilter {
  @Field(() => String, {
    nullable: true,
    description: "Part of the name, whatever its case and accents.",
  })
  search?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Only those that are this campaign's. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;
}

/** What `lists` takes. */
@ArgsType()
export class ListLeadListsArgs extends OrderedPageArgs {
  @Field(() => LeadListFilter, { nullable: true })
  filter?: LeadListFilter | null;
}

/** A new list. */
@InputType()
export class CreateListInput {
  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { nullable: true, description: DESCRIPTION })
  description?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The one campaign whose leads it can hold; without it any, except for a campaign-limited key, whose lists are its campaign's. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;
}

/** A change of a list. */
@InputType({ description: "A change of a list; a field left out stays as it is." })
export class UpdateListInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The `version` the change was made from. 409 when the list is another by now.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true, description: NAME })
  name?: string | null;

  @Field(() => String, { nullable: true, description: `${DESCRIPTION} Null takes it away.` })
  description?: string | null;
}

/** Which list to delete. */
@InputType()
export class DeleteListInput {
  @Field(() => ID)
  id!: string;
}

/** Leads to put on a list. */
@InputType()
export class AddLeadsToListInput {
  @Field(() => ID, { description: "The list." })
  id!: string;

  @Field(() => [ID], { description: LEADS })
  leadIds!: string[];
}

/** Leads to take off a list. */
@InputType()
export class RemoveLeadsFromListInput {
  @Field(() => ID, { description: "The list." })
  id!: string;

  @Field(() => [ID], { description: LEADS })
  leadIds!: string[];
}

/** The list as it is now. */
@ObjectType()
abstract class ListPayload {
  @Field(() => LeadList)
  list!: LeadList;
}

/** The new list. */
@RequiresScope("lists:write")
@ObjectType({ simpleResolvers: true })
export class CreateListPayload extends ListPayload {}

/** The changed list. */
@RequiresScope("lists:write")
@ObjectType({ simpleResolvers: true })
export class UpdateListPayload extends ListPayload {}

/** What was deleted. */
@RequiresScope("lists:write")
@ObjectType({ simpleResolvers: true })
export class DeleteListPayload {
  @Field(() => ID)
  deletedId!: string;
}

/** The list, and how many leads are new on it. */
@RequiresScope("lists:write")
@ObjectType({ simpleResolvers: true })
export class AddLeadsToListPayload extends ListPayload {
  @Field(() => Int, { description: "Those that were not on it before." })
  addedCount!: number;
}

/** The list, and how many leads were taken off it. */
@RequiresScope("lists:write")
@ObjectType({ simpleResolvers: true })
export class RemoveLeadsFromListPayload extends ListPayload {
  @Field(() => Int, { description: "Those that were on it." })
  removedCount!: number;
}
