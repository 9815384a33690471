/** How loudly the server's own log speaks of a failure. */
export type LogLevel = "debug" | "info" | "warn" | "error";

interface ErrorDefinition {
  readonly status: number;
  /** The words a client sees unless the failure brings a sentence of its own. */
  readonly message: string;
  readonly logLevel: LogLevel;
}

/** Every way a request can fail, and the only words and statuses a client ever sees. */
export const ERROR_CODES = {
  UNAUTHENTICATED: { status: 401, message: "Missing API key", logLevel: "debug" },
  FORBIDDEN: { status: 403, message: "Insufficient permissions", logLevel: "debug" },
  NOT_FOUND: { status: 404, message: "Not found", logLevel: "debug" },
  METHOD_NOT_ALLOWED: { status: 405, message: "Method not allowed", logLevel: "debug" },
  BAD_USER_INPUT: { status: 400, message: "Invalid input", logLevel: "debug" },
  REQUEST_TIMEOUT: { status: 408, message: "Request Timeout", logLevel: "debug" },
  CONFLICT: { status: 409, message: "Conflict", logLevel: "debug" },
  PAYLOAD_TOO_LARGE: { status: 413, message: "Request too large", logLevel: "debug" },
  UNSUPPORTED_MEDIA_TYPE: {
    status: 415,
    message: "Send the request as application/json",
    logLevel: "debug",
  },
  RATE_LIMITED: { status: 429, message: "Too Many Requests", logLevel: "debug" },
  /**
   * Not a failure but a question back: the client sends the text beside its hash. Status and words
   * are Apollo Server's, which clients of persisted queries look for.
   */
  PERSISTED_QUERY_NOT_FOUND: { status: 200, message: "PersistedQueryNotFound", logLevel: "debug" },
  UNAVAILABLE: { status: 503, message: "Service unavailable", logLevel: "error" },
  INTERNAL: { status: 500, message: "Internal server error", logLevel: "error" },
} as const satisfies Readonly<Record<string, ErrorDefinition>>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** The one sentence for every key that does not authenticate; the true reason is in the log only. */
export const INVALID_KEY_MESSAGE = "Invalid or inactive API key";

/** Whether a string is one of the codes above. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_CODES, value);
}
