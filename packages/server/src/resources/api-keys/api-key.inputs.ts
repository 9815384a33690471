import { KEY_LIMITS, type KeyEnvironment, type Scope } from "@latchkey/shared";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKey, ApiKeyEnvironment } from "./api-key.entity.js";

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
}

/** The new key, and the only time its secret is told. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class CreateApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: "The whole key. It cannot be read again." })
  secret!: string;
}

/** Which key to revoke. */
@InputType()
export class RevokeApiKeyInput {
  @Field(() => ID)
  id!: string;
}

/** The key as it is now. */
@RequiresScope("credentials:write")
@ObjectType({ simpleResolvers: true })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}
