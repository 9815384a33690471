import type { RoleName } from "@latchkey/shared";
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from "type-graphql";
import { RequiresScope } from "../../base/requires-scope.js";
import { Role } from "../../base/role.enum.js";

/** A member as those see them who may. */
@RequiresScope("members:read")
@ObjectType("Member", {
  description: "A person with access to the workspace.",
  simpleResolvers: true,
})
export class WorkspaceMember {
  @Field(() => ID, { description: "The person's id; an API key's `ownerId`." })
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;

  @Field(() => Role)
  role!: RoleName;

  @Field(() => Boolean, {
    description: "Whether the person may manage every workspace, whatever the role here.",
  })
  isPlatformAdmin!: boolean;

  @Field(() => Date, { description: "Since when the person is a member." })
  createdAt!: Date;

  @Field(() => Int, { description: "How many keys of theirs are not revoked." })
  keyCount!: number;
}

/** What becomes of a removed member's keys. */
export enum RemovedMemberKeys {
  HAND_OVER = "HAND_OVER",
  REVOKE = "REVOKE",
}

registerEnumType(RemovedMemberKeys, {
  name: "RemovedMemberKeys",
  description: "What becomes of a removed member's keys.",
  valuesConfig: {
    HAND_OVER: {
      description:
        "They belong to another member from now on, and do no more than that one's role allows.",
    },
    REVOKE: { description: "They stop at once and for good." },
  },
});

/** A member's new role. */
@InputType()
export class UpdateMemberInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Role)
  role!: RoleName;
}

/** Who leaves, and what becomes of their keys. */
@InputType()
export class RemoveMemberInput {
  @Field(() => ID)
  id!: string;

  @Field(() => RemovedMemberKeys, {
    nullable: true,
    description: "Required when the member has keys that are not revoked (400).",
  })
  keys?: RemovedMemberKeys | null;

  @Field(() => ID, {
    nullable: true,
    description: "The member who gets the keys, with `HAND_OVER`.",
  })
  handOverToId?: string | null;
}

/** The member as they are now. */
@RequiresScope("members:write")
@ObjectType({ simpleResolvers: true })
export class UpdateMemberPayload {
  @Field(() => WorkspaceMember)
  member!: WorkspaceMember;
}

/** Who left. */
@RequiresScope("members:write")
@ObjectType({ simpleResolvers: true })
export class RemoveMemberPayload {
  @Field(() => ID)
  removedId!: string;

  @Field(() => Int, { description: "How many keys were handed over or revoked." })
  keyCount!: number;
}
