import {
  formatRateLimits,
  KEY_LIMITS,
  type KeyEnvironment,
  parseRateLimits,
  type RateLimit,
  type Scope,
} from "@latchkey/shared";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { connectionOf } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { User } from "../users/user.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** The environments, as a runtime value for the schema. */
export const ApiKeyEnvironment: { readonly [E in KeyEnvironment]: E } = {
  LIVE: "LIVE",
  TEST: "TEST",
};

registerEnumType(ApiKeyEnvironment, {
  name: "ApiKeyEnvironment",
  description: "Where a key is meant to be used; part of its visible prefix.",
});

/** The logical key: a stable id, whatever its secret is. Secrets are rows of their own. */
@RequiresScope("credentials:read")
@ObjectType({ description: "An API key, without its secret.", simpleResolvers: true })
@Entity("api_keys")
@Index("api_keys_workspace", ["workspaceId", "id"])
@Index("api_keys_campaign", ["workspaceId", "campaignId", "id"])
@Index("api_keys_owner", ["ownerId"])
export class ApiKey {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "api_keys_workspace_fk" })
  workspace?: Workspace;

  @ReferenceColumn()
  ownerId!: string;

  @ManyToOne(() => User, { onDelete: "RESTRICT", nullable: false })
  @JoinColumn({ name: "ownerId", foreignKeyConstraintName: "api_keys_owner_fk" })
  ownerRow?: User;

  @ReferenceColumn({ nullable: true })
  campaignId!: string | null;

  @Field(() => String)
  @TextColumn(KEY_LIMITS.nameMax)
  name!: string;

  @Field(() => String, { nullable: true, description: "What the key is for." })
  @TextColumn(KEY_LIMITS.descriptionMax, { nullable: true })
  description!: string | null;

  @Field(() => ApiKeyEnvironment)
  @TextColumn(4)
  environment!: KeyEnvironment;

  @Field(() => [ScopeScalar], {
    description: "What the key was given, in the scope table's order.",
  })
  @Column({ type: "simple-array" })
  scopes!: Scope[];

  @Field(() => String, {
    description: "Prefix, environment and the secret's first four characters.",
  })
  @TextColumn(32)
  start!: string;

  @Field(() => String, { description: "The secret's last four characters." })
  @TextColumn(4)
  lastFour!: string;

  /** Raised by every change of authority; an update that names an older one changes nothing. */
  @Field(() => Int, {
    description:
      "Raised by every change; name it in an edit, and somebody else's change is not lost.",
  })
  @Column({ type: "integer", default: 1 })
  version!: number;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "Every use is in it within a minute; null when never used.",
  })
  @InstantColumn({ nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The address it was last used from." })
  @TextColumn(45, { nullable: true })
  lastUsedIp!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What the client that used it last calls itself; null when it does not say.",
  })
  @TextColumn(300, { nullable: true })
  lastUsedUserAgent!: string | null;

  @Field(() => Date, { nullable: true, description: "When it was revoked, for good." })
  @InstantColumn({ nullable: true })
  revokedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: "When it stops by itself; fixed at creation. Null: never.",
  })
  @InstantColumn({ nullable: true })
  expiresAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "Since when it is deactivated." })
  @InstantColumn({ nullable: true })
  deactivatedAt!: Date | null;

  /** When it last came back to work: the policy's unused days begin again with it. */
  @InstantColumn({ nullable: true })
  activatedAt!: Date | null;

  /** Deleted keys are listed nowhere; their rows stay for the audit log and the request logs. */
  @InstantColumn({ nullable: true })
  deletedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it last got a new secret." })
  @InstantColumn({ nullable: true })
  rotatedAt!: Date | null;

  /** When the last rotation was done and about to be acknowledged; null while one is under way. */
  @InstantColumn({ nullable: true })
  rotationSettledAt!: Date | null;

  /** From when on its use of scopes is known; null for one that was made since that is counted. */
  @InstantColumn({ nullable: true })
  scopeUseFrom!: Date | null;

  /** Null or empty: any address. */
  @Column({ type: "simple-array", nullable: true })
  ipAllowlist!: string[] | null;

  /** Null: the defaults. */
  @Column({
    name: "rateLimits",
    type: "varchar",
    length: 100,
    nullable: true,
    transformer: {
      to: (limits: readonly RateLimit[] | null) => limits && formatRateLimits(limits),
      from: (text: string | null) => text && parseRateLimits(text),
    },
  })
  ownRateLimits!: RateLimit[] | null;
}

/** A page of keys. */
export const ApiKeyConnection = connectionOf(ApiKey, "credentials:read");
