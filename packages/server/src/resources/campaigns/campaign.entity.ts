import { CAMPAIGN_LIMITS } from "@latchkey/shared";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { SEARCH_KEY_MAX } from "../../database/search-key.js";
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
  @TextColumn(CAMPAIGN_LIMITS.nameMax)
  name!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  description!: string | null;

  @Field(() => CampaignStatus)
  @TextColumn(20)
  status!: CampaignStatus;

  /** What the name is sorted by. */
  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  nameKey!: string;

  @Field(() => Int, { description: "Goes up with each change; for `updateCampaign`." })
  @Column({ type: "integer", default: 1 })
  version!: number;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date)
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of campaigns. */
export const CampaignConnection = connectionOf(Campaign, "campaigns:read");
