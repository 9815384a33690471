import type { Scope } from "@latchkey/shared";
import { FieldResolver, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { ApiKeyOwner } from "./owner.payloads.js";
import { OwnerService } from "./owner.service.js";

/** What a key has from its owner. */
@Resolver(() => ApiKey)
export class OwnerResolver {
  constructor(private readonly service: OwnerService) {}

  @FieldResolver(() => ApiKeyOwner, { nullable: true, description: "The member it belongs to." })
  owner(@Caller() actor: Actor, @Root() key: ApiKey): Promise<ApiKeyOwner | null> {
    return this.service.find(actor, key);
  }

  @FieldResolver(() => [ScopeScalar], {
    description:
      "What the key can do now: its scopes with all they include, cut to what its owner's role allows. Empty unless it is active.",
  })
  effectiveScopes(@Caller() actor: Actor, @Root() key: ApiKey): Promise<Scope[]> {
    return this.service.effectiveScopes(actor, key);
  }
}
