import { Arg, Ctx, Mutation, Query, Resolver } from "type-graphql";
import { badInput } from "../../base/api-error.js";
import type { RequestContext } from "../../base/request-context.js";
import { Public } from "../../base/requires-scope.js";
import {
  AcceptInvitationInput,
  AcceptInvitationPayload,
  InvitationOffer,
} from "./invitation-acceptance.inputs.js";
import { InvitationAcceptanceService } from "./invitation-acceptance.service.js";

/** How an invited person comes in: open to anyone who holds an invitation's token. */
@Resolver()
export class InvitationAcceptanceResolver {
  constructor(private readonly service: InvitationAcceptanceService) {}

  @Public({ anonymous: true })
  @Query(() => InvitationOffer, {
    description:
      "What an invitation's token offers. 401 in the same words for a wrong, used, revoked and expired one.",
  })
  invitationOffer(
    @Arg("token", () => String) token: string,
    @Ctx() { address }: RequestContext,
  ): Promise<InvitationOffer> {
    return this.service.getOffer(token, address);
  }

  @Public({ anonymous: true })
  @Mutation(() => AcceptInvitationPayload, {
    nullable: true,
    description:
      "Joins the workspace and begins a session as `signIn` does, for a new account or with the password of the one there is. A token works once. 401 when it is worth nothing, 400 for a wrong password, 429 after too many attempts.",
  })
  async acceptInvitation(
    @Arg("input", () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() { actor, address, sessionCookie }: RequestContext,
  ): Promise<AcceptInvitationPayload> {
    if (actor.kind === "key") {
      throw badInput({ headers: "Accept without an API key: an invitation is a person's." });
    }
    const accepted = await this.service.accept(input, address, sessionCookie.token);
    sessionCookie.start(accepted.token, accepted.expiresAt);
    return { user: accepted.user, workspace: accepted.workspace };
  }
}
