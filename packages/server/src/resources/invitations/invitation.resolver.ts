import { Arg, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import {
  InviteMemberInput,
  InviteMemberPayload,
  RevokeInvitationInput,
  RevokeInvitationPayload,
  SentInvitation,
} from "./invitation.inputs.js";
import { InvitationService } from "./invitation.service.js";

/** Invitations over GraphQL; for sessions only, as no key can hold `members`. */
@Resolver()
export class InvitationResolver {
  constructor(private readonly service: InvitationService) {}

  @RequiresScope("members:read")
  @Query(() => [SentInvitation], {
    description: "The invitations nobody has accepted yet, newest first, expired ones included.",
  })
  invitations(@Caller() actor: Actor): Promise<SentInvitation[]> {
    return this.service.list(actor);
  }

  @RequiresScope("members:write")
  @Mutation(() => InviteMemberPayload, {
    nullable: true,
    description:
      "Asks a person to join the workspace. Nothing is sent: hand the token over yourself. Asking again replaces the invitation before. 409 for a member.",
  })
  inviteMember(
    @Caller() actor: Actor,
    @Arg("input", () => InviteMemberInput) input: InviteMemberInput,
  ): Promise<InviteMemberPayload> {
    return this.service.invite(actor, input);
  }

  @RequiresScope("members:write")
  @Mutation(() => RevokeInvitationPayload, {
    nullable: true,
    description: "Takes an invitation back at once. 404 when it is accepted or revoked already.",
  })
  async revokeInvitation(
    @Caller() actor: Actor,
    @Arg("input", () => RevokeInvitationInput) input: RevokeInvitationInput,
  ): Promise<RevokeInvitationPayload> {
    await this.service.revoke(actor, input.id);
    return { revokedId: input.id };
  }
}
