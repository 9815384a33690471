import { badInput } from "../base/api-error.js";
import { DOCUMENT_LIMITS } from "./document-limits.js";
import type { OperationPlan } from "./operation-plan.js";

/** Throws the 400 for an operation whose answer could hold too many objects, under coerced variables. */
export function assertObjects(
  plan: OperationPlan,
  variables: Readonly<Record<string, unknown>>,
): void {
  const count = plan.countObjects(variables);
  const { objectsMax } = DOCUMENT_LIMITS;
  if (count <= objectsMax) return;
  throw badInput({
    query: `The answer could hold ${count} objects; at most ${objectsMax} are allowed. Ask for smaller pages with \`first\`, or for fewer lists at once.`,
  });
}
