import type { DataSource } from "typeorm";
import { firstIdOf } from "../../database/first-id-of.js";
import { isMysql, tryAlone } from "../../database/migrate.js";

const DAY_MS = 86_400_000;
/** Made ahead of time, so that rows have a partition of their own even if this does not run for a while. */
const DAYS_AHEAD = 3;
/** Most made at once; MySQL takes 8192 in all. */
const DAYS_MAX = 400;
/** What comes after the last day's partition. */
const LATER = "later";

/**
 * The request logs' partitions on MySQL: one a UTC day by the ids' instants, so that old days are
 * dropped rather than deleted row by row. The first also holds all that is older. On the embedded
 * database there are none.
 */
export class LogPartitions {
  constructor(private readonly database: DataSource) {}

  /** Makes those of the days from the oldest row on and of some days to come, by one replica. */
  async prepare(now: Date): Promise<void> {
    if (!isMysql(this.database)) return;
    await tryAlone(this.database, "log_partitions", async () => {
      const last = (await this.days()).at(-1);
      const first = last === undefined ? await this.oldestDay(now) : last + 1;
      const end = dayOf(now) + DAYS_AHEAD;
      if (first > end) return;
      const days = Array.from({ length: end - first + 1 }, (_, index) => first + index);
      const partitions = days
        .slice(-DAYS_MAX)
        .map((day) => `PARTITION ${nameOf(day)} VALUES LESS THAN ('${endOf(day)}')`);
      await this.database.query(
        `ALTER TABLE request_logs REORGANIZE PARTITION ${LATER} INTO
         (${partitions.join(", ")}, PARTITION ${LATER} VALUES LESS THAN (MAXVALUE))`,
      );
    });
  }

  /** Drops those whose days have all ended by this instant; returns how many rows they had. */
  async dropBefore(instant: Date): Promise<number> {
    if (!isMysql(this.database)) return 0;
    let dropped = 0;
    await tryAlone(this.database, "log_partitions", async () => {
      const old = (await this.days()).filter((day) => day < dayOf(instant));
      const newest = old.at(-1);
      if (newest === undefined) return;
      const [row]: Array<{ total: unknown }> = await this.database.query(
        "SELECT COUNT(*) AS total FROM request_logs WHERE id < ?",
        [endOf(newest)],
      );
      await this.database.query(
        `ALTER TABLE request_logs DROP PARTITION ${old.map(nameOf).join(", ")}`,
      );
      dropped = Number(row?.total ?? 0);
    });
    return dropped;
  }

  /** The days that have a partition, the oldest first. */
  private async days(): Promise<number[]> {
    const rows: Array<{ name: string }> = await this.database.query(
      `SELECT PARTITION_NAME AS name FROM information_schema.PARTITIONS
       WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'request_logs'
       AND PARTITION_NAME IS NOT NULL AND PARTITION_NAME <> ?
       ORDER BY PARTITION_ORDINAL_POSITION`,
      [LATER],
    );
    return rows.map(({ name }) => readName(name));
  }

  /** Of rows that are there, and of those that a migration set aside. */
  private async oldestDay(now: Date): Promise<number> {
    const tables = ["request_logs"];
    const aside: unknown[] = await this.database.query(
      "SHOW TABLES LIKE 'request\\_logs\\_before'",
    );
    if (aside.length > 0) tables.push("request_logs_before");
    const oldest = tables.map((table) => `SELECT MIN(id) AS id FROM ${table}`);
    const rows: Array<{ id: string | null }> = await this.database.query(
      oldest.join(" UNION ALL "),
    );
    const days = rows.flatMap(({ id }) => (id === null ? [] : [dayOfId(id)]));
    return Math.min(dayOf(now), ...days);
  }
}

function dayOf(instant: Date): number {
  return Math.floor(instant.getTime() / DAY_MS);
}

function dayOfId(id: string): number {
  return Math.floor(Number.parseInt(id.replace("-", "").slice(0, 12), 16) / DAY_MS);
}

/** The first id after a day. */
function endOf(day: number): string {
  return firstIdOf(new Date((day + 1) * DAY_MS));
}

function nameOf(day: number): string {
  return `p${new Date(day * DAY_MS).toISOString().slice(0, 10).replaceAll("-", "")}`;
}

function readName(name: string): number {
  return dayOf(new Date(`${name.slice(1, 5)}-${name.slice(5, 7)}-${name.slice(7, 9)}`));
}
