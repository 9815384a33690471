import { Arg, Mutation, Query, Resolver } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import {
  RemoveMemberInput,
  RemoveMemberPayload,
  UpdateMemberInput,
  UpdateMemberPayload,
  WorkspaceMember,
} from "./member.inputs.js";
import { MemberService } from "./member.service.js";

/** The workspace's members over GraphQL; for sessions only, as no key can hold `members`. */
@Resolver()
export class MemberResolver {
  constructor(private readonly service: MemberService) {}

  @RequiresScope("members:read")
  @Query(() => [WorkspaceMember], { description: "The workspace's members, by name." })
  members(@Caller() actor: Actor): Promise<WorkspaceMember[]> {
    return this.service.list(actor);
  }

  @RequiresScope("members:write")
  @Mutation(() => UpdateMemberPayload, {
    nullable: true,
    description:
      "Gives a member another role; their keys follow at the next request. 409 for the last admin.",
  })
  async updateMember(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateMemberInput) input: UpdateMemberInput,
  ): Promise<UpdateMemberPayload> {
    return { member: await this.service.updateRole(actor, input.id, input.role) };
  }

  @RequiresScope("members:write")
  @Mutation(() => RemoveMemberPayload, {
    nullable: true,
    description:
      "Ends a membership. 400 while the member has keys and nothing is said of them; 409 for the last admin.",
  })
  removeMember(
    @Caller() actor: Actor,
    @Arg("input", () => RemoveMemberInput) input: RemoveMemberInput,
  ): Promise<RemoveMemberPayload> {
    return this.service.remove(actor, input);
  }
}
