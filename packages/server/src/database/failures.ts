import { types } from "node:util";
import { DatabaseUnavailableError } from "./database-unavailable-error.js";
import { LockTimeoutError } from "./first-come-lock.js";

const CONNECTION_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EHOSTUNREACH",
  "PROTOCOL_CONNECTION_LOST",
  "PROTOCOL_SEQUENCE_TIMEOUT",
  "ER_SERVER_SHUTDOWN",
  "ER_CON_COUNT_ERROR",
  "ER_LOCK_WAIT_TIMEOUT",
  "ER_QUERY_TIMEOUT",
  "SQLITE_BUSY",
]);

/** MySQL's driver has no name for it. */
const MARIADB_STATEMENT_TIMEOUT = 1969;

/** Whether a failure means that the database cannot be reached now, rather than a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  // Not instanceof: Node's own errors are of another realm where tests run in one of theirs.
  if (!types.isNativeError(error)) return false;
  if (error instanceof LockTimeoutError || error instanceof DatabaseUnavailableError) return true;
  if ("code" in error && typeof error.code === "string" && CONNECTION_CODES.has(error.code)) {
    return true;
  }
  if ("errno" in error && error.errno === MARIADB_STATEMENT_TIMEOUT) return true;
  if (/^(Pool is closed|Can't add new command when connection is in closed)/.test(error.message)) {
    return true;
  }
  if ("driverError" in error && isUnavailable(error.driverError)) return true;
  return isUnavailable(error.cause);
}

/** Whether an insert or update failed because a unique value is taken. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const driverError = "driverError" in error ? error.driverError : error;
  if (!(driverError instanceof Error) || !("code" in driverError)) return false;
  return (
    driverError.code === "ER_DUP_ENTRY" ||
    (typeof driverError.code === "string" &&
      driverError.code.startsWith("SQLITE_CONSTRAINT") &&
      driverError.message.includes("UNIQUE"))
  );
}
