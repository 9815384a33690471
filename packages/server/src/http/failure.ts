import { ERROR_CODES, type ErrorCode, redactKeys } from "@latchkey/shared";
import type { OperationDefinitionNode } from "graphql";
import {
  coerceInputValue,
  GraphQLError,
  type GraphQLSchema,
  isInputType,
  Kind,
  typeFromAST,
} from "graphql";
import type { Logger } from "pino";
import { documentError } from "../admission/document-error.js";
import { ApiError, badInput } from "../base/api-error.js";
import { isUnavailable } from "../database/failures.js";

/** What was being run when a failure came up; helps to say which input it was. */
export interface FailedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Turns anything thrown into an `ApiError`; what is no fault of the caller's is logged whole and told as nothing. */
export function toApiError(error: unknown, log: Logger, failed?: FailedOperation): ApiError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (original instanceof ApiError) return logged(original, log);
  // With a path, it came up while the operation ran, and is no fault of the document's.
  if (error instanceof GraphQLError && !error.path) return describeDocumentError(error, failed);
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
  // Several wrong variables are told by each of graphql-js's errors about them.
  return `{"errors":[${[...new Set(told)].join(",")}]}`;
}

/** One error as a client sees it. */
export function formatError(error: ApiError, decisionId: string): Record<string, unknown> {
  return {
    message: error.message,
    extensions: { code: error.code, decisionId, ...error.extensions },
  };
}

function logged(error: ApiError, log: Logger): ApiError {
  log[ERROR_CODES[error.code].logLevel](
    { err: error.cause ?? error, code: error.code },
    error.message,
  );
  return error;
}

/** A variable's value, or a document, that GraphQL itself refuses. Values are never repeated. */
function describeDocumentError(error: GraphQLError, failed?: FailedOperation): ApiError {
  const [node] = error.nodes ?? [];
  if (node?.kind === Kind.VARIABLE_DEFINITION && failed?.operation) {
    return describeVariables(failed);
  }
  if (error.extensions["code"] === "OPERATION_RESOLUTION_FAILURE") {
    return badInput({ operationName: "Name one of the document's operations." });
  }
  return documentError(error);
}

function describeVariables(failed: FailedOperation): ApiError {
  const fields: Record<string, string> = {};
  for (const definition of failed.operation?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(failed.schema, definition.type);
    if (!isInputType(type)) continue;
    const value = failed.variables[name];
    if (value === undefined) {
      if (definition.type.kind === "NonNullType" && !definition.defaultValue) {
        fields[name] = `A value of type "${type}" is required.`;
      }
      continue;
    }
    coerceInputValue(value, type, (path, _value, problem) => {
      fields[[name, ...path].join(".")] ??= withoutValue(problem.message);
    });
  }
  if (Object.keys(fields).length > 0) return badInput(fields);
  return badInput({ variables: "A variable's value is not of its type." });
}

/** graphql-js's sentences about names and types, without the value they may end with. */
function withoutValue(message: string): string {
  const safe =
    /^(Not a scope\.|Field "\w+" of required type "[\w[\]!]+" was not provided\.|Expected non-nullable type "[\w[\]!]+" not to be null\.|Expected type "[\w[\]!]+" to be an object\.|Field "\w{1,60}" is not defined by type "\w+"\.?)/.exec(
      message,
    );
  if (safe?.[1]) return redactKeys(safe[1]);
  const type = /^Expected type "([\w[\]!]+)"/.exec(message)?.[1];
  const names =
    /^(Int|Float|String|Boolean|ID|Scope|DateTimeISO|Enum "\w+")\b/.exec(message)?.[1] ??
    /in "(\w+)" enum/.exec(message)?.[1];
  const expected = type ?? names;
  return expected
    ? `Expected a value of type ${expected.replace(/^Enum "|"$/g, "")}.`
    : "The value is not of the expected type.";
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
