import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { RequestContext } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import { ChangePasswordInput, ChangePasswordPayload } from "./password.inputs.js";
import { PasswordService } from "./password.service.js";

/** A person's own password over GraphQL; for sessions only. */
@Resolver()
export class PasswordResolver {
  constructor(private readonly service: PasswordService) {}

  @Public()
  @Mutation(() => ChangePasswordPayload, {
    nullable: true,
    description:
      "Changes the caller's own password. Every session of theirs ends; the answer's cookie is a new one. 400 when the current password is wrong, 429 after too many wrong ones, 403 for a key.",
  })
  async changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() { actor, address, sessionCookie }: RequestContext,
  ): Promise<ChangePasswordPayload> {
    const { user, token, expiresAt } = await this.service.change(actor, input, address);
    sessionCookie.start(token, expiresAt);
    return { user };
  }
}
