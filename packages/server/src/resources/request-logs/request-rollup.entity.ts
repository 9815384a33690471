import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { InstantColumn } from "../../database/columns.js";

/**
 * The requests of one minute, hour or day that have one value in common: made from the deltas by
 * `RollupFolder`, read by `RollupReader`. As long as request logs are kept, so are they; those of a
 * minute for two days.
 */
@Entity("request_rollups")
@Index("request_rollups_value", [
  "workspaceId",
  "dimension",
  "levelSeconds",
  "scope",
  "value",
  "startSeconds",
])
@Index("request_rollups_age", ["levelSeconds", "startSeconds"])
export class RequestRollup {
  @PrimaryColumn({ type: "varchar", length: 36 })
  workspaceId!: string;

  /** What requests are told apart by; see rollup-cells.ts. */
  @PrimaryColumn({ type: "varchar", length: 10 })
  dimension!: string;

  /** 60, 3600 or 86400. */
  @PrimaryColumn({ type: "integer" })
  levelSeconds!: number;

  /** Whose requests: a key's or campaign's id, an environment, or empty for the whole workspace. */
  @PrimaryColumn({ type: "varchar", length: 36 })
  scope!: string;

  /** Where the minute, hour or day begins, in seconds since 1970. */
  @PrimaryColumn({ type: "integer" })
  startSeconds!: number;

  @PrimaryColumn({ type: "varchar", length: 100 })
  value!: string;

  @Column({ type: "integer" })
  total!: number;

  @Column({ type: "integer" })
  errors!: number;

  @Column({ type: "double" })
  sumMs!: number;

  @InstantColumn()
  lastAt!: Date;

  /** Their response times; see latency-sketch.ts. */
  @Column({ type: "text" })
  sketch!: string;
}
