import { closed } from "../format/sentence.js";
import { type ApiFailure, readFailure } from "./api-failure.js";

const SENTENCES: Readonly<Record<ApiFailure["code"], string>> = {
  UNAUTHENTICATED: "Your session has ended. Sign in again.",
  FORBIDDEN: "Your role does not allow this.",
  NOT_FOUND: "This no longer exists, or you have no access to it.",
  METHOD_NOT_ALLOWED: "The console and the server do not fit together. Reload the page.",
  BAD_USER_INPUT: "Some of what you entered cannot be accepted.",
  CONFLICT: "Someone changed this at the same time. Reload and try again.",
  PAYLOAD_TOO_LARGE: "That is more than the server accepts in one request.",
  UNSUPPORTED_MEDIA_TYPE: "The console and the server do not fit together. Reload the page.",
  PERSISTED_QUERY_NOT_FOUND: "The console and the server do not fit together. Reload the page.",
  RATE_LIMITED: "Too many attempts in a short time. Wait a moment and try again.",
  REQUEST_TIMEOUT: "The connection is too slow: the request did not arrive in time. Try again.",
  UNAVAILABLE: "The service is unavailable for the moment. Try again shortly.",
  INTERNAL: "Something went wrong on the server. Try again, and tell your admin if it stays.",
  NETWORK: "The server cannot be reached. Check your connection and try again.",
};

/** Codes whose message the server words for this very case. */
const SERVER_WORDED: ReadonlySet<ApiFailure["code"]> = new Set(["BAD_USER_INPUT", "CONFLICT"]);
const BARE_MESSAGES: ReadonlySet<string> = new Set(["", "Conflict", "Invalid input"]);

/** A failed request as one or two sentences a person can act on. */
export function errorText(error: unknown): string {
  const failure = readFailure(error);
  if (failure.missingScopes.length > 0) {
    return `${SENTENCES.FORBIDDEN} It needs ${failure.missingScopes.join(", ")}.`;
  }
  if (SERVER_WORDED.has(failure.code) && !BARE_MESSAGES.has(failure.message)) {
    return closed(failure.message);
  }
  const first = Object.values(failure.fields)[0];
  return first ?? SENTENCES[failure.code];
}

/**
 * The sentences for a form's own fields: `input.scopes.0` belongs to the field `scopes`.
 * What belongs to none of them is left to `errorText`.
 */
export function fieldErrors<Field extends string>(
  error: unknown,
  formFields: readonly Field[],
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const [path, sentence] of Object.entries(readFailure(error).fields)) {
    const segment = path.replace(/^input\./, "").split(".")[0];
    const field = formFields.find((name) => name === segment);
    if (field !== undefined && found[field] === undefined) found[field] = sentence;
  }
  return found;
}
