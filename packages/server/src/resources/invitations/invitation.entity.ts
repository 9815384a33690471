import type { RoleName } from "@latchkey/shared";
import { Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import {
  DigestColumn,
  IdColumn,
  InstantColumn,
  ReferenceColumn,
  TextColumn,
} from "../../database/columns.js";
import { User } from "../users/user.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/**
 * A person asked to join a workspace. Only the token's SHA-256 is kept, so that a copy of the table
 * lets nobody in. The row is gone once it is accepted or revoked.
 */
@Entity("invitations")
@Index("invitations_token", ["tokenHash"], { unique: true })
@Index("invitations_email", ["workspaceId", "email"], { unique: true })
@Index("invitations_inviter", ["invitedById"])
export class Invitation {
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "invitations_workspace_fk" })
  workspace?: Workspace;

  /** Lower-case. */
  @TextColumn(254)
  email!: string;

  @TextColumn(20)
  role!: RoleName;

  @DigestColumn()
  tokenHash!: Buffer;

  @ReferenceColumn()
  invitedById!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "invitedById", foreignKeyConstraintName: "invitations_inviter_fk" })
  invitedBy?: User;

  @InstantColumn()
  createdAt!: Date;

  @InstantColumn()
  expiresAt!: Date;
}
