import { type Scope, VERIFICATION_LIMITS } from "@latchkey/shared";
import { Field, InputType, Int } from "type-graphql";
import { ScopeScalar } from "../../base/scope.scalar.js";

const { requestsMax, costMax } = VERIFICATION_LIMITS;

/** A key that another service was sent, and what it is to be good for. */
@InputType()
export class VerifyApiKeyInput {
  @Field(() => String, {
    description:
      "The whole key, as the service was sent it. Hand it over in a variable: it is kept nowhere and never repeated.",
  })
  key!: string;

  @Field(() => [ScopeScalar], {
    defaultValue: [],
    description:
      "What the service's own request needs; the key must hold all of it. The caller need not.",
  })
  scopes!: Scope[];

  @Field(() => Int, {
    defaultValue: 1,
    description: `Units of the key's limits that it costs, from 0 to ${costMax}; 0 only asks.`,
  })
  cost!: number;

  @Field(() => String, {
    nullable: true,
    description:
      "The end client's IP address, for the key's allowlist. Without it, a key that has one is not let in.",
  })
  address?: string | null;
}

/** Several keys at once. */
@InputType()
export class VerifyApiKeysInput {
  @Field(() => [VerifyApiKeyInput], { description: `At most ${requestsMax}.` })
  requests!: VerifyApiKeyInput[];
}
