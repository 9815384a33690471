import { INVITATION_DAYS, type RoleName } from "@latchkey/shared";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { Role } from "../../base/role.enum.js";

/** What an invitation is good for now. */
export enum InvitationStatus {
  PENDING = "PENDING",
  EXPIRED = "EXPIRED",
  VOID = "VOID",
}

registerEnumType(InvitationStatus, {
  name: "InvitationStatus",
  description: "What an invitation is good for now.",
  valuesConfig: {
    PENDING: { description: "It can be accepted." },
    EXPIRED: { description: "Its time is over." },
    VOID: { description: "Whoever sent it may no longer invite." },
  },
});

/** An invitation as those see it who manage members; never with its token. */
@RequiresScope("members:read")
@ObjectType("Invitation", {
  description: "A person asked to join the workspace, who has not done so yet.",
  simpleResolvers: true,
})
export class SentInvitation {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "Lower-case." })
  email!: string;

  @Field(() => Role, { description: "The role the person will have." })
  role!: RoleName;

  @Field(() => InvitationStatus)
  status!: InvitationStatus;

  @Field(() => String, { description: "The name of whoever sent it." })
  invitedBy!: string;

  @Field(() => Date)
  createdAt!: Date;

  @Field(() => Date)
  expiresAt!: Date;
}

/** Whom to ask, and as what. */
@InputType()
export class InviteMemberInput {
  @Field(() => String, { description: "Kept in lower case. 409 for a member's." })
  email!: string;

  @Field(() => Role)
  role!: RoleName;
}

/** Which invitation to take back. */
@InputType()
export class RevokeInvitationInput {
  @Field(() => ID)
  id!: string;
}

/** The invitation, and the only time its token is told. */
@RequiresScope("members:write")
@ObjectType({ simpleResolvers: true })
export class InviteMemberPayload {
  @Field(() => SentInvitation)
  invitation!: SentInvitation;

  @Field(() => String, {
    description: `Lets whoever holds it accept, once, for ${INVITATION_DAYS} days. It cannot be read again; the console's link is \`/accept-invitation#<token>\`.`,
  })
  token!: string;
}

/** Which invitation is no more. */
@RequiresScope("members:write")
@ObjectType({ simpleResolvers: true })
export class RevokeInvitationPayload {
  @Field(() => ID)
  revokedId!: string;
}
