import type { DataSource } from "typeorm";
import { isMysql } from "../../database/migrate.js";
import { MINUTES_KEPT_SECONDS } from "./request-counter.js";
import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from "./rollup-cells.js";

const DELETE_MAX = 1000;

/** Deletes roll-ups of days before an instant, a few at a time; those of minutes after two days in any case. */
export async function deleteRollupsBefore(
  database: DataSource,
  instant: Date,
  now: Date,
): Promise<void> {
  // An hour more: replicas' clocks differ.
  const kept = Math.floor(now.getTime() / 1000) - MINUTES_KEPT_SECONDS - HOUR_SECONDS;
  const oldest = Math.floor(instant.getTime() / 1000);
  await deleteLevel(database, MINUTE_SECONDS, Math.max(kept, oldest));
  await deleteLevel(database, HOUR_SECONDS, oldest);
  await deleteLevel(database, DAY_SECONDS, oldest);
}

async function deleteLevel(
  database: DataSource,
  levelSeconds: number,
  beforeSeconds: number,
): Promise<void> {
  const which = "levelSeconds = ? AND startSeconds < ?";
  const sql = isMysql(database)
    ? `DELETE FROM request_rollups WHERE ${which} LIMIT ${DELETE_MAX}`
    : `DELETE FROM request_rollups WHERE rowid IN (SELECT rowid FROM request_rollups WHERE ${which} LIMIT ${DELETE_MAX})`;
  const runner = database.createQueryRunner();
  try {
    for (;;) {
      const { affected } = await runner.query(sql, [levelSeconds, beforeSeconds], true);
      if ((affected ?? 0) < DELETE_MAX) return;
    }
  } finally {
    await runner.release();
  }
}
