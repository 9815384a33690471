import { ERROR_CODES, type ErrorCode } from "@latchkey/shared";
import { GraphQLError } from "graphql";
import type { Logger } from "pino";
import { documentError } from "../admission/document-error.js";
import { ApiError } from "../base/api-error.js";
import { isUnavailable } from "../database/failures.js";

/** Turns anything thrown into an `ApiError`; what is no fault of the caller's is logged whole and told as nothing. */
export function toApiError(error: unknown, log: Logger): ApiError {
  const original = originalOf(error);
  if (original instanceof ApiError) return logged(original, log);
  // Before anything ran, or about an argument that only its variable makes wrong.
  if (
    original instanceof GraphQLError &&
    (!original.path || /^Argument "/.test(original.message))
  ) {
    return documentError(original);
  }
  const code = httpErrorCode(original);
  if (code) return new ApiError(code, badBody(original));
  if (isUnavailable(original)) {
    return logged(new ApiError("UNAVAILABLE", { cause: original }), log);
  }
  return logged(new ApiError("INTERNAL", { cause: original }), log);
}

/** The HTTP body of a refusal. */
export function refusalBody(errors: readonly ApiError[], decisionId: string): string {
  const told = errors.map((error) => JSON.stringify(formatError(error, decisionId)));
  return `{"errors":[${told.join(",")}]}`;
}

/** One error as a client sees it. */
export function formatError(error: ApiError, decisionId: string): Record<string, unknown> {
  return {
    message: error.message,
    extensions: { code: error.code, decisionId, ...error.extensions },
  };
}

function logged(error: ApiError, log: Logger): ApiError {
  if (error.isLogged) return error;
  log[ERROR_CODES[error.code].logLevel](
    { err: error.cause ?? error, code: error.code },
    error.message,
  );
  return error;
}

/** What a resolver threw; an executor wraps it to say where. */
function originalOf(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const original = ("originalError" in error && error.originalError) || error;
  // graphql-js wraps what it takes for no error; Node's own, in another realm, are such.
  if (original instanceof Error && "thrownValue" in original) return original.thrownValue;
  return original;
}

/** Failures of Fastify's own, while it reads a request. */
function httpErrorCode(error: unknown): ErrorCode | null {
  if (!(error instanceof Error) || !("statusCode" in error)) return null;
  switch (error.statusCode) {
    case 400:
      return "BAD_USER_INPUT";
    case 413:
      return "PAYLOAD_TOO_LARGE";
    case 415:
      return "UNSUPPORTED_MEDIA_TYPE";
    default:
      return null;
  }
}

function badBody(error: unknown): { message?: string; extensions?: Record<string, unknown> } {
  if (!(error instanceof Error) || !("statusCode" in error) || error.statusCode !== 400) return {};
  const sentence = "The body must be a JSON object.";
  return { message: sentence, extensions: { fields: { body: sentence } } };
}
