import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** Where a campaign stands. */
export enum CampaignStatus {
  DRAFT = "DRAFT",
  ACTIVE = "ACTIVE",
  PAUSED = "PAUSED",
  ARCHIVED = "ARCHIVED",
}

registerEnumType(CampaignStatus, {
  name: "CampaignStatus",
  description: "Where a campaign stands.",
});

/** An outreach campaign; a key can be limited to one. */
@RequiresScope("campaigns:read")
@ObjectType({ description: "An outreach campaign.", simpleResolvers: true })
@Entity("campaigns")
@Index("campaigns_workspace", ["workspaceId", "id"])
export class Campaign {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "campaigns_workspace_fk" })
  workspace?: Workspace;

  @Field(() => String)
  @TextColumn(200)
  name!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  description!: string | null;

  @Field(() => CampaignStatus)
  @TextColumn(20)
  status!: CampaignStatus;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date)
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of campaigns. */
export const CampaignConnection = connectionOf(Campaign, "campaigns:read");
