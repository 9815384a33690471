import type { RoleName } from "@latchkey/shared";
import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index } from "typeorm";
import { Public } from "../../base/requires-scope.js";
import { Role } from "../../base/role.enum.js";
import { IdColumn, InstantColumn, TextColumn } from "../../database/columns.js";

/** A person who can sign in. Public, because a caller only ever reaches itself through it. */
@Public()
@ObjectType({ description: "The signed-in person.", simpleResolvers: true })
@Entity("users")
@Index("users_email", ["email"], { unique: true })
export class User {
  @Field(() => ID)
  @IdColumn()
  id!: string;

  @Field(() => String, { description: "Lower-case." })
  @TextColumn(254)
  email!: string;

  @Field(() => String)
  @TextColumn(200)
  name!: string;

  /** scrypt in PHC string form; see password.ts. */
  @TextColumn(255)
  passwordHash!: string;

  @Field(() => Boolean, { description: "Whether the person may manage every workspace." })
  @Column({ type: "boolean", default: false })
  isPlatformAdmin!: boolean;

  @InstantColumn()
  createdAt!: Date;

  @Field(() => Role, {
    nullable: true,
    description: "The person's role in the request's workspace; null without one.",
  })
  role?: RoleName | null;
}
