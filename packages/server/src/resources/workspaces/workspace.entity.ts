import { DEFAULT_RATE_LIMIT_MAX } from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { Public } from "../../base/requires-scope.js";
import { IdColumn, InstantColumn, TextColumn } from "../../database/columns.js";

/** A company: the tenant. Public, because a caller only ever reaches its own. */
@Public()
@ObjectType({ description: "A company, and all its keys and data.", simpleResolvers: true })
@Entity("workspaces")
@Index("workspaces_slug", ["slug"], { unique: true })
export class Workspace {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @Field(() => String)
  @TextColumn(80)
  name!: string;

  @Field(() => String, {
    description: "The first part of the console's addresses; goes into the `x-workspace` header.",
  })
  @TextColumn(40)
  slug!: string;

  @Field(() => Int, {
    description: "Units an hour that no key of the workspace passes, whatever its own limits.",
  })
  @Column({ type: "integer", default: DEFAULT_RATE_LIMIT_MAX })
  rateLimitMax!: number;

  @InstantColumn()
  createdAt!: Date;
}
