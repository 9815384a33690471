import type { Scope } from "@latchkey/shared";
import { Kind } from "graphql";
import { badInput } from "../base/api-error.js";
import type { Documents } from "./documents.js";
import type { OperationPlanner } from "./operation-plan.js";

/** The scopes that an operation's text would need; 400 for a text that is no single valid operation. */
export function readOperationScopes(
  text: string,
  documents: Documents,
  planner: OperationPlanner,
): readonly Scope[] {
  const read = documents.read(text);
  if (read.outcome === "refused") {
    throw badInput({ operation: read.errors[0]?.message ?? "The document is not valid." });
  }
  const { document } = read;
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (!operation || operations.length > 1) {
    throw badInput({ operation: "The document must hold exactly one operation." });
  }
  return [...planner.plan(document, operation).scopes];
}
