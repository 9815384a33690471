import { Column, Entity, PrimaryColumn } from "typeorm";
import { DigestColumn } from "../../database/columns.js";

/** The last event of a workspace's chain, kept apart, so that a cut-off end is found. */
@Entity("audit_heads")
export class AuditHead {
  @PrimaryColumn({ type: "varchar", length: 36 })
  workspaceId!: string;

  @Column({ type: "integer" })
  sequence!: number;

  @DigestColumn()
  hash!: Buffer;
}
