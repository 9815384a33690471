import { Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import { PepperStatus } from "./pepper.payloads.js";
import { PepperService } from "./pepper.service.js";

/** The rotation of peppers over GraphQL. */
@Resolver()
export class PepperResolver {
  constructor(private readonly service: PepperService) {}

  @Public()
  @Query(() => [PepperStatus], {
    description:
      "How many usable secrets each pepper still verifies, and whether the audit log needs it; one that is not the first and not needed can be dropped. Platform admins only (403).",
  })
  peppers(@Caller() actor: Actor): Promise<PepperStatus[]> {
    return this.service.list(actor);
  }
}
