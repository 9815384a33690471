import { Arg, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "./api-key.entity.js";
import {
  ActivateApiKeyInput,
  ActivateApiKeyPayload,
  CloseApiKeySecretInput,
  CloseApiKeySecretPayload,
  DeactivateApiKeyInput,
  DeactivateApiKeyPayload,
  DeleteApiKeyInput,
  DeleteApiKeyPayload,
  ExtendApiKeySecretInput,
  ExtendApiKeySecretPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
  RotateApiKeyInput,
  RotateApiKeyPayload,
} from "./api-key-lifecycle.inputs.js";
import { ApiKeyLifecycleService } from "./api-key-lifecycle.service.js";
import { ApiKeySecret } from "./api-key-secret.entity.js";

/** What happens to a key after it is made, over GraphQL. Others' keys need `members:write`. */
@Resolver(() => ApiKey)
export class ApiKeyLifecycleResolver {
  constructor(private readonly service: ApiKeyLifecycleService) {}

  @FieldResolver(() => [ApiKeySecret], {
    description:
      "Its secrets, newest first: the present one, and rotated-out ones with who still uses them.",
  })
  secrets(@Caller() actor: Actor, @Root() key: ApiKey): Promise<ApiKeySecret[]> {
    return this.service.secretsOf(actor, key);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => ActivateApiKeyPayload, {
    nullable: true,
    description: "A deactivated key works again. 409 says why an expired or revoked one does not.",
  })
  async activateApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => ActivateApiKeyInput) input: ActivateApiKeyInput,
  ): Promise<ActivateApiKeyPayload> {
    return { apiKey: await this.service.activate(actor, input.id) };
  }

  @RequiresScope("credentials:write")
  @Mutation(() => DeactivateApiKeyPayload, {
    nullable: true,
    description: "Stops a key at once, until it is activated.",
  })
  async deactivateApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => DeactivateApiKeyInput) input: DeactivateApiKeyInput,
  ): Promise<DeactivateApiKeyPayload> {
    return { apiKey: await this.service.deactivate(actor, input.id) };
  }

  @RequiresScope("credentials:write")
  @Mutation(() => RotateApiKeyPayload, {
    nullable: true,
    description:
      "Gives a key a new secret, told once; id, scopes, limits, expiry and history stay. The old secret stops at once, or after the overlap. 409 when the key was rotated meanwhile, has expired or is revoked.",
  })
  rotateApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => RotateApiKeyInput) input: RotateApiKeyInput,
  ): Promise<RotateApiKeyPayload> {
    return this.service.rotate(actor, input);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => CloseApiKeySecretPayload, {
    nullable: true,
    description: "A rotated-out secret that still works stops now.",
  })
  async closeApiKeySecret(
    @Caller() actor: Actor,
    @Arg("input", () => CloseApiKeySecretInput) input: CloseApiKeySecretInput,
  ): Promise<CloseApiKeySecretPayload> {
    return { apiKey: await this.service.closeSecret(actor, input.id) };
  }

  @RequiresScope("credentials:write")
  @Mutation(() => ExtendApiKeySecretPayload, {
    nullable: true,
    description:
      "A rotated-out secret that still works goes on for longer. A closed one does not open again.",
  })
  async extendApiKeySecret(
    @Caller() actor: Actor,
    @Arg("input", () => ExtendApiKeySecretInput) input: ExtendApiKeySecretInput,
  ): Promise<ExtendApiKeySecretPayload> {
    return { apiKey: await this.service.extendSecret(actor, input.id, input.overlapSeconds) };
  }

  @RequiresScope("credentials:write")
  @Mutation(() => RevokeApiKeyPayload, {
    nullable: true,
    description: "Ends a key at once and for good; it stays listed. Doing it twice is no error.",
  })
  async revokeApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => RevokeApiKeyInput) input: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload> {
    return { apiKey: await this.service.revoke(actor, input.id) };
  }

  @RequiresScope("credentials:write")
  @Mutation(() => DeleteApiKeyPayload, {
    nullable: true,
    description: "Ends a key at once and takes it off every list; audit log and request logs stay.",
  })
  async deleteApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => DeleteApiKeyInput) input: DeleteApiKeyInput,
  ): Promise<DeleteApiKeyPayload> {
    return { apiKey: await this.service.delete(actor, input.id, input.name ?? null) };
  }
}
