import { CONTACT_LIMITS } from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { SEARCH_KEY_MAX } from "../../database/search-key.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** A person in the address book. */
@RequiresScope("contacts:read")
@ObjectType({
  description:
    "A person in the address book, who can be a lead in several campaigns: `leads(filter: { contactId })`. A campaign-limited key sees those who are a lead in its campaign.",
  simpleResolvers: true,
})
@Entity("contacts")
@Index("contacts_workspace", ["workspaceId", "id"])
@Index("contacts_updated", ["workspaceId", "updatedAt", "id"])
@Index("contacts_name", ["workspaceId", "nameKey", "id"])
@Index("contacts_last_name", ["workspaceId", "lastNameKey", "id"])
@Index("contacts_company", ["workspaceId", "companyKey", "id"])
@Index("contacts_email", ["workspaceId", "email", "id"])
export class Contact {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "contacts_workspace_fk" })
  workspace?: Workspace;

  @Field(() => String)
  @TextColumn(CONTACT_LIMITS.nameMax)
  name!: string;

  /** What the name and the company are searched and sorted by. */
  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  nameKey!: string;

  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  lastNameKey!: string;

  @Field(() => String, { nullable: true, description: "Lower-case." })
  @TextColumn(254, { nullable: true })
  email!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(CONTACT_LIMITS.phoneMax, { nullable: true })
  phone!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(CONTACT_LIMITS.companyMax, { nullable: true })
  company!: string | null;

  @Column({ type: "varchar", length: SEARCH_KEY_MAX, default: "" })
  companyKey!: string;

  @Field(() => String, { nullable: true, description: "Job title." })
  @TextColumn(CONTACT_LIMITS.titleMax, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  @Column({ type: "text", nullable: true })
  notes!: string | null;

  @Field(() => Int, { description: "Goes up with each change; for `updateContact`." })
  @Column({ type: "integer", default: 1 })
  version!: number;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date)
  @InstantColumn()
  updatedAt!: Date;
}

/** A page of contacts. */
export const ContactConnection = connectionOf(Contact, "contacts:read");
