import { ERROR_CODES, type ErrorCode, isErrorCode, isScope, type Scope } from "@latchkey/shared";

/** Something somebody else did meanwhile, as a 409 tells who may know it. */
export interface ChangeSince {
  readonly at: string;
  readonly by: string;
  /** The mutation's name. */
  readonly action: string;
}

/** What a failed request said, whichever way it failed. */
export interface ApiFailure {
  /** The contract's code, or `NETWORK` when no answer arrived. */
  readonly code: ErrorCode | "NETWORK";
  readonly message: string;
  /** Input paths (`input.name`) to sentences. */
  readonly fields: Readonly<Record<string, string>>;
  readonly missingScopes: readonly Scope[];
  readonly decisionId: string | null;
  /** How long to wait before asking again, as the answer says; null where it does not. */
  readonly retryAfterMs: number | null;
  /** The input's fields that differ from what the caller saw. */
  readonly changedFields: readonly string[];
  /** What was done meanwhile, newest first. */
  readonly changes: readonly ChangeSince[];
}

const NOTHING_SAID = {
  message: "",
  fields: {},
  missingScopes: [],
  decisionId: null,
  retryAfterMs: null,
  changedFields: [],
  changes: [],
} satisfies Omit<ApiFailure, "code">;

/**
 * Reads a failure out of anything Apollo throws: GraphQL errors, a non-2xx answer with a JSON
 * body, an answer that is no JSON, or no answer at all. Never throws.
 */
export function readFailure(error: unknown): ApiFailure {
  const retryAfterMs = retryAfterOf(property(error, "response"));
  const first = listOf(property(error, "errors"))[0] ?? errorInBody(error);
  if (first !== undefined) return { ...fromGraphQLError(first), retryAfterMs };
  const status = property(error, "statusCode");
  const code = typeof status === "number" ? codeOfStatus(status) : "NETWORK";
  return { ...NOTHING_SAID, code, retryAfterMs };
}

/** `Retry-After` in seconds (RFC 9110); a date is not sent by this server. */
function retryAfterOf(response: unknown): number | null {
  const headers = property(response, "headers");
  const text = headers instanceof Headers ? headers.get("retry-after") : null;
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) * 1000 : null;
}

function fromGraphQLError(error: unknown): Omit<ApiFailure, "retryAfterMs"> {
  const extensions = property(error, "extensions");
  const code = property(extensions, "code");
  const decisionId = property(extensions, "decisionId");
  return {
    code: isErrorCode(code) ? code : "INTERNAL",
    message: textOf(property(error, "message")),
    fields: fieldsOf(property(extensions, "fields")),
    missingScopes: listOf(property(extensions, "missingScopes")).map(textOf).filter(isScope),
    decisionId: typeof decisionId === "string" ? decisionId : null,
    changedFields: listOf(property(extensions, "changedFields")).map(textOf).filter(Boolean),
    changes: listOf(property(extensions, "changes")).map(toChange),
  };
}

function toChange(change: unknown): ChangeSince {
  return {
    at: textOf(property(change, "at")),
    by: textOf(property(change, "by")),
    action: textOf(property(change, "action")),
  };
}

function errorInBody(error: unknown): unknown {
  const body = property(error, "bodyText");
  if (typeof body !== "string") return undefined;
  try {
    return listOf(property(JSON.parse(body), "errors"))[0];
  } catch {
    return undefined;
  }
}

function codeOfStatus(status: number): ErrorCode {
  const codes = Object.keys(ERROR_CODES).filter(isErrorCode);
  const known =
    status < 400 ? undefined : codes.find((code) => ERROR_CODES[code].status === status);
  return known ?? (status === 502 || status === 504 ? "UNAVAILABLE" : "INTERNAL");
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Reflect.get(value, name);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null) return {};
  const pairs = Object.entries(value).filter(([, text]) => typeof text === "string");
  return Object.fromEntries(pairs);
}
