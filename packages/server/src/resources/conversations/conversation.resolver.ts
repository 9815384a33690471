import { Arg, Args, FieldResolver, ID, Int, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { type FieldNames, RowFields } from "../../base/row-fields.js";
import { Conversation, ConversationConnection } from "./conversation.entity.js";
import { ListConversationsArgs, ListMessagesArgs } from "./conversation.inputs.js";
import { ConversationService } from "./conversation.service.js";
import { Message, MessageConnection } from "./message.entity.js";

/** Conversations and their messages over GraphQL. */
@Resolver(() => Conversation)
export class ConversationResolver {
  constructor(private readonly service: ConversationService) {}

  @RequiresScope("conversations:read")
  @Query(() => ConversationConnection, {
    description:
      "The workspace's conversations under the filter, those with the newest messages first; a campaign-limited key sees its campaign's.",
  })
  conversations(
    @Caller() actor: Actor,
    @Args(() => ListConversationsArgs) args: ListConversationsArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<Conversation>> {
    return this.service.list(actor, args, fields);
  }

  @RequiresScope("conversations:read")
  @Query(() => Conversation, {
    nullable: true,
    description: "One conversation; 404 when there is none that the caller may see.",
  })
  conversation(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<Conversation> {
    return this.service.get(actor, id);
  }

  @RequiresScope("conversations:read")
  @Query(() => MessageConnection, {
    description: "A conversation's messages, the newest first; 404 as for its `conversationId`.",
  })
  messages(
    @Caller() actor: Actor,
    @Args(() => ListMessagesArgs) args: ListMessagesArgs,
    @RowFields() fields: FieldNames,
  ): Promise<Connection<Message>> {
    return this.service.listMessages(actor, args, fields);
  }

  @FieldResolver(() => [Message], {
    name: "messages",
    description:
      "Its newest messages, the newest first; the root field `messages` has all of them.",
  })
  newestMessages(
    @Caller() actor: Actor,
    @Root() conversation: Conversation,
    @Arg("first", () => Int, { defaultValue: 10, description: "At most so many, 1 to 100." })
    first: number,
  ): Promise<readonly Message[]> {
    return this.service.findNewest(actor, conversation.id, first);
  }

  @FieldResolver(() => Int, { description: "How many messages it has." })
  messageCount(@Caller() actor: Actor, @Root() conversation: Conversation): Promise<number> {
    return this.service.countMessages(actor, conversation.id);
  }
}
