import { Field, ID, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";

/** The member a key belongs to, as one who may see the key sees them. */
@RequiresScope("credentials:read")
@ObjectType({ description: "The member a key belongs to.", simpleResolvers: true })
export class ApiKeyOwner {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;
}
