import { type DataSource, In, LessThan } from "typeorm";
import { RequestLog } from "./request-log.entity.js";

/** Where finished request records go; the database today, a column store when it grows. */
export interface RequestLogSink {
  /** Keeps the rows. A row that was kept before is left as it is, so that a second delivery is harmless. */
  write(rows: readonly RequestLog[]): Promise<void>;
  /** Drops what is older; returns how many rows went. */
  deleteBefore(instant: Date): Promise<number>;
}

const INSERT_MAX = 500;
/** One statement over months of rows would hold others up, and outlast its deadline. */
const DELETE_MAX = 1000;

/** Keeps request logs in the main database. */
export class DatabaseRequestLogSink implements RequestLogSink {
  constructor(
    private readonly database: DataSource,
    private readonly deleteMax = DELETE_MAX,
  ) {}

  async write(rows: readonly RequestLog[]): Promise<void> {
    for (let from = 0; from < rows.length; from += INSERT_MAX) {
      await this.database
        .createQueryBuilder()
        .insert()
        .into(RequestLog)
        .values(rows.slice(from, from + INSERT_MAX))
        .orIgnore()
        .updateEntity(false)
        .execute();
    }
  }

  async deleteBefore(instant: Date): Promise<number> {
    let deleted = 0;
    for (;;) {
      const rows = this.database.getRepository(RequestLog);
      const oldest = await rows.find({
        select: { id: true },
        where: { at: LessThan(instant) },
        order: { at: "ASC" },
        take: this.deleteMax,
      });
      if (oldest.length === 0) return deleted;
      await rows.delete({ id: In(oldest.map(({ id }) => id)) });
      deleted += oldest.length;
    }
  }
}
