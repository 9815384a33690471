import { redactKeys } from "@latchkey/shared";
import type { GraphQLError } from "graphql";
import { type ApiError, badInput } from "../base/api-error.js";
import { DOCUMENT_LIMITS } from "./document-limits.js";

/** The 400 for what GraphQL itself finds wrong with a document. Values are never repeated; names are, to help. */
export function documentError(error: GraphQLError): ApiError {
  const [node] = error.nodes ?? [];
  const [position] = error.locations ?? [];
  const at = position ? ` at line ${position.line}, column ${position.column}` : "";
  if (error.message.startsWith("Syntax Error: Document contains more")) {
    return badInput({
      query: `The document has more than ${DOCUMENT_LIMITS.tokensMax} tokens. Split it into several requests, and hand values over as variables.`,
    });
  }
  if (error.message.startsWith("Syntax Error")) {
    return badInput({ query: `The document cannot be parsed${at}.` });
  }
  if (node?.kind.endsWith("Value")) {
    const expected = /^Expected value of type ("[\w[\]!]+")/.exec(error.message)?.[1];
    return badInput({ query: `A value of ${expected ?? "another type"} is expected${at}.` });
  }
  // A key pasted where a name belongs is not repeated.
  return badInput({ query: redactKeys(error.message) });
}
