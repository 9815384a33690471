import { missingScopes, reduceScopes, scopeInfo, sortScopes } from "@latchkey/shared";
import type { Actor } from "../../base/actor.js";
import type { ExplainOperation } from "./explain-operation.js";
import type {
  ExplainOperationInput,
  OperationExplanation,
} from "./operation-explanation.inputs.js";

/** Says what an operation needs and costs, by the plan that real requests are judged by. */
export class OperationExplanationService {
  constructor(private readonly explainOperation: ExplainOperation) {}

  /** What the operation needs, and what of it the caller lacks; 400 for a document that is not valid. */
  explain(actor: Actor, input: ExplainOperationInput): OperationExplanation {
    const { fieldsByScope, ...facts } = this.explainOperation({
      document: input.document,
      operationName: input.operationName ?? null,
      variables: input.variables ?? null,
    });
    const needed = sortScopes(fieldsByScope.keys());
    return {
      ...facts,
      scopes: needed.map((scope) => ({
        scope,
        fields: [...(fieldsByScope.get(scope) ?? [])].sort(),
        isHeld: actor.scopes.has(scope),
      })),
      keyScopes: needed.every((scope) => scopeInfo(scope).isGrantable)
        ? reduceScopes(needed)
        : null,
      missingScopes: missingScopes(needed, actor.scopes),
      limits: [...facts.limits],
    };
  }
}
