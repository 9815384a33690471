import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Failed authentications of one minute, of one key and from one address; kept for a week. */
@Entity("auth_failures")
@Index("auth_failures_new", ["isNew", "startSeconds"])
@Index("auth_failures_age", ["startSeconds"])
@Index("auth_failures_key", ["workspaceId", "apiKeyId", "startSeconds"])
@Index("auth_failures_address", ["workspaceId", "address", "startSeconds"])
export class AuthFailure {
  /** Empty for keys that nobody knows. */
  @PrimaryColumn({ type: "varchar", length: 36 })
  workspaceId!: string;

  /** Empty where the workspace is. */
  @PrimaryColumn({ type: "varchar", length: 36 })
  apiKeyId!: string;

  /** Empty where it is not known. */
  @PrimaryColumn({ type: "varchar", length: 45 })
  address!: string;

  /** Where the minute begins, in seconds since 1970. */
  @PrimaryColumn({ type: "integer" })
  startSeconds!: number;

  @Column({ type: "integer" })
  total!: number;

  /** Whether something was added that the alerts have not looked at. */
  @Column({ type: "boolean" })
  isNew!: boolean;
}
