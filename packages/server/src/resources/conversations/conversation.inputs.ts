import { ArgsType, Field, ID, InputType, registerEnumType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { ConversationChannel } from "./conversation.entity.js";

/** By what conversations are sorted. */
export enum ConversationOrder {
  UPDATED_AT_DESC = "UPDATED_AT_DESC",
  UPDATED_AT_ASC = "UPDATED_AT_ASC",
  CREATED_AT_DESC = "CREATED_AT_DESC",
  CREATED_AT_ASC = "CREATED_AT_ASC",
}

registerEnumType(ConversationOrder, {
  name: "ConversationOrder",
  description: "By what conversations are sorted; `UPDATED_AT` is the last message's instant.",
});

/** Which conversations a list holds. */
@InputType({ description: "Which conversations a list holds; every condition must be met." })
export class ConversationFilter {
  @Field(() => ID, {
    nullable: true,
    description:
      "Only this lead's. 404 when there is none that the caller may see; needs `leads:read`.",
  })
  leadId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: "Only this campaign's. 404 when unknown, 403 outside a campaign-limited key.",
  })
  campaignId?: string | null;

  @Field(() => ConversationChannel, { nullable: true })
  channel?: ConversationChannel | null;

  @Field(() => Date, {
    nullable: true,
    description: "With a last message of this instant or later.",
  })
  updatedFrom?: Date | null;

  @Field(() => Date, { nullable: true, description: "With a last message before this instant." })
  updatedTo?: Date | null;
}

/** What `conversations` takes. */
@ArgsType()
export class ListConversationsArgs extends PageArgs {
  @Field(() => ConversationFilter, { nullable: true })
  filter?: ConversationFilter | null;

  @Field(() => ConversationOrder, { defaultValue: ConversationOrder.UPDATED_AT_DESC })
  order!: ConversationOrder;
}

/** What `messages` takes. */
@ArgsType()
export class ListMessagesArgs extends PageArgs {
  @Field(() => ID, { description: "404 when there is none that the caller may see." })
  conversationId!: string;
}
