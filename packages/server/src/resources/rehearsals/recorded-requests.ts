import { isRequestCheck, REQUEST_CHECK_NAMES } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { isMysql } from "../../database/migrate.js";
import type { RecordedRequest } from "./rehearsal.js";

/** Rows read at once. */
const PAGE_ROWS = 5000;
const NAMES =
  "id, ip, userAgent, operationName, rootFields, scopesNeeded, units, executionMs, failedCheck";

type Cells = [
  id: string,
  ip: string | null,
  userAgent: string | null,
  operationName: string | null,
  rootFields: string,
  scopesNeeded: string | null,
  units: number | null,
  executionMs: number | null,
  failedCheck: string | null,
];

/** Whose requests, and after which id they begin. */
export interface RequestSpan {
  readonly workspaceId: string;
  readonly apiKeyId: string;
  readonly afterId: string;
}

/** Where the newest so many of a span's requests begin; null when there are no more than that. */
export async function findNewestStart(
  database: DataSource,
  { workspaceId, apiKeyId, afterId }: RequestSpan,
  most: number,
): Promise<string | null> {
  const rows: Array<{ id: string }> = await database.query(
    `SELECT id FROM request_logs WHERE workspaceId = ? AND apiKeyId = ? AND id > ?
      ORDER BY id DESC LIMIT 1 OFFSET ${most}`,
    [workspaceId, apiKeyId, afterId],
  );
  return rows[0]?.id ?? null;
}

/** A page of a span's requests that spent of their key's limits, in the order in which they came, and where the next one begins. */
export async function readRecordedRequests(
  database: DataSource,
  { workspaceId, apiKeyId, afterId }: RequestSpan,
): Promise<{ requests: RecordedRequest[]; nextAfterId: string | null }> {
  const sql = `SELECT ${NAMES} FROM request_logs
    WHERE workspaceId = ? AND apiKeyId = ? AND id > ? ORDER BY id LIMIT ${PAGE_ROWS}`;
  const cells = await readCells(database, sql, [workspaceId, apiKeyId, afterId]);
  const requests = cells.flatMap(toRequest);
  return { requests, nextAfterId: cells.length < PAGE_ROWS ? null : (cells.at(-1)?.[0] ?? null) };
}

async function readCells(
  database: DataSource,
  sql: string,
  parameters: readonly string[],
): Promise<Cells[]> {
  if (isMysql(database)) {
    const rows: Array<Record<string, unknown>> = await database.query(sql, [...parameters]);
    return rows.map((row) => Object.values(row) as Cells);
  }
  // On SQLite each cell of a row would cost a call into native code.
  const [row]: Array<{ page: string }> = await database.query(
    `SELECT json_group_array(json_array(${NAMES})) AS page FROM (${sql})`,
    [...parameters],
  );
  return JSON.parse(row?.page ?? "[]");
}

const LIMITS_AT = REQUEST_CHECK_NAMES.indexOf("limits");

/** The request of a row; none of one that spent nothing, because it was refused before. */
function toRequest(cells: Cells): RecordedRequest[] {
  const [id, ip, userAgent, operationName, rootFields, scopesNeeded, units, ranMs, failed] = cells;
  if (units === null) return [];
  if (
    failed !== null &&
    isRequestCheck(failed) &&
    REQUEST_CHECK_NAMES.indexOf(failed) <= LIMITS_AT
  ) {
    return [];
  }
  return [
    {
      // An id begins with the milliseconds of its instant (UUIDv7).
      atMs: Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16),
      ip,
      userAgent,
      operationName,
      rootFields,
      scopesNeeded: scopesNeeded ?? "",
      units,
      isLetIn: ranMs !== null,
    },
  ];
}
