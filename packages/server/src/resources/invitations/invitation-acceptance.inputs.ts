import { PASSWORD_MAX, PASSWORD_MIN, type RoleName } from "@latchkey/shared";
import { Field, InputType, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { Role } from "../../base/role.enum.js";
import { User } from "../users/user.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** What the holder of an invitation's token is offered. */
@Public()
@ObjectType({
  description: "What the holder of an invitation's token is offered.",
  simpleResolvers: true,
})
export class InvitationOffer {
  @Field(() => String, { description: "Who is invited; lower-case." })
  email!: string;

  @Field(() => Workspace)
  workspace!: Workspace;

  @Field(() => Role, { description: "The role in the workspace." })
  role!: RoleName;

  @Field(() => Date)
  expiresAt!: Date;

  @Field(() => Boolean, {
    description:
      "Whether this person has an account: accepting asks for its password then, and for a name and a new password otherwise.",
  })
  hasAccount!: boolean;
}

/** Who accepts, by an invitation's token. */
@InputType()
export class AcceptInvitationInput {
  @Field(() => String)
  token!: string;

  @Field(() => String, {
    nullable: true,
    description: "The name of the new account; not looked at when the person has one.",
  })
  name?: string | null;

  @Field(() => String, {
    description: `The account's password; for a new account the one to have: ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`,
  })
  password!: string;
}

/** Who joined what; the session is in the answer's cookie. */
@Public()
@ObjectType({ simpleResolvers: true })
export class AcceptInvitationPayload {
  @Field(() => User)
  user!: User;

  @Field(() => Workspace)
  workspace!: Workspace;
}
