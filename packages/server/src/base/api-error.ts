import {
  ERROR_CODES,
  type ErrorCode,
  INVALID_KEY_MESSAGE,
  type Problems,
  type Scope,
} from "@latchkey/shared";

interface ApiErrorDetails {
  /** Words for the client, when the code's own do not say enough. */
  readonly message?: string;
  /** What else the client learns, under `extensions`. */
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The true reason, for the request log only; it must hold nothing secret. */
  readonly reason?: string;
  /** It is in the server's log already, once for all requests that meet it. */
  readonly isLogged?: boolean;
  readonly cause?: unknown;
}

/** The only way a failure reaches a client: a code of the shared table, and no more than its words. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ErrorCode;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly isLogged: boolean;

  constructor(code: ErrorCode, details: ApiErrorDetails = {}) {
    // Where a refusal was made tells nobody anything, and to find it out costs more than the refusal.
    const { stackTraceLimit } = Error;
    if (ERROR_CODES[code].status < 500) Error.stackTraceLimit = 0;
    super(details.message ?? ERROR_CODES[code].message, { cause: details.cause });
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.extensions = details.extensions ?? {};
    this.reason = details.reason ?? null;
    this.isLogged = details.isLogged ?? false;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }
}

/** 401 for a key that does not authenticate; only the log learns why. */
export function invalidKey(reason: string): ApiError {
  return new ApiError("UNAUTHENTICATED", { message: INVALID_KEY_MESSAGE, reason });
}

/** 403 that names every scope the operation lacks. */
export function missingScopesError(missingScopes: readonly Scope[]): ApiError {
  return new ApiError("FORBIDDEN", {
    extensions: { missingScopes },
    reason: `Missing scope ${missingScopes.join(", ")}`,
  });
}

/** 403 for a campaign-limited key that names another campaign; says nothing of whether it exists. */
export function otherCampaign(): ApiError {
  return new ApiError("FORBIDDEN", { reason: "The key is limited to another campaign" });
}

/** 404 for an id that is unknown or another workspace's; the two cannot be told apart. */
export function notFound(what: string): ApiError {
  return new ApiError("NOT_FOUND", { reason: `No such ${what} in this workspace` });
}

/** 409: what the caller changes is not what the caller saw. */
export function changedMeanwhile(what: string): ApiError {
  return new ApiError("CONFLICT", {
    message: `The ${what} was changed meanwhile. Look at it again, and repeat what still holds.`,
  });
}

/** Throws the 409 when a change was made from another version; one that names none was made from any. */
export function assertVersion(
  what: string,
  row: { readonly version: number },
  version: number | null | undefined,
): void {
  if (version !== undefined && version !== null && version !== row.version) {
    throw changedMeanwhile(what);
  }
}

/** 400 with each bad field's path, as the API names it, and a sentence; the log is told the fields unless there is more to say. */
export function badInput(
  fields: Problems,
  reason = `Invalid input: ${Object.keys(fields).join(", ")}`,
): ApiError {
  const sentences = [...new Set(Object.values(fields))];
  return new ApiError("BAD_USER_INPUT", {
    message: sentences.join(" ") || ERROR_CODES.BAD_USER_INPUT.message,
    extensions: { fields },
    reason,
  });
}

/** Throws the 400 for an input's problems, when there are any. */
export function assertNoProblems(problems: Problems, path = "input"): void {
  const entries = Object.entries(problems);
  if (entries.length === 0) return;
  throw badInput(Object.fromEntries(entries.map(([field, text]) => [`${path}.${field}`, text])));
}
