import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import { badInput } from "../../base/api-error.js";
import type { RequestContext } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import { SignInInput, SignInPayload, SignOutPayload } from "./sign-in.inputs.js";
import { SignInService } from "./sign-in.service.js";

/** Sign-in and sign-out: the only operations open to anyone. */
@Resolver()
export class SignInResolver {
  constructor(private readonly service: SignInService) {}

  @Public({ anonymous: true })
  @Mutation(() => SignInPayload, {
    nullable: true,
    description:
      "Begins a session of 12 hours; the answer sets its cookie. 401 when e-mail or password is wrong, 429 after too many wrong ones.",
  })
  async signIn(
    @Arg("input", () => SignInInput) input: SignInInput,
    @Ctx() { actor, address, sessionCookie }: RequestContext,
  ): Promise<SignInPayload> {
    if (actor.kind === "key") {
      throw badInput({
        headers: "Sign in without an API key: a session and a key do not go together.",
      });
    }
    const { user, token, expiresAt } = await this.service.signIn(input, address);
    if (sessionCookie.token) await this.service.signOut(sessionCookie.token);
    sessionCookie.start(token, expiresAt);
    return { user };
  }

  @Public({ anonymous: true })
  @Mutation(() => SignOutPayload, {
    nullable: true,
    description: "Ends the session and removes its cookie; without one, nothing happens.",
  })
  async signOut(@Ctx() { sessionCookie }: RequestContext): Promise<SignOutPayload> {
    if (sessionCookie.token) await this.service.signOut(sessionCookie.token);
    sessionCookie.end();
    return { signedOut: true };
  }
}
