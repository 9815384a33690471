import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, PrimaryColumn } from "typeorm";
import { RequiresScope } from "../../base/requires-scope.js";

/** What a workspace demands of its keys. Without a row it demands nothing. */
@RequiresScope("workspaces:read")
@ObjectType({ description: "What the workspace demands of its API keys.", simpleResolvers: true })
@Entity("workspace_policies")
export class WorkspacePolicy {
  @PrimaryColumn({ type: "varchar", length: 36 })
  workspaceId!: string;

  @Field(() => Int, {
    nullable: true,
    description: "Longest life of a new key, in days; null for any.",
  })
  @Column({ type: "integer", nullable: true })
  lifetimeMaxDays!: number | null;

  @Field(() => Boolean, {
    description: "Whether a key that can write needs an allowlist or an expiry.",
  })
  @Column({ type: "boolean", default: false })
  isWriteLimited!: boolean;

  @Field(() => Boolean, { description: "Whether a live key needs a description." })
  @Column({ type: "boolean", default: false })
  isLiveDescribed!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: "Unused for so many days, a key is marked; null for never.",
  })
  @Column({ type: "integer", nullable: true })
  unusedWarnDays!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Unused for so many days, a key is deactivated by the nightly job; null for never.",
  })
  @Column({ type: "integer", nullable: true })
  unusedDeactivateDays!: number | null;

  @Field(() => Int, {
    description: "Grows with each change, from 0; named in an update, it keeps others' changes.",
  })
  @Column({ type: "integer", default: 1 })
  version!: number;
}
