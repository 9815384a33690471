import { OVERLAP_MAX_SECONDS } from "@latchkey/shared";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { KeyPayload, SecretPayload } from "./api-key.inputs.js";

/** Which key is meant. */
@InputType()
class ApiKeyIdInput {
  @Field(() => ID)
  id!: string;
}

/** Which key to revoke. */
@InputType()
export class RevokeApiKeyInput extends ApiKeyIdInput {}

/** Which key to activate. */
@InputType()
export class ActivateApiKeyInput extends ApiKeyIdInput {}

/** Which key to deactivate. */
@InputType()
export class DeactivateApiKeyInput extends ApiKeyIdInput {}

/** Which key to delete. */
@InputType()
export class DeleteApiKeyInput extends ApiKeyIdInput {
  @Field(() => String, {
    nullable: true,
    description: "The key's name, to be sure; 400 when it is another.",
  })
  name?: string | null;
}

/** Which key to give a new secret. */
@InputType()
export class RotateApiKeyInput extends ApiKeyIdInput {
  @Field(() => Int, {
    nullable: true,
    description:
      "The key's `version` as the caller saw it. Of rotations that name the same version one is done, the others are 409.",
  })
  version?: number | null;

  @Field(() => Int, {
    defaultValue: 0,
    description: `For how many seconds the old secret goes on working, up to ${OVERLAP_MAX_SECONDS} (30 days). 0: it stops at once.`,
  })
  overlapSeconds!: number;
}

/** Which rotated-out secret to close at once. */
@InputType()
export class CloseApiKeySecretInput {
  @Field(() => ID, { description: "The secret's id." })
  id!: string;
}

/** Which rotated-out secret to let work for longer. */
@InputType()
export class ExtendApiKeySecretInput {
  @Field(() => ID, { description: "The secret's id." })
  id!: string;

  @Field(() => Int, {
    description:
      "For how many seconds from now; at most 30 days, and never past the key's own expiry.",
  })
  overlapSeconds!: number;
}

/** The key, and the only time its new secret is told. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class RotateApiKeyPayload extends SecretPayload {}

/** The activated key. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class ActivateApiKeyPayload extends KeyPayload {}

/** The deactivated key. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class DeactivateApiKeyPayload extends KeyPayload {}

/** The revoked key. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class RevokeApiKeyPayload extends KeyPayload {}

/** The deleted key, as it was last; no list holds it any more. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class DeleteApiKeyPayload extends KeyPayload {}

/** The key whose secret was closed. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class CloseApiKeySecretPayload extends KeyPayload {}

/** The key whose old secret works for longer. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class ExtendApiKeySecretPayload extends KeyPayload {}
