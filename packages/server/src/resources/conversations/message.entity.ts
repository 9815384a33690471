import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { Conversation } from "./conversation.entity.js";

/** Who wrote a message. */
export enum MessageDirection {
  INBOUND = "INBOUND",
  OUTBOUND = "OUTBOUND",
}

registerEnumType(MessageDirection, {
  name: "MessageDirection",
  description: "Who wrote a message.",
  valuesConfig: {
    INBOUND: { description: "The lead." },
    OUTBOUND: { description: "Somebody of the workspace." },
  },
});

/** One message of a conversation. */
@RequiresScope("conversations:read")
@ObjectType({ description: "One message of a conversation.", simpleResolvers: true })
@Entity("messages")
@Index("messages_conversation", ["conversationId", "id"])
export class Message {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ReferenceColumn()
  conversationId!: string;

  @ManyToOne(() => Conversation, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "conversationId", foreignKeyConstraintName: "messages_conversation_fk" })
  conversation?: Conversation;

  @Field(() => MessageDirection)
  @TextColumn(10)
  direction!: MessageDirection;

  @Field(() => String, { description: "The writer's address or name." })
  @TextColumn(254)
  sender!: string;

  @Field(() => String, { description: "Plain text." })
  @Column({ type: "text" })
  body!: string;

  @Field(() => Date)
  @InstantColumn()
  sentAt!: Date;
}

/** A page of messages. */
export const MessageConnection = connectionOf(Message, "conversations:read");
