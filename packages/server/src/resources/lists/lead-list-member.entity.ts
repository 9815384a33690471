import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { InstantColumn, ReferenceColumn } from "../../database/columns.js";
import { Lead } from "../leads/lead.entity.js";
import { LeadList } from "./lead-list.entity.js";

/** A lead's place on a list. */
@Entity("lead_list_members")
@Index("lead_list_members_campaign", ["listId", "campaignId", "leadId"])
@Index("lead_list_members_lead", ["leadId", "listId"])
export class LeadListMember {
  @PrimaryColumn({ type: "varchar", length: 36 })
  listId!: string;

  @ManyToOne(() => LeadList, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "listId", foreignKeyConstraintName: "lead_list_members_list_fk" })
  list?: LeadList;

  @PrimaryColumn({ type: "varchar", length: 36 })
  leadId!: string;

  @ManyToOne(() => Lead, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "leadId", foreignKeyConstraintName: "lead_list_members_lead_fk" })
  lead?: Lead;

  /** The lead's, which never changes: what a campaign-limited key sees of a list is found by it. */
  @ReferenceColumn()
  campaignId!: string;

  @InstantColumn()
  addedAt!: Date;
}
