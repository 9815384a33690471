import { PASSWORD_MAX, PASSWORD_MIN } from "@latchkey/shared";
import { Field, InputType, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { User } from "./user.entity.js";

/** The password one has, and the one to have. */
@InputType()
export class ChangePasswordInput {
  @Field(() => String)
  currentPassword!: string;

  @Field(() => String, {
    description: `${PASSWORD_MIN} to ${PASSWORD_MAX} characters; not the e-mail, not a few characters repeated.`,
  })
  newPassword!: string;
}

/** Whose password it was; the new session is in the answer's cookie. */
@Public()
@ObjectType({ simpleResolvers: true })
export class ChangePasswordPayload {
  @Field(() => User)
  user!: User;
}
