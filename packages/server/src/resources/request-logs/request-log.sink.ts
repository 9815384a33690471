import { type DataSource, LessThan } from "typeorm";
import { RequestLog } from "./request-log.entity.js";

/** Where finished request records go; the database today, a column store when it grows. */
export interface RequestLogSink {
  /** Keeps the rows. A row that was kept before is left as it is, so that a second delivery is harmless. */
  write(rows: readonly RequestLog[]): Promise<void>;
  /** Drops what is older; returns how many rows went. */
  deleteBefore(instant: Date): Promise<number>;
}

const INSERT_MAX = 500;

/** Keeps request logs in the main database. */
export class DatabaseRequestLogSink implements RequestLogSink {
  constructor(private readonly database: DataSource) {}

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
    const { affected } = await this.database
      .getRepository(RequestLog)
      .delete({ at: LessThan(instant) });
    return affected ?? 0;
  }
}
