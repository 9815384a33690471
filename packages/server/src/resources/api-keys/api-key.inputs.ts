import {
  EXPIRATIONS,
  type Expiration,
  KEY_LIMITS,
  type KeyEnvironment,
  type Scope,
} from "@latchkey/shared";
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { PageArgs } from "../../base/page.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKey, ApiKeyEnvironment } from "./api-key.entity.js";
import { type ApiKeyStatus, ApiKeyStatusEnum } from "./api-key-status.js";
import { RateLimitInput } from "./rate-limit.inputs.js";

/** The choices of expiry, as a runtime value for the schema. */
const ApiKeyExpiration = Object.fromEntries(
  Object.keys(EXPIRATIONS).map((name) => [name, name]),
) as { readonly [E in Expiration]: E };

registerEnumType(ApiKeyExpiration, {
  name: "ApiKeyExpiration",
  description: "How long a key lives, from its creation.",
});

const ALLOWLIST = `IPv4 or IPv6 addresses and CIDR ranges the key may be used from, at most ${KEY_LIMITS.allowlistMax}; empty for any.`;

/** Most keys a filter can name. */
export const FILTER_IDS_MAX = 100;

/** Which keys a list holds. */
@InputType({ description: "Which keys a list holds; every condition must be met." })
export class ApiKeyFilter {
  @Field(() => String, {
    nullable: true,
    description:
      "Part of the name, whatever its case, or the beginning or the end of the shown key.",
  })
  search?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description: `Only these keys, at most ${FILTER_IDS_MAX}; ids of no key that the caller may see find nothing.`,
  })
  ids?: string[] | null;

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

  @Field(() => [RateLimitInput], {
    nullable: true,
    description:
      "Instead of the default windows: 1,000 units an hour, 100 a minute, 10 a second. Within the workspace's maximum (400).",
  })
  rateLimits?: RateLimitInput[] | null;

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

  @Field(() => [RateLimitInput], {
    nullable: true,
    description: "In force at the next request; null for the defaults. Counters go on.",
  })
  rateLimits?: RateLimitInput[] | null;

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

/** A key and its secret, told this once. */
@ObjectType()
export abstract class SecretPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: "The whole key. It cannot be read again." })
  secret!: string;
}

/** The key as it is now. */
@ObjectType()
export abstract class KeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}

/** The new key, and the only time its secret is told. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class CreateApiKeyPayload extends SecretPayload {}

/** The changed key. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class UpdateApiKeyPayload extends KeyPayload {}
