import { UPSERT_LIMITS } from "@latchkey/shared";
import { Column, Entity, Index, JoinColumn, ManyToOne } from "typeorm";
import {
  DigestColumn,
  IdColumn,
  InstantColumn,
  ReferenceColumn,
  TextColumn,
} from "../../database/columns.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** A call that was done under an idempotency key, and what came of it. */
@Entity("idempotent_calls")
@Index("idempotent_calls_key", ["workspaceId", "actorId", "idempotencyKey"], { unique: true })
@Index("idempotent_calls_created", ["workspaceId", "createdAt"])
export class IdempotentCall {
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  @ManyToOne(() => Workspace, { onDelete: "CASCADE", nullable: false })
  @JoinColumn({ name: "workspaceId", foreignKeyConstraintName: "idempotent_calls_workspace_fk" })
  workspace?: Workspace;

  /** The key or the person that called. */
  @ReferenceColumn()
  actorId!: string;

  @TextColumn(UPSERT_LIMITS.idempotencyKeyMax)
  idempotencyKey!: string;

  /** Of what was asked. */
  @DigestColumn()
  contentHash!: Buffer;

  /** JSON, deflated, as base64. */
  @Column({ type: "text" })
  results!: string;

  @InstantColumn()
  createdAt!: Date;
}
