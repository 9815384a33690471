import { Arg, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import {
  PolicyFinding,
  UpdateWorkspacePolicyInput,
  UpdateWorkspacePolicyPayload,
  WorkspacePolicyInput,
} from "./policy.inputs.js";
import { PolicyService } from "./policy.service.js";
import { WorkspacePolicy } from "./workspace-policy.entity.js";

/** What a workspace demands of its keys, over GraphQL. */
@Resolver()
export class PolicyResolver {
  constructor(private readonly service: PolicyService) {}

  @RequiresScope("workspaces:read")
  @Query(() => WorkspacePolicy, {
    description: "What the workspace demands of its keys; nothing until it is set.",
  })
  workspacePolicy(@Caller() actor: Actor): Promise<WorkspacePolicy> {
    return this.service.get(actor);
  }

  @RequiresScope("workspaces:write")
  @RequiresScope("credentials:read")
  @Query(() => [PolicyFinding], {
    description: "The active keys that a policy would touch, before it is kept, and how.",
  })
  workspacePolicyPreview(
    @Caller() actor: Actor,
    @Arg("input", () => WorkspacePolicyInput) input: WorkspacePolicyInput,
  ): Promise<PolicyFinding[]> {
    return this.service.preview(actor, input);
  }

  @RequiresScope("workspaces:write")
  @Mutation(() => UpdateWorkspacePolicyPayload, {
    nullable: true,
    description:
      "Sets the whole policy. New keys and edits must meet it from now on (400 names the field); keys that are there work on. 409 when the policy is not of the version named, or changes meanwhile.",
  })
  async updateWorkspacePolicy(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateWorkspacePolicyInput) input: UpdateWorkspacePolicyInput,
  ): Promise<UpdateWorkspacePolicyPayload> {
    return { policy: await this.service.update(actor, input) };
  }
}
