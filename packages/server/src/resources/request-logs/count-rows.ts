import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { readInstantOrNull } from "../../database/instants.js";
import { isMysql } from "../../database/migrate.js";
import { LOG_GROWTH, SHORTEST_MS } from "./latency-sketch.js";
import type { CountBy } from "./request-counter.js";
import type { RequestLogFilter } from "./request-log.inputs.js";
import { whereRequestLogs } from "./request-log-query.js";
import { RequestGroupBy } from "./request-stats.inputs.js";
import { type Tally, tallyAt } from "./tally.js";

const IS_ERROR = "CASE WHEN statusCode >= 400 OR errorCode IS NOT NULL THEN 1 ELSE 0 END";

interface Row {
  readonly value: unknown;
  readonly bucket: unknown;
  readonly total: unknown;
  readonly errors: unknown;
  readonly sumMs: unknown;
  readonly lastAt: unknown;
}

/** Adds the rows under a filter to the tallies; the database counts them, in the sketches' own buckets. */
export async function countRows(
  database: DataSource,
  actor: Actor,
  filter: RequestLogFilter,
  by: CountBy,
  tallies: Map<string, Tally>,
): Promise<void> {
  const greatest = isMysql(database) ? "GREATEST" : "MAX";
  const { sql, parameters } = whereRequestLogs(actor, filter);
  const rows: readonly Row[] = await database.query(
    `SELECT ${valueSql(database, by)} AS value,
       CEIL(LN(${greatest}(durationMs, ${SHORTEST_MS})) / ${LOG_GROWTH}) AS bucket,
       COUNT(*) AS total, SUM(${IS_ERROR}) AS errors, SUM(durationMs) AS sumMs, MAX(at) AS lastAt
     FROM request_logs WHERE ${sql} GROUP BY value, bucket`,
    [...parameters],
  );
  for (const row of rows) {
    const tally = tallyAt(tallies, keyOf(by, row.value));
    const total = Number(row.total);
    tally.mergeCounts({
      total,
      errors: Number(row.errors),
      sumMs: Number(row.sumMs),
      lastAtMs: readInstantOrNull(row.lastAt)?.getTime() ?? 0,
    });
    tally.sketch.addToBucket(Number(row.bucket), total);
  }
}

function keyOf({ widthSeconds }: CountBy, value: unknown): string {
  return widthSeconds === undefined ? String(value) : String(Number(value) * widthSeconds);
}

function valueSql(database: DataSource, { group, widthSeconds }: CountBy): string {
  // The width is a checked integer; a parameter could not be repeated in GROUP BY on MySQL.
  if (widthSeconds !== undefined) {
    return isMysql(database)
      ? `FLOOR(TIMESTAMPDIFF(SECOND, '1970-01-01', at) / ${widthSeconds})`
      : `(CAST(strftime('%s', at) AS INTEGER) / ${widthSeconds})`;
  }
  if (group === undefined) return "''";
  const firstField = isMysql(database)
    ? "SUBSTRING_INDEX(rootFields, ',', 1)"
    : "SUBSTR(rootFields, 1, INSTR(rootFields || ',', ',') - 1)";
  const values: Readonly<Record<RequestGroupBy, string>> = {
    [RequestGroupBy.API_KEY]: "COALESCE(apiKeyId, '')",
    [RequestGroupBy.OPERATION]: `SUBSTR(COALESCE(operationName, ${firstField}), 1, 100)`,
    [RequestGroupBy.STATUS]: "statusCode",
    [RequestGroupBy.ERROR_CODE]: "COALESCE(errorCode, '')",
    [RequestGroupBy.ADDRESS]: "COALESCE(ip, '')",
  };
  return values[group];
}
