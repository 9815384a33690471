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
  "SQLITE_BUSY",
]);

/** Whether a failure means that the database cannot be reached now, rather than a fault of ours. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof LockTimeoutError) return true;
  if ("code" in error && typeof error.code === "string" && CONNECTION_CODES.has(error.code)) {
    return true;
  }
  if (/^(Queue limit reached|Pool is closed)/.test(error.message)) return true;
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
