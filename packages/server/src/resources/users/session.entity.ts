import { Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { DigestColumn, IdColumn, InstantColumn, ReferenceColumn } from "../../database/columns.js";
import { User } from "./user.entity.js";

/** A signed-in browser. Only the token's SHA-256 is kept, so that a copy of the table opens nothing. */
@Entity("sessions")
@Index("sessions_token", ["tokenHash"], { unique: true })
@Index("sessions_user", ["userId"])
@Index("sessions_expiry", ["expiresAt"])
export class Session {
  @IdColumn()
  id!: string;

  @DigestColumn()
  tokenHash!: Buffer;

  @ReferenceColumn()
  userId!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "userId", foreignKeyConstraintName: "sessions_user_fk" })
  user?: User;

  @InstantColumn()
  createdAt!: Date;

  @InstantColumn()
  expiresAt!: Date;
}
