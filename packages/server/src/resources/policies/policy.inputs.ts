import { Field, InputType, Int, ObjectType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import { WorkspacePolicy } from "./workspace-policy.entity.js";

/** A whole policy; what is left out is not demanded. */
@InputType({ description: "A whole policy; what is left out is not demanded." })
export class WorkspacePolicyInput {
  @Field(() => Int, { nullable: true, description: "Longest life of a new key, in days." })
  lifetimeMaxDays?: number | null;

  @Field(() => Boolean, { defaultValue: false })
  isWriteLimited!: boolean;

  @Field(() => Boolean, { defaultValue: false })
  isLiveDescribed!: boolean;

  @Field(() => Int, { nullable: true, description: "Mark keys unused for so many days." })
  unusedWarnDays?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Deactivate keys unused for so many days, by night.",
  })
  unusedDeactivateDays?: number | null;
}

/** The policy that a workspace gets. */
@InputType({ description: "A whole policy; what is left out is not demanded." })
export class UpdateWorkspacePolicyInput extends WorkspacePolicyInput {
  @Field(() => Int, {
    nullable: true,
    description: "The version the caller saw; 409 when the policy was changed since.",
  })
  version?: number | null;
}

/** The policy as it is now. */
@RequiresScope("workspaces:write")
@ObjectType({ simpleResolvers: true })
export class UpdateWorkspacePolicyPayload {
  @Field(() => WorkspacePolicy)
  policy!: WorkspacePolicy;
}

/** A demand that a key does not meet. */
@RequiresScope("credentials:read")
@ObjectType({ description: "A demand that a key does not meet.", simpleResolvers: true })
export class PolicyViolation {
  @Field(() => String, { description: "The field of `CreateApiKeyInput` that would meet it." })
  field!: string;

  @Field(() => String)
  message!: string;

  @Field(() => Boolean, {
    description:
      "Whether the key's next edit is refused until it is met; an expiry cannot be edited.",
  })
  isEnforcedAtEdit!: boolean;
}

/** A key that a policy would touch, and how. */
@RequiresScope("credentials:read")
@ObjectType({ description: "A key that a policy would touch, and how.", simpleResolvers: true })
export class PolicyFinding {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => [PolicyViolation], {
    description: "The demands it does not meet; it works on all the same.",
  })
  violations!: PolicyViolation[];

  @Field(() => Boolean, { description: "Whether it would be marked as unused." })
  isWarned!: boolean;

  @Field(() => Boolean, { description: "Whether the next nightly job would deactivate it." })
  isDeactivated!: boolean;
}
