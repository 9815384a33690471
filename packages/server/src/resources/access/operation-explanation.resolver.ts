import { Arg, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import { ExplainOperationInput, OperationExplanation } from "./operation-explanation.inputs.js";
import { OperationExplanationService } from "./operation-explanation.service.js";

/** What an operation needs and costs, over GraphQL. */
@Resolver()
export class OperationExplanationResolver {
  constructor(private readonly service: OperationExplanationService) {}

  @Public()
  @Query(() => OperationExplanation, {
    nullable: true,
    description:
      "What an operation needs and costs, without running it: the scopes, the fewest a key can have for it, units and limits. 400 says what is wrong with the document. For any key or session, as introspection is.",
  })
  explainOperation(
    @Caller() actor: Actor,
    @Arg("input", () => ExplainOperationInput) input: ExplainOperationInput,
  ): OperationExplanation {
    return this.service.explain(actor, input);
  }
}
