import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import {
  DigestColumn,
  IdColumn,
  InstantColumn,
  ReferenceColumn,
  TextColumn,
} from "../../database/columns.js";

/** One change of authority, in its workspace's chain. Rows are never updated and never deleted. */
@RequiresScope("logs:read")
@ObjectType({
  description: "Who did what to what, from where, and what it changed.",
  simpleResolvers: true,
})
@Entity("audit_events")
@Index("audit_events_chain", ["workspaceId", "sequence"], { unique: true })
@Index("audit_events_workspace", ["workspaceId", "id"])
@Index("audit_events_action", ["workspaceId", "action", "id"])
@Index("audit_events_actor", ["workspaceId", "actorId", "id"])
@Index("audit_events_subject", ["workspaceId", "subjectId", "id"])
export class AuditEvent {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @Field(() => Int, { description: "Its place in the workspace's chain, from 1, without a gap." })
  @Column({ type: "integer" })
  sequence!: number;

  @Field(() => Date)
  @InstantColumn()
  at!: Date;

  @Field(() => String, { description: "`session`, `key` or `system`." })
  @TextColumn(20)
  actorKind!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The person's or the key's id; null for the system.",
  })
  @ReferenceColumn({ nullable: true })
  actorId!: string | null;

  @Field(() => String, { description: "The person's e-mail or the key's name, as it was then." })
  @TextColumn(254)
  actorName!: string;

  @Field(() => String, { nullable: true, description: "The address it came from." })
  @TextColumn(45, { nullable: true })
  ip!: string | null;

  @Field(() => String, { description: "What was done, as the mutation is named: `revokeApiKey`." })
  @TextColumn(60)
  action!: string;

  @Field(() => String, { description: "What it was done to: `apiKey`, `member`, `workspace`." })
  @TextColumn(40)
  subjectKind!: string;

  @Field(() => ID)
  @ReferenceColumn()
  subjectId!: string;

  @Field(() => String, { description: "Its name then." })
  @TextColumn(200)
  subjectName!: string;

  /** JSON of the changed fields' values before; null where there was nothing. */
  @Field(() => String, { nullable: true, description: "JSON of the changed fields, as they were." })
  @Column({ type: "text", nullable: true })
  before!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "JSON of the changed fields, as they are since; beside `ownerId` and `campaignId` the `ownerEmail` and `campaignName` of then.",
  })
  @Column({ type: "text", nullable: true })
  after!: string | null;

  /** The version of the pepper that the chain's key was made from. */
  @Column({ type: "integer" })
  keyVersion!: number;

  /** The hash of the event before; zeros for the first. */
  @DigestColumn()
  previousHash!: Buffer;

  /** HMAC-SHA-256 over the previous hash and this event's fields. */
  @DigestColumn()
  hash!: Buffer;
}

/** A page of audit events. */
export const AuditEventConnection = connectionOf(AuditEvent, "logs:read");
