import type { KeyEnvironment, Scope } from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKeyEnvironment } from "../api-keys/api-key.entity.js";
import { type VerificationOutcome, VerificationOutcomeEnum } from "./verification-outcome.js";

/** The campaign a verified key is limited to. */
@RequiresScope("credentials:verify")
@ObjectType({ description: "The campaign a verified key is limited to.", simpleResolvers: true })
export class VerifiedCampaign {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

/** A key as the service that verifies it may know it. */
@RequiresScope("credentials:verify")
@ObjectType({ description: "A key that was verified.", simpleResolvers: true })
export class VerifiedApiKey {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ApiKeyEnvironment)
  environment!: KeyEnvironment;
}

/** A window of a verified key's limits. */
@RequiresScope("credentials:verify")
@ObjectType({
  description: "A window of a verified key's limits, as the verification leaves it.",
  simpleResolvers: true,
})
export class VerifiedRateLimit {
  @Field(() => Int)
  windowSeconds!: number;

  @Field(() => Int, { description: "Units; shared with the key's own requests here." })
  limit!: number;

  @Field(() => Int, { description: "Units that could be spent at once." })
  remaining!: number;

  @Field(() => Date, {
    description:
      "When the window will be whole again, if nothing more is spent; of one that has too little left, when the cost would pass.",
  })
  resetAt!: Date;
}

/** What came of a verification. */
@RequiresScope("credentials:verify")
@ObjectType({
  description:
    "What came of a verification. Nothing is spent unless it is valid. A key that does not authenticate has no scopes and no limits here.",
  simpleResolvers: true,
})
export class KeyVerification {
  @Field(() => Boolean, { description: "Whether to let the request in: the outcome is `VALID`." })
  isValid!: boolean;

  @Field(() => VerificationOutcomeEnum, {
    description: "For the service's own log; the end client should hear less.",
  })
  outcome!: VerificationOutcome;

  @Field(() => [ScopeScalar], {
    description: "What the key lacks of the scopes that were asked for, reduced to the fewest.",
  })
  missingScopes!: readonly Scope[];

  @Field(() => [ScopeScalar], {
    description:
      "The key's effective scopes: its own with all they include, cut to its owner's role.",
  })
  scopes!: readonly Scope[];

  @Field(() => VerifiedApiKey, {
    nullable: true,
    description: "Null when it is malformed, deleted, or not to be found.",
  })
  apiKey!: VerifiedApiKey | null;

  @Field(() => VerifiedCampaign, {
    nullable: true,
    description: "The one campaign the key is limited to; null for all campaigns.",
  })
  campaign!: VerifiedCampaign | null;

  @Field(() => Date, { nullable: true, description: "When the key stops by itself; null: never." })
  expiresAt!: Date | null;

  @Field(() => [VerifiedRateLimit], { description: "The key's windows, the longest first." })
  rateLimits!: VerifiedRateLimit[];

  @Field(() => Date, {
    nullable: true,
    description:
      "Of `RATE_LIMITED`: when the same question would pass; null when it costs more than a window holds.",
  })
  retryAt!: Date | null;
}

/** What came of several verifications. */
@RequiresScope("credentials:verify")
@ObjectType({ simpleResolvers: true })
export class VerifyApiKeysPayload {
  @Field(() => [KeyVerification], { description: "In the order of the requests." })
  results!: KeyVerification[];
}
