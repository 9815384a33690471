import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { DigestColumn, IdColumn, InstantColumn, ReferenceColumn } from "../../database/columns.js";
import { ApiKey } from "./api-key.entity.js";

/** A key's secret, of which only an HMAC is kept; a key has more than one only while it is rotated. */
@Entity("api_key_secrets")
@Index("api_key_secrets_hash", ["hash"], { unique: true })
@Index("api_key_secrets_key", ["apiKeyId"])
export class ApiKeySecret {
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

  @InstantColumn()
  createdAt!: Date;
}
