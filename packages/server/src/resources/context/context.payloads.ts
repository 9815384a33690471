import type { KeyEnvironment, Scope } from "@latchkey/shared";
import { Field, ID, Int, ObjectType } from "type-graphql";
import type { ActingWorkspace } from "../../base/actor.js";
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

/** A window of the caller's rate limits. */
@Public()
@ObjectType({
  description: "A window of the caller's rate limits, as this request leaves it.",
  simpleResolvers: true,
})
export class ContextRateLimit {
  @Field(() => Int)
  windowSeconds!: number;

  @Field(() => Int, { description: "Units; a request costs as many as the root fields it runs." })
  limit!: number;

  @Field(() => Int, { description: "Units that could be spent at once." })
  remaining!: number;

  @Field(() => Date, {
    description: "When the window will be whole again, if nothing more is spent.",
  })
  resetAt!: Date;
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
  workspace!: ActingWorkspace | null;

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

  @Field(() => [ContextRateLimit], {
    description: "The key's windows, the longest first; none for a session, which is not limited.",
  })
  rateLimits!: ContextRateLimit[];

  @Field(() => User, { nullable: true, description: "Null for a key." })
  user!: Pick<User, "id" | "email" | "name" | "isPlatformAdmin" | "role"> | null;

  @Field(() => String, {
    description:
      "The address the request came from, as an IP allowlist would judge it: the client's, as the trusted proxies tell it.",
  })
  address!: string;
}
