import { VERIFICATION_LIMITS } from "@latchkey/shared";
import { Arg, Mutation, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { VerifyApiKeyInput, VerifyApiKeysInput } from "./verification.inputs.js";
import { KeyVerification, VerifyApiKeysPayload } from "./verification.payloads.js";
import { VerificationService } from "./verification.service.js";

/** Keys for other services, over GraphQL. */
@Resolver()
export class VerificationResolver {
  constructor(private readonly service: VerificationService) {}

  @RequiresScope("credentials:verify")
  @Mutation(() => KeyVerification, {
    nullable: true,
    description:
      "Whether a key that another service was sent is good for what it is asked, now: judged and counted as if it had been used here. A mutation, because a valid key's units are spent and its last use is noted. A key that is not valid is no error but data.",
  })
  verifyApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => VerifyApiKeyInput) input: VerifyApiKeyInput,
  ): Promise<KeyVerification> {
    return this.service.verify(actor, input);
  }

  @RequiresScope("credentials:verify")
  @Mutation(() => VerifyApiKeysPayload, {
    nullable: true,
    description: `\`verifyApiKey\` for up to ${VERIFICATION_LIMITS.requestsMax} keys, at the cost of one request to the caller. Each is judged by itself; 400 for one that cannot be judged leaves all untouched.`,
  })
  async verifyApiKeys(
    @Caller() actor: Actor,
    @Arg("input", () => VerifyApiKeysInput) input: VerifyApiKeysInput,
  ): Promise<VerifyApiKeysPayload> {
    return { results: await this.service.verifyMany(actor, input) };
  }
}
