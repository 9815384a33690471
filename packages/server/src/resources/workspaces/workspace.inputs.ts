import { DEFAULT_RATE_LIMIT_MAX, type RoleName } from "@latchkey/shared";
import { Field, InputType, Int, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { Role } from "../../base/role.enum.js";
import { Workspace } from "./workspace.entity.js";

/** A workspace the caller may enter. */
@Public()
@ObjectType({ description: "A workspace the caller may enter.", simpleResolvers: true })
export class WorkspaceMembership {
  @Field(() => Workspace)
  workspace!: Workspace;

  @Field(() => Role, {
    nullable: true,
    description:
      "The caller's role there; null for a platform admin who is no member, and for a key.",
  })
  role!: RoleName | null;
}

/** What a new workspace is called. */
@InputType()
export class CreateWorkspaceInput {
  @Field(() => String, { description: "At most 80 characters." })
  name!: string;

  @Field(() => String, {
    description: "Lower-case letters, digits and single hyphens; at most 40 characters; unique.",
  })
  slug!: string;
}

/** What is to be changed of a workspace; what is left out stays. */
@InputType({ description: "What is to be changed of the workspace; what is left out stays." })
export class UpdateWorkspaceInput {
  @Field(() => String, { nullable: true, description: "At most 80 characters." })
  name?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `Units an hour that no key passes, from 1 to ${DEFAULT_RATE_LIMIT_MAX}; in force at the next request.`,
  })
  rateLimitMax?: number | null;
}

/** The changed workspace. */
@Public()
@ObjectType({ simpleResolvers: true })
export class UpdateWorkspacePayload {
  @Field(() => Workspace)
  workspace!: Workspace;
}

/** The new workspace. */
@Public()
@ObjectType({ simpleResolvers: true })
export class CreateWorkspacePayload {
  @Field(() => Workspace)
  workspace!: Workspace;
}
