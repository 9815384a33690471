import { type CustomFields, LEAD_LIMITS } from "@latchkey/shared";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { SEARCH_KEY_MAX } from "../../database/search-key.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";
import { CustomFieldsColumn, CustomFieldsScalar } from "./custom-fields.js";

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
@Index("leads_of_campaign", ["campaignId", "workspaceId", "id"])
@Index("leads_status", ["workspaceId", "status", "id"])
@Index("leads_updated", ["workspaceId", "updatedAt", "id"])
@Index("leads_name", ["workspaceId", "nameKey", "id"])
@Index("leads_last_name", ["workspaceId", "lastNameKey", "id"])
@Index("leads_company", ["workspaceId", "companyKey", "id"])
@Index("leads_email", ["workspaceId", "email", "id"])
@Index("leads_external", ["workspaceId", "externalId", "campaignId"], { unique: true })
export class Lead {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "leads_workspace_fk" })
  workspace?: Workspace;

  @Field(() => ID, { description: "The campaign the lead is in." })
  @ReferenceColumn()
  campaignId!: string;

  @ManyToOne(() => Campaign, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "campaignId", foreignKeyConstraintName: "leads_campaign_fk" })
  campaignRow?: Campaign;

  @Field(() => String, {
    nullable: true,
    description: "The lead's id in another system, once in each campaign.",
  })
  @TextColumn(LEAD_LIMITS.externalIdMax, { nullable: true })
  externalId!: string | null;

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

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  notes!: string | null;

  @Field(() => CustomFieldsScalar, { description: "The workspace's own fields; `{}` for none." })
  @CustomFieldsColumn()
  customFields!: CustomFields;

  /** What the name and the company are searched and sorted by. */
  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  nameKey!: string;

  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  lastNameKey!: string;

  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  companyKey!: string;

  @Field(() => Int, { description: "Goes up with each change; for `updateLead`." })
  @Column({ type: "integer", default: 1 })
  version!: number;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date)
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of leads. */
export const LeadConnection = connectionOf(Lead, "leads:read");
