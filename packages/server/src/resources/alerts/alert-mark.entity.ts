import { Entity, PrimaryColumn } from "typeorm";
import { InstantColumn } from "../../database/columns.js";

/** Until when a check has looked, so that what came while no process ran is looked at, too. */
@Entity("alert_marks")
export class AlertMark {
  @PrimaryColumn({ type: "varchar", length: 40 })
  name!: string;

  @InstantColumn()
  doneAt!: Date;
}
