import { type DocumentNode, type GraphQLSchema, getOperationAST } from "graphql";
import { ApiError, badInput } from "../base/api-error.js";
import type { OperationFacts, OperationText } from "../resources/access/explain-operation.js";
import { measureLimits } from "./broken-limit.js";
import { DOCUMENT_LIMITS } from "./document-limits.js";
import type { Documents } from "./documents.js";
import type { OperationPlanner } from "./operation-plan.js";
import { coerceVariables } from "./variables.js";

/** What planning takes. */
interface PlanningParts {
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly planner: OperationPlanner;
}

/** Plans one operation of a document's text as a request with it would be planned; 400 as of a form's input. */
export function explainOperation(parts: PlanningParts, text: OperationText): OperationFacts {
  const { schema, planner } = parts;
  const document = readDocument(parts.documents, text.document);
  const operation = getOperationAST(document, text.operationName);
  if (!operation) {
    throw badInput({ "input.operationName": "Name one of the document's operations." });
  }
  const { plan, fieldsByScope } = planner.explain(document, operation);
  const variables = text.variables
    ? withPaths("input.variables.", () => coerceVariables(schema, operation, text.variables ?? {}))
    : {};
  return {
    operationType: plan.operationType,
    operationName: plan.operationName,
    isOpen: plan.isAnonymous,
    fieldsByScope,
    units: plan.units,
    limits: [
      ...measureLimits(document),
      { name: "objects", used: plan.countObjects(variables), max: DOCUMENT_LIMITS.objectsMax },
    ],
  };
}

function readDocument(documents: Documents, text: string): DocumentNode {
  const read = documents.read(text);
  if (read.outcome === "read") return read.document;
  throw badInput({ "input.document": read.errors.map(({ message }) => message).join(" ") });
}

/** Runs it, and puts the prefix before the paths of the 400 that it may throw. */
function withPaths<T>(prefix: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const fields = Object.entries(error.extensions["fields"] ?? {});
    throw badInput(Object.fromEntries(fields.map(([path, text]) => [prefix + path, String(text)])));
  }
}
