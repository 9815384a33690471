import { LEAD_LIMITS } from "@latchkey/shared";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** How far a lead has come. */
export enum LeadStatus {
  NEW = "NEW",
  CONTACTED = "CONTACTED",
  REPLIED = "REPLIED",
  QUALIFIED = "QUALIFIED",
  WON = "WON",
  LOST = "LOST",
}

registerEnumType(LeadStatus, { name: "LeadStatus", description: "How far a lead has come." });

/** A person to reach, in exactly one campaign. */
@RequiresScope("leads:read")
@ObjectType({ description: "A person to reach, in exactly one campaign.", simpleResolvers: true })
@Entity("leads")
@Index("leads_workspace", ["workspaceId", "id"])
@Index("leads_campaign", ["workspaceId", "campaignId", "id"])
@Index("leads_status", ["workspaceId", "status", "id"])
@Index("leads_by_campaign", ["campaignId"])
export class Lead {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "leads_workspace_fk" })
  workspace?: Workspace;

  @ReferenceColumn()
  campaignId!: string;

  @ManyToOne(() => Campaign, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "campaignId", foreignKeyConstraintName: "leads_campaign_fk" })
  campaignRow?: Campaign;

  @Field(() => String)
  @TextColumn(LEAD_LIMITS.nameMax)
  name!: string;

  @Field(() => String, { description: "Lower-case." })
  @TextColumn(254)
  email!: string;

  @Field(() => String, { nullable: true })
  @TextColumn(LEAD_LIMITS.phoneMax, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(LEAD_LIMITS.companyMax, { nullable: true })
  company!: string | null;

  @Field(() => String, { nullable: true, description: "Job title." })
  @TextColumn(LEAD_LIMITS.titleMax, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: "Where the lead came from." })
  @TextColumn(LEAD_LIMITS.sourceMax, { nullable: true })
  source!: string | null;

  @Field(() => LeadStatus)
  @TextColumn(20)
  status!: LeadStatus;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date)
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of leads. */
export const LeadConnection = connectionOf(Lead, "leads:read");
