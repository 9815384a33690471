import { Field, InputType, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { User } from "./user.entity.js";

/** Who signs in. */
@InputType()
export class SignInInput {
  @Field(() => String)
  email!: string;

  @Field(() => String)
  password!: string;
}

/** Who is signed in now; the session is in the answer's cookie. */
@Public()
@ObjectType({ simpleResolvers: true })
export class SignInPayload {
  @Field(() => User)
  user!: User;
}

/** Says that no session is left. */
@Public()
@ObjectType({ simpleResolvers: true })
export class SignOutPayload {
  @Field(() => Boolean, { description: "Always true; signing out twice is no error." })
  signedOut!: boolean;
}
