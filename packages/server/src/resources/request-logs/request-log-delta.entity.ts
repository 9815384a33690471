import { Column, Entity, Index } from "typeorm";
import { IdColumn, ReferenceColumn } from "../../database/columns.js";

/**
 * What one batch added to a workspace's request logs, written in the rows' own transaction and
 * deleted in the one that adds it to the roll-ups: so each row is counted once, in one or the other.
 */
@Entity("request_log_deltas")
@Index("request_log_deltas_workspace", ["workspaceId"])
export class RequestLogDelta {
  @IdColumn()
  id!: string;

  @ReferenceColumn()
  workspaceId!: string;

  /** As `request-facts.ts` writes them. */
  @Column({ type: "text" })
  facts!: string;
}
