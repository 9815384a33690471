import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { InstantColumn, ReferenceColumn, TextColumn } from "../../database/columns.js";

/** A network that a key was used from. It is forgotten when it was not seen for a month. */
@Entity("api_key_networks")
@Index("api_key_networks_new", ["isNew"])
@Index("api_key_networks_age", ["lastSeenAt"])
export class KeyNetwork {
  @PrimaryColumn({ type: "varchar", length: 36 })
  apiKeyId!: string;

  /** An IPv4 /24 or IPv6 /48, in its canonical text. */
  @PrimaryColumn({ type: "varchar", length: 60 })
  network!: string;

  @ReferenceColumn()
  workspaceId!: string;

  /** The address in it that the key was first used from. */
  @TextColumn(45)
  address!: string;

  /** To the minute. */
  @InstantColumn()
  firstSeenAt!: Date;

  @InstantColumn()
  lastSeenAt!: Date;

  @Column({ type: "integer" })
  requests!: number;

  /** Whether it appeared and the alerts have not looked at it. */
  @Column({ type: "boolean" })
  isNew!: boolean;
}
