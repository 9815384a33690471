import { ERROR_CODES, type ErrorCode } from "@latchkey/shared";
import type { JsonSchema } from "./json-schema.js";
import type { RestOperation } from "./rest-operation.js";

const FAILURES = Object.entries(ERROR_CODES)
  .filter(([, { status }]) => status >= 400)
  .map(([code]) => code);

/** What an answer that refuses holds, whatever it refuses. */
export const REFUSAL: JsonSchema = {
  $id: "Refusal",
  type: "object",
  description: "Why nothing was done.",
  required: ["errors"],
  properties: {
    errors: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        required: ["message", "extensions"],
        properties: {
          message: { type: "string", description: "For people." },
          extensions: {
            type: "object",
            required: ["code"],
            properties: {
              code: {
                type: "string",
                enum: FAILURES,
                description: "For programs.",
              },
              decisionId: {
                type: "string",
                description: "By which an admin finds the true reason.",
              },
              fields: {
                type: "object",
                additionalProperties: { type: "string" },
                description: "What is wrong with each parameter or field, by its path.",
              },
              missingScopes: { type: "array", items: { type: "string" } },
              limit: { type: "integer", description: "Of the window that is full." },
              windowSeconds: { type: "integer" },
              resetAt: { type: "string", format: "date-time" },
            },
          },
        },
      },
    },
  },
};

/** How each refusal is told of; the table's own words are for its reader. */
const DESCRIPTIONS: Partial<Record<ErrorCode, string>> = {
  BAD_USER_INPUT: "`extensions.fields` says which parameter or field is wrong, and why",
  UNAUTHENTICATED: "No key, or one that is not good",
  FORBIDDEN:
    "A scope is missing (`extensions.missingScopes`), another campaign, or an address outside the allowlist",
  NOT_FOUND: "An unknown id, or another workspace's",
  CONFLICT: "Changed by somebody else meanwhile, or a name or id that is taken",
};

/** The refusals that a request can meet, each under its status. */
export function refusalSchemas({ path, method }: RestOperation, hasBody: boolean): JsonSchema {
  const codes: ErrorCode[] = [
    "BAD_USER_INPUT",
    "UNAUTHENTICATED",
    "FORBIDDEN",
    ...(path === "/context" ? [] : (["NOT_FOUND"] as const)),
    ...(method === "GET" ? [] : (["CONFLICT"] as const)),
    ...(hasBody ? (["PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) : []),
    "RATE_LIMITED",
    "INTERNAL",
    "UNAVAILABLE",
  ];
  return Object.fromEntries(
    codes.map((code) => {
      const { status, message } = ERROR_CODES[code];
      return [status, { description: DESCRIPTIONS[code] ?? message, $ref: "Refusal#" }];
    }),
  );
}
