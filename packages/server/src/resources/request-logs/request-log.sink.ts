import { setImmediate } from "node:timers/promises";
import { type DataSource, In, LessThan } from "typeorm";
import { insertNewRows } from "../../database/insert-new-rows.js";
import { formatInstant } from "../../database/instants.js";
import { RequestLog } from "./request-log.entity.js";

/** Where finished request records go; the database today, a column store when it grows. */
export interface RequestLogSink {
  /** Keeps the rows. A row that was kept before is left as it is, so that a second delivery is harmless. */
  write(rows: readonly RequestLog[]): Promise<void>;
  /** Drops what is older; returns how many rows went. */
  deleteBefore(instant: Date): Promise<number>;
}

const INSERT_MAX = 500;
const COLUMNS = [
  "id",
  "at",
  "workspaceId",
  "apiKeyId",
  "environment",
  "campaignId",
  "operationName",
  "operationType",
  "rootFields",
  "method",
  "endpoint",
  "statusCode",
  "errorCode",
  "reason",
  "durationMs",
  "ip",
  "userAgent",
  "decisionId",
] as const satisfies ReadonlyArray<keyof RequestLog>;
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
      const some = rows.slice(from, from + INSERT_MAX);
      await insertNewRows(this.database, "request_logs", COLUMNS, some.map(toValues));
      // The embedded database works in this process: requests have their turn in between.
      await setImmediate();
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

function toValues(row: RequestLog): Array<string | number | null> {
  return COLUMNS.map((column) => {
    const value = row[column];
    if (value instanceof Date) return formatInstant(value);
    // As TypeORM's simple-array keeps it.
    return Array.isArray(value) ? value.join(",") : value;
  });
}
