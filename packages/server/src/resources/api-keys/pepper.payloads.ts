import { Field, Int, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";

/** One pepper, and the secrets that still wait to leave it. */
@Public()
@ObjectType({
  description: "A version of the pepper that keys are hashed under.",
  simpleResolvers: true,
})
export class PepperStatus {
  @Field(() => Int, {
    nullable: true,
    description: "Its version; null for all that are not configured any more.",
  })
  version!: number | null;

  @Field(() => Int, {
    description:
      "Secrets hashed under it that could still be used. Each moves to the first pepper at its next use.",
  })
  secrets!: number;

  @Field(() => Boolean, { description: "Whether new secrets are hashed under it." })
  isFirst!: boolean;

  @Field(() => Boolean, {
    description: "Whether the server knows it. Secrets under an unknown one cannot be used.",
  })
  isConfigured!: boolean;

  @Field(() => Boolean, {
    description:
      "Whether events of some workspace's audit log can be verified with it alone; without it, that log's verification stops at them.",
  })
  isNeededForAuditLog!: boolean;
}
