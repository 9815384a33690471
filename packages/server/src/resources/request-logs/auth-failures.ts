import type { QueryRunner } from "typeorm";
import { inBatches } from "../../base/in-batches.js";
import { isMysql } from "../../database/migrate.js";
import type { RequestFact } from "./request-facts.js";
import type { RequestLog } from "./request-log.entity.js";

/** Stands for the workspace and the key of requests that came with a key that nobody knows. */
export const NOBODY = "";

/** Rows of one statement. */
const ROWS_MAX = 500;
const COLUMNS = "workspaceId, apiKeyId, address, startSeconds, total, isNew";

type Row = readonly [
  workspaceId: string,
  apiKeyId: string,
  address: string,
  startSeconds: number,
  total: number,
  isNew: 1,
];

/** Whether a row is of a key that nobody knows; one without a key tries nothing. */
export function isStrangersKey({ workspaceId, failedCheck }: RequestLog): boolean {
  return workspaceId === null && (failedCheck === "format" || failedCheck === "known");
}

/** The failed authentications among facts, a row for each key, address and minute. Pure. */
function authFailuresOf(workspaceId: string, facts: readonly RequestFact[]): Row[] {
  const found = new Map<string, Row>();
  for (const { statusCode, apiKeyId, ip, startSeconds, tally } of facts) {
    if (statusCode !== 401) continue;
    const name = `${apiKeyId} ${ip} ${startSeconds}`;
    const total = (found.get(name)?.[4] ?? 0) + tally.total;
    found.set(name, [workspaceId, apiKeyId, ip ?? "", startSeconds, total, 1]);
  }
  return [...found.values()];
}

/** Counts the failed authentications among facts, in the transaction that takes the facts: each once. */
export async function addAuthFailures(
  runner: QueryRunner,
  workspaceId: string,
  facts: readonly RequestFact[],
): Promise<void> {
  const rows = authFailuresOf(workspaceId, facts);
  const insert = `INSERT INTO auth_failures (${COLUMNS})`;
  for (const some of inBatches(rows, ROWS_MAX)) {
    if (isMysql(runner.dataSource)) {
      const sql = `${insert} VALUES ? ON DUPLICATE KEY UPDATE total = total + VALUES(total), isNew = 1`;
      await runner.query(sql, [some]);
    } else {
      const values = COLUMNS.split(", ").map((_, index) => `value ->> ${index}`);
      const sql = `${insert} SELECT ${values.join(", ")} FROM json_each(?) WHERE true
        ON CONFLICT (workspaceId, apiKeyId, address, startSeconds) DO UPDATE SET total = total + excluded.total, isNew = 1`;
      await runner.query(sql, [JSON.stringify(some)]);
    }
  }
}
