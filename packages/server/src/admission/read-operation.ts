import type { Scope } from "@latchkey/shared";
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  validate,
} from "graphql";
import { badInput } from "../base/api-error.js";
import type { OperationPlanner } from "./operation-plan.js";

const TOKENS_MAX = 1000;

/** The scopes that an operation's text would need; 400 for a text that is no single valid operation. */
export function readOperationScopes(
  text: string,
  schema: GraphQLSchema,
  planner: OperationPlanner,
): readonly Scope[] {
  const document = parseOrRefuse(text);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (!operation || operations.length > 1) {
    throw badInput({ operation: "The document must hold exactly one operation." });
  }
  const [problem] = validate(schema, document);
  if (problem) throw badInput({ operation: "The document is not valid for this API." });
  return [...planner.plan(document, operation).scopes];
}

function parseOrRefuse(text: string): DocumentNode {
  try {
    return parse(text, { maxTokens: TOKENS_MAX });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    throw badInput({ operation: "The document cannot be parsed." });
  }
}
