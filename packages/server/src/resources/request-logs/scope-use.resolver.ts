import { Args, FieldResolver, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { KeyScopeUse, ScopeUseArgs } from "./scope-use.payloads.js";
import { ScopeUseService } from "./scope-use.service.js";

/** What a key may do beside what it does. */
@Resolver(() => ApiKey)
export class ScopeUseResolver {
  constructor(private readonly service: ScopeUseService) {}

  @RequiresScope("logs:read")
  @FieldResolver(() => KeyScopeUse, {
    description: "Which of its scopes the key's requests used lately, and which they did not.",
  })
  scopeUse(
    @Caller() actor: Actor,
    @Root() key: ApiKey,
    @Args(() => ScopeUseArgs) { days }: ScopeUseArgs,
  ): Promise<KeyScopeUse> {
    return this.service.find(actor, key, days);
  }
}
