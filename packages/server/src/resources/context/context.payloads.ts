import type { KeyEnvironment, Scope } from "@latchkey/shared";
import { Field, ID, ObjectType } from "type-graphql";
import { Public } from "../../base/requires-scope.js";
import { ScopeScalar } from "../../base/scope.scalar.js";
import { ApiKeyEnvironment } from "../api-keys/api-key.entity.js";
import { User } from "../users/user.entity.js";
import { Workspace } from "../workspaces/workspace.entity.js";

/** The campaign a key is limited to, as the key itself may know it. */
@Public()
@ObjectType({ description: "The campaign the caller's key is limited to.", simpleResolvers: true })
export class ContextCampaign {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;
}

/** The caller's own key. */
@Public()
@ObjectType({ description: "The caller's own key.", simpleResolvers: true })
export class ContextApiKey {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => ApiKeyEnvironment)
  environment!: KeyEnvironment;
}

/** Who is asking, and what they may do. */
@Public()
@ObjectType({
  description: "Who is asking, and what they may do. A first call to check that a key works.",
  simpleResolvers: true,
})
export class Context {
  @Field(() => Workspace, {
    nullable: true,
    description: "A key's workspace; for a session, the one its `x-workspace` header names.",
  })
  workspace!: { readonly id: string; readonly name: string; readonly slug: string } | null;

  @Field(() => [ScopeScalar], {
    description:
      "The effective scopes, with all they include; none for a session without a workspace.",
  })
  scopes!: Scope[];

  @Field(() => ContextCampaign, {
    nullable: true,
    description: "The one campaign a key is limited to; null for all campaigns.",
  })
  campaign!: ContextCampaign | null;

  @Field(() => ContextApiKey, { nullable: true, description: "Null for a session." })
  apiKey!: ContextApiKey | null;

  @Field(() => User, { nullable: true, description: "Null for a key." })
  user!: Pick<User, "id" | "email" | "name" | "isPlatformAdmin" | "role"> | null;

  @Field(() => String, {
    description:
      "The address the request came from, as an IP allowlist would judge it: the client's, as the trusted proxies tell it.",
  })
  address!: string;
}
