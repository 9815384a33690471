import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { Lead } from "../leads/lead.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** By what way messages go. */
export enum ConversationChannel {
  EMAIL = "EMAIL",
  CHAT = "CHAT",
  SMS = "SMS",
}

registerEnumType(ConversationChannel, {
  name: "ConversationChannel",
  description: "By what way messages go.",
});

/** The messages exchanged with a lead over one channel. */
@RequiresScope("conversations:read")
@ObjectType({ description: "Messages exchanged with a lead.", simpleResolvers: true })
@Entity("conversations")
@Index("conversations_workspace", ["workspaceId", "id"])
@Index("conversations_updated", ["workspaceId", "updatedAt", "id"])
@Index("conversations_campaign", ["campaignId", "workspaceId", "updatedAt", "id"])
@Index("conversations_channel", ["workspaceId", "channel", "id"])
@Index("conversations_lead", ["leadId", "id"])
export class Conversation {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "conversations_workspace_fk" })
  workspace?: Workspace;

  /** The lead's, which never changes. */
  @Field(() => ID, { description: "The campaign of its lead." })
  @ReferenceColumn()
  campaignId!: string;

  @Field(() => ID, { description: "The lead it is held with." })
  @ReferenceColumn()
  leadId!: string;

  @ManyToOne(() => Lead, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "leadId", foreignKeyConstraintName: "conversations_lead_fk" })
  leadRow?: Lead;

  @Field(() => ConversationChannel)
  @TextColumn(20)
  channel!: ConversationChannel;

  @Field(() => String, { nullable: true })
  @TextColumn(300, { nullable: true })
  subject!: string | null;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date, { description: "When its last message was sent." })
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of conversations. */
export const ConversationConnection = connectionOf(Conversation, "conversations:read");
