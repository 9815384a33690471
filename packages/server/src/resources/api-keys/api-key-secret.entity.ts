import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { RequiresScope } from "../../base/requires-scope.js";
import {
  DigestColumn,
  IdColumn,
  InstantColumn,
  ReferenceColumn,
  TextColumn,
} from "../../database/columns.js";
import { ApiKey } from "./api-key.entity.js";

/** A key's secret, of which only an HMAC is kept; a key has two that work only while it is rotated. */
@RequiresScope("credentials:read")
@ObjectType({
  description:
    "One of a key's secrets, as far as it can be told: where it is used, and until when.",
  simpleResolvers: true,
})
@Entity("api_key_secrets")
@Index("api_key_secrets_hash", ["hash"], { unique: true })
@Index("api_key_secrets_key", ["apiKeyId"])
export class ApiKeySecret {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  apiKeyId!: string;

  @ManyToOne(() => ApiKey, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "apiKeyId", foreignKeyConstraintName: "api_key_secrets_key_fk" })
  apiKey?: ApiKey;

  /** HMAC-SHA-256 of the whole key under the pepper of `pepperVersion`. */
  @DigestColumn()
  hash!: Buffer;

  @Column({ type: "integer" })
  pepperVersion!: number;

  @Field(() => String, { description: "Prefix, environment and the first four characters." })
  @Column({ type: "varchar", length: 32, default: "" })
  start!: string;

  @Field(() => String)
  @Column({ type: "varchar", length: 4, default: "" })
  lastFour!: string;

  @Field(() => Date)
  @InstantColumn()
  createdAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "When a rotated-out secret stops, or stopped; null for the key's present one.",
  })
  @InstantColumn({ nullable: true })
  closesAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "When it was first used; null: not yet." })
  @InstantColumn({ nullable: true })
  firstUsedAt!: Date | null;

  @Field(() => Date, { nullable: true, description: "Every use is in it within a minute." })
  @InstantColumn({ nullable: true })
  lastUsedAt!: Date | null;

  @Field(() => String, { nullable: true })
  @TextColumn(45, { nullable: true })
  lastUsedIp!: string | null;

  @Field(() => String, { nullable: true })
  @TextColumn(300, { nullable: true })
  lastUsedUserAgent!: string | null;
}
