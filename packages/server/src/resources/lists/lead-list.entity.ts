import { LIST_LIMITS } from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { SEARCH_KEY_MAX } from "../../database/search-key.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** A named collection of leads. */
@RequiresScope("lists:read")
@ObjectType({
  description:
    "A named collection of leads; `leads(filter: { listId })` has who is on it. A campaign-limited key sees the lists of its campaign, and those with a lead of it.",
  simpleResolvers: true,
})
@Entity("lead_lists")
@Index("lead_lists_workspace", ["workspaceId", "id"])
@Index("lead_lists_name", ["workspaceId", "nameKey", "id"])
@Index("lead_lists_updated", ["workspaceId", "updatedAt", "id"])
@Index("lead_lists_campaign", ["campaignId", "workspaceId", "id"])
export class LeadList {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "lead_lists_workspace_fk" })
  workspace?: Workspace;

  @Field(() => ID, {
    nullable: true,
    description: "The one campaign whose leads it can hold; null for any.",
  })
  @ReferenceColumn({ nullable: true })
  campaignId!: string | null;

  @ManyToOne(() => Campaign, { onDelete: "CASCADE", nullable: true })
  @JoinColumn({ name: "campaignId", foreignKeyConstraintName: "lead_lists_campaign_fk" })
  campaignRow?: Campaign | null;

  @Field(() => String)
  @TextColumn(LIST_LIMITS.nameMax)
  name!: string;

  /** What the name is searched and sorted by. */
  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  nameKey!: string;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  description!: string | null;

  @Field(() => Int, { description: "Goes up with each change; for `updateList`." })
  @Column({ type: "integer", default: 1 })
  version!: number;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date, {
    description: "When its name or description was changed last; not who is on it.",
  })
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of lists. */
export const LeadListConnection = connectionOf(LeadList, "lists:read");
