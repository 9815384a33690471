import { Args, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { AccessExplanation, ExplainAccessArgs } from "./access.inputs.js";
import { AccessService } from "./access.service.js";

/** Why a key works or not, over GraphQL. */
@Resolver()
export class AccessResolver {
  constructor(private readonly service: AccessService) {}

  @RequiresScope("credentials:read")
  @Query(() => AccessExplanation, {
    nullable: true,
    description:
      "What would become of a request with the key's present secret: each check in order, without the secret. 404 for an unknown key, 400 for an operation or address that is none.",
  })
  explainAccess(
    @Caller() actor: Actor,
    @Args(() => ExplainAccessArgs) args: ExplainAccessArgs,
  ): Promise<AccessExplanation> {
    return this.service.explain(actor, args);
  }
}
