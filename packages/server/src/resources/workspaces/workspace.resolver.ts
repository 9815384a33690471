import { Arg, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { Public, RequiresScope } from "../../base/requires-scope.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import {
  CreateWorkspaceInput,
  CreateWorkspacePayload,
  UpdateWorkspaceInput,
  UpdateWorkspacePayload,
  WorkspaceMembership,
} from "./workspace.inputs.js";
import { WorkspaceService } from "./workspace.service.js";

/** The workspaces a caller may enter. */
@Resolver()
export class WorkspaceResolver {
  constructor(private readonly service: WorkspaceService) {}

  @Public()
  @Query(() => [WorkspaceMembership], {
    description:
      "The workspaces the caller may enter, by name: all of them for a platform admin, its own for a key.",
  })
  workspaces(@Caller() actor: Actor): Promise<WorkspaceMembership[]> {
    return this.service.list(actor);
  }

  @Public()
  @Mutation(() => CreateWorkspacePayload, {
    nullable: true,
    description:
      "Creates a workspace with the caller as its admin. Platform admins only (403); 409 when the slug is taken.",
  })
  async createWorkspace(
    @Caller() actor: Actor,
    @Arg("input", () => CreateWorkspaceInput) input: CreateWorkspaceInput,
  ): Promise<CreateWorkspacePayload> {
    return { workspace: await this.service.create(actor, input) };
  }

  @RequiresScope("workspaces:write")
  @RequiresScope("credentials:read")
  @Query(() => [ApiKey], {
    description:
      "The keys, active or deactivated, that a maximum for rate limits would cut, before it is kept; newest first.",
  })
  rateLimitMaxPreview(
    @Caller() actor: Actor,
    @Arg("rateLimitMax", () => Int, { description: "Units an hour." }) rateLimitMax: number,
  ): Promise<ApiKey[]> {
    return this.service.previewRateLimitMax(actor, rateLimitMax);
  }

  @RequiresScope("workspaces:write")
  @Mutation(() => UpdateWorkspacePayload, {
    nullable: true,
    description:
      "Changes the workspace's name or its maximum for rate limits. 403 for a campaign-limited key.",
  })
  async updateWorkspace(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateWorkspaceInput) input: UpdateWorkspaceInput,
  ): Promise<UpdateWorkspacePayload> {
    return { workspace: await this.service.update(actor, input) };
  }
}
