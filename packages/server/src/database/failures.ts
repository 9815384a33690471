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
  "ER_LOCK_DEADLOCK",
  "ER_QUERY_TIMEOUT",
  "SQLITE_BUSY",
]);

/** MySQL's driver has no name for it. */
const MARIADB_STATEMENT_TIMEOUT = 1969;

/** Whether a failure means that the database cannot be reached now, rather than a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  // Not instanceof: errors of Node and of native modules are of another realm where tests run in one of theirs.
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

/** Whether the database ended a transaction because it and another one waited for each other. */
export function isDeadlock(error: unknown): boolean {
  return driverFailureOf(error)?.code === "ER_LOCK_DEADLOCK";
}

/** Whether an insert or update failed because a unique value is taken. */
export function isDuplicate(error: unknown): boolean {
  const failure = driverFailureOf(error);
  if (!failure) return false;
  return (
    failure.code === "ER_DUP_ENTRY" ||
    (typeof failure.code === "string" &&
      failure.code.startsWith("SQLITE_CONSTRAINT") &&
      failure.message.includes("UNIQUE"))
  );
}

/** What the driver said, of a failure that TypeORM may have wrapped. */
function driverFailureOf(error: unknown): (Error & { readonly code: unknown }) | null {
  if (!types.isNativeError(error)) return null;
  const failure = "driverError" in error ? error.driverError : error;
  return types.isNativeError(failure) && "code" in failure ? failure : null;
}
