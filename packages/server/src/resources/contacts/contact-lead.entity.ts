import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from "typeorm";
import { ReferenceColumn } from "../../database/columns.js";
import { Lead } from "../leads/lead.entity.js";
import { Contact } from "./contact.entity.js";

/** Which contact a lead is; at most one. */
@Entity("contact_leads")
@Index("contact_leads_campaign", ["campaignId", "contactId"])
@Index("contact_leads_contact", ["contactId", "campaignId", "leadId"])
export class ContactLead {
  @PrimaryColumn({ type: "varchar", length: 36 })
  leadId!: string;

  @ManyToOne(() => Lead, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "leadId", foreignKeyConstraintName: "contact_leads_lead_fk" })
  lead?: Lead;

  @ReferenceColumn()
  contactId!: string;

  @ManyToOne(() => Contact, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "contactId", foreignKeyConstraintName: "contact_leads_contact_fk" })
  contact?: Contact;

  /** The lead's, which never changes: what a campaign-limited key sees is found by it. */
  @ReferenceColumn()
  campaignId!: string;
}
