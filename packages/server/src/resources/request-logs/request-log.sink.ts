import { setImmediate } from "node:timers/promises";
import { type DataSource, In, type QueryRunner } from "typeorm";
import { inBatches } from "../../base/in-batches.js";
import { inTurns } from "../../base/in-turns.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { insertNewRows } from "../../database/insert-new-rows.js";
import { formatInstant } from "../../database/instants.js";
import { newId } from "../../database/new-id.js";
import { SqliteQueryRunner } from "../../database/sqlite-query-runner.js";
import { isStrangersKey, NOBODY } from "./auth-failures.js";
import { LogPartitions } from "./log-partitions.js";
import { type RequestFact, WorkspaceFacts, writeFacts } from "./request-facts.js";
import { RequestLog } from "./request-log.entity.js";
import { addScopeDays, deleteScopeDays } from "./scope-days.js";

/** Where finished request records go; the database today, a column store when it grows. */
export interface RequestLogSink {
  /** Keeps the rows. A row that was kept before is left as it is, and counted once, so that a second delivery is harmless. */
  write(rows: readonly RequestLog[]): Promise<void>;
  /** Drops what arrived before; returns how many rows went. */
  deleteBefore(instant: Date): Promise<number>;
}

/** Rows of one transaction: each writes the pages it touched once, and others wait for it meanwhile. */
const INSERT_MAX = 5_000;
/** Of what a batch adds to the roll-ups, in bytes: what a text column takes on MySQL. */
const DELTA_MAX = 65_000;
/** As many facts as fit into one text or two. */
const FACTS_PER_DELTA = 1_000;
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
  "failedCheck",
  "units",
  "retryAfterSeconds",
  "admissionMs",
  "executionMs",
  "scopesNeeded",
  "scopesHeld",
] as const satisfies ReadonlyArray<keyof RequestLog>;
/** One statement over months of rows would hold others up, and outlast its deadline. */
const DELETE_MAX = 1000;

/**
 * Keeps request logs in the main database. A batch's rows and what they add to the roll-ups go in
 * together; `RollupFolder` adds it up later, so that no two writers wait for the same roll-up.
 */
export class DatabaseRequestLogSink implements RequestLogSink {
  private readonly partitions: LogPartitions;

  constructor(
    private readonly database: DataSource,
    private readonly deleteMax = DELETE_MAX,
  ) {
    this.partitions = new LogPartitions(database);
  }

  async write(rows: readonly RequestLog[]): Promise<void> {
    for (const batch of inBatches(rows, INSERT_MAX)) {
      await this.writeBatch(batch);
      // The embedded database works in this process: requests have their turn in between.
      await setImmediate();
    }
  }

  async deleteBefore(instant: Date): Promise<number> {
    let deleted = await this.partitions.dropBefore(instant);
    // All of them on the embedded database; on MySQL those in a partition that goes on.
    for (;;) {
      const rows = this.database.getRepository(RequestLog);
      const oldest = await rows
        .createQueryBuilder("log")
        .select("log.id")
        .where("log.id < :firstId", { firstId: firstIdOf(instant) })
        .orderBy("log.id")
        .limit(this.deleteMax)
        .getMany();
      if (oldest.length === 0) break;
      await rows.delete({ id: In(oldest.map(({ id }) => id)) });
      deleted += oldest.length;
    }
    await deleteScopeDays(this.database, instant);
    return deleted;
  }

  /** Nearly always all rows are new; which ones were here is asked only when some were. */
  private async writeBatch(rows: readonly RequestLog[]): Promise<void> {
    let fresh = [...new Map(rows.map((row) => [row.id, row])).values()];
    while (fresh.length > 0 && !(await this.insertAll(fresh))) {
      const known = await this.database
        .getRepository(RequestLog)
        .find({ select: { id: true }, where: { id: In(fresh.map(({ id }) => id)) } });
      const knownIds = new Set(known.map(({ id }) => id));
      if (knownIds.size === 0) throw new Error("Request logs were not taken, and are not there");
      fresh = fresh.filter(({ id }) => !knownIds.has(id));
    }
  }

  /** Inserts the rows with their deltas and counts the scopes they used; or nothing, and false, when one was here before. */
  private async insertAll(rows: readonly RequestLog[]): Promise<boolean> {
    const deltas = await deltasOf(rows);
    const runner = this.database.createQueryRunner();
    try {
      await runner.startTransaction();
      if (runner instanceof SqliteQueryRunner) runner.letOthersRead();
      const inserted = await insertNewRows(runner, "request_logs", COLUMNS, rows.map(toValues));
      const isComplete = inserted === rows.length;
      if (isComplete) await insertDeltas(runner, deltas);
      if (isComplete) await addScopeDays(runner, rows);
      if (isComplete) await runner.commitTransaction();
      else await runner.rollbackTransaction();
      return isComplete;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction();
      throw error;
    } finally {
      await runner.release();
    }
  }
}

type Delta = readonly [id: string, workspaceId: string, facts: string];

async function insertDeltas(runner: QueryRunner, deltas: readonly Delta[]): Promise<void> {
  if (deltas.length === 0) return;
  await insertNewRows(runner, "request_log_deltas", ["id", "workspaceId", "facts"], deltas);
}

async function deltasOf(rows: readonly RequestLog[]): Promise<Delta[]> {
  const found = new WorkspaceFacts();
  await inTurns(rows, (row) => {
    if (row.workspaceId !== null) found.of(row.workspaceId).addRow(row);
    else if (isStrangersKey(row)) found.of(NOBODY).addRow({ ...row, apiKeyId: NOBODY });
  });
  const deltas: Delta[] = [];
  for (const [workspaceId, facts] of found.all()) {
    await inTurns(inBatches(facts, FACTS_PER_DELTA), (part) => {
      for (const text of pack(part)) deltas.push([newId(), workspaceId, text]);
    });
  }
  return deltas;
}

/** Writes facts into as many texts as the column's length takes. */
function pack(facts: readonly RequestFact[]): string[] {
  if (facts.length === 0) return [];
  const text = writeFacts(facts);
  if (facts.length === 1 || Buffer.byteLength(text) <= DELTA_MAX) return [text];
  const half = facts.length >> 1;
  return [...pack(facts.slice(0, half)), ...pack(facts.slice(half))];
}

function toValues(row: RequestLog): Array<string | number | null> {
  return COLUMNS.map((column) => {
    // A record that an earlier version spooled has not all of them.
    const value = row[column] ?? null;
    if (value instanceof Date) return formatInstant(value);
    // As TypeORM's simple-array keeps it.
    return Array.isArray(value) ? value.join(",") : value;
  });
}
