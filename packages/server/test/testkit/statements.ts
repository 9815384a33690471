import type { DataSource } from "typeorm";
import { recordStatements } from "./record-statements.js";

/** Transactions' own words, what is written and counted beside requests whenever it comes to that, and a key's reading, which comes every two seconds. */
const BESIDE = new RegExp(
  [
    "^(START|BEGIN|COMMIT|ROLLBACK)",
    "^INSERT( OR)?( IGNORE)? INTO (request_logs|api_key_scope_days|request_rollups)",
    "^LOAD DATA LOCAL INFILE 'rows' IGNORE INTO TABLE request_logs",
    "^UPDATE (api_keys|api_key_secrets) SET (lastUsed|firstUsed)",
    // Deltas are folded into roll-ups, and alerts looked for, every few seconds.
    "\\b(request_log_deltas|api_key_networks|auth_failures|alerts|alert_marks)\\b",
    "^SELECT (workspaceId, dimension|json_object\\('workspaceId')",
  ].join("|"),
  "i",
);
const KEY_READ = /^SELECT k\.id, k\.name, k\.environment/;

/** Counts how many times keys were read by what was presented. */
export async function countKeyReads(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<number> {
  const statements = await recordStatements(database, work);
  return statements.filter((sql) => KEY_READ.test(sql)).length;
}

/** Counts the SQL statements that the work sends to the database, without those that come beside it. */
export async function countStatements(
  database: DataSource,
  work: () => Promise<unknown>,
): Promise<string[]> {
  const statements = await recordStatements(database, work);
  return statements.filter((sql) => !BESIDE.test(sql) && !KEY_READ.test(sql));
}
