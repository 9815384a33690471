import { Arg, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { REHEARSAL_DAYS, Rehearsal, RehearseApiKeyInput } from "./rehearsal.inputs.js";
import { RehearsalService } from "./rehearsal.service.js";

/** Changes of keys, tried before they are made, over GraphQL. */
@Resolver()
export class RehearsalResolver {
  constructor(private readonly service: RehearsalService) {}

  @RequiresScope("credentials:read")
  @Query(() => Rehearsal, {
    nullable: true,
    description: `How many of the requests that the key sent in the last ${REHEARSAL_DAYS} days would have been refused if it had been so, and which. Nothing is changed. Each change is judged as at admission: the address, then the limits as if their windows had been empty before, then the scopes.`,
  })
  rehearseApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => RehearseApiKeyInput) input: RehearseApiKeyInput,
  ): Promise<Rehearsal> {
    return this.service.rehearse(actor, input);
  }
}
