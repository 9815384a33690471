import type { RoleName } from "@latchkey/shared";
import { Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import { IdColumn, InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";
import { User } from "../users/user.entity.js";
import { Workspace } from "./workspace.entity.js";

/** A person's place in one workspace. */
@Entity("members")
@Index("members_user", ["userId", "workspaceId"], { unique: true })
@Index("members_workspace", ["workspaceId"])
export class Member {
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "members_workspace_fk" })
  workspace?: Workspace;

  @ReferenceColumn()
  userId!: string;

  @ManyToOne(() => User, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "userId", foreignKeyConstraintName: "members_user_fk" })
  user?: User;

  @TextColumn(20)
  role!: RoleName;

  @InstantColumn()
  createdAt!: Date;
}
