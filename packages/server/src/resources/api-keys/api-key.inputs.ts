import {
  EXPIRATIONS,
  type Expiration,
  KEY_LIMITS,
  type KeyEnvironment,
  OVERLAP_MAX_SECONDS,
  type Scope,
} from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKey, ApiKeyEnvironment } from "./api-key.entity.js";
import { type ApiKeyStatus, ApiKeyStatusEnum } from "./api-key-status.js";

/** The choices of expiry, as a runtime value for the schema. */
const ApiKeyExpiration = Object.fromEntries(
  Object.keys(EXPIRATIONS).map((name) => [name, name]),
) as { readonly [E in Expiration]: E };

registerEnumType(ApiKeyExpiration, {
  name: "ApiKeyExpiration",
  description: "How long a key lives, from its creation.",
});

const ALLOWLIST = `IPv4 or IPv6 addresses and CIDR ranges the key may be used from, at most ${KEY_LIMITS.allowlistMax}; empty for any.`;

/** Which keys a list holds. */
@InputType({ description: "Which keys a list holds; every condition must be met." })
export class ApiKeyFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Part of the name, whatever its case, or the beginning or the end of the shown key.",
  })
  search?: string | null;

  @Field(() => [ApiKeyStatusEnum], { nullable: true })
  statuses?: ApiKeyStatus[] | null;

  @Field(() => ScopeScalar, {
    nullable: true,
    description: "Only keys that were given this scope.",
  })
  scope?: Scope | null;

  @Field(() => ID, { nullable: true, description: "Only keys limited to this campaign." })
  campaignId?: string | null;

  @Field(() => ID, { nullable: true, description: "Only this member's keys." })
  ownerId?: string | null;
}

/** What `apiKeys` takes. */
@ArgsType()
export class ListApiKeysArgs extends PageArgs {
  @Field(() => ApiKeyFilter, { nullable: true })
  filter?: ApiKeyFilter | null;
}

/** A new key. */
@InputType()
export class CreateApiKeyInput {
  @Field(() => String, { description: `At most ${KEY_LIMITS.nameMax} characters.` })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: `What the key is for; at most ${KEY_LIMITS.descriptionMax} characters.`,
  })
  description?: string | null;

  @Field(() => ApiKeyEnvironment, { defaultValue: "LIVE" })
  environment!: KeyEnvironment;

  @Field(() => [ScopeScalar], {
    description: "At least one, and none that the caller does not hold (403).",
  })
  scopes!: Scope[];

  @Field(() => ID, {
    nullable: true,
    description: "Limits the key to one campaign, for good. Without it: all campaigns.",
  })
  campaignId?: string | null;

  @Field(() => ApiKeyExpiration, {
    nullable: true,
    description: "How long the key lives; fixed for good. Without it and `expiresAt`: for ever.",
  })
  expiration?: Expiration | null;

  @Field(() => Date, {
    nullable: true,
    description: "When the key ends, instead of `expiration`: in the future, at most ten years.",
  })
  expiresAt?: Date | null;

  @Field(() => [String], { nullable: true, description: ALLOWLIST })
  ipAllowlist?: string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The member it belongs to: the caller, unless one with `members:write` names another.",
  })
  ownerId?: string | null;
}

/** A change of a key. A field left out stays as it is. */
@InputType({ description: "A change of a key; a field left out stays as it is." })
export class UpdateApiKeyInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    description: "The `version` the change was made from. 409 when the key is another by now.",
  })
  version?: number | null;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "Null takes it away." })
  description?: string | null;

  @Field(() => [ScopeScalar], { nullable: true })
  scopes?: Scope[] | null;

  @Field(() => [String], { nullable: true, description: ALLOWLIST })
  ipAllowlist?: string[] | null;

  @Field(() => ID, { nullable: true, description: "Hands the key over; needs `members:write`." })
  ownerId?: string | null;

  @Field(() => ApiKeyExpiration, {
    nullable: true,
    description: "Always refused: expiry is fixed at creation.",
  })
  expiration?: Expiration | null;

  @Field(() => Date, {
    nullable: true,
    description: "Always refused: expiry is fixed at creation.",
  })
  expiresAt?: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: "Always refused: the campaign is fixed at creation.",
  })
  campaignId?: string | null;

  @Field(() => ApiKeyEnvironment, {
    nullable: true,
    description: "Always refused: the environment is fixed at creation.",
  })
  environment?: KeyEnvironment | null;
}

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

/** A key and its secret, told this once. */
@ObjectType()
abstract class SecretPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: "The whole key. It cannot be read again." })
  secret!: string;
}

/** The key as it is now. */
@ObjectType()
abstract class KeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}

/** The new key, and the only time its secret is told. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class CreateApiKeyPayload extends SecretPayload {}

/** The key, and the only time its new secret is told. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class RotateApiKeyPayload extends SecretPayload {}

/** The changed key. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class UpdateApiKeyPayload extends KeyPayload {}

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
