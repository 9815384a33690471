import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import { type Connection, PageArgs } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { RequestLog } from "../request-logs/request-log.entity.js";
import { ApiKey, ApiKeyConnection } from "./api-key.entity.js";
import {
  CreateApiKeyInput,
  CreateApiKeyPayload,
  RevokeApiKeyInput,
  RevokeApiKeyPayload,
} from "./api-key.inputs.js";
import { ApiKeyService } from "./api-key.service.js";

/** API keys over GraphQL. */
@Resolver()
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @RequiresScope("credentials:read")
  @Query(() => ApiKeyConnection, {
    description:
      "The workspace's keys, newest first, revoked ones included; a campaign-limited key sees its campaign's.",
  })
  apiKeys(
    @Caller() actor: Actor,
    @Args(() => PageArgs) args: PageArgs,
  ): Promise<Connection<ApiKey>> {
    return this.service.list(actor, args);
  }

  @RequiresScope("credentials:read")
  @Query(() => ApiKey, {
    nullable: true,
    description: "One key; 404 when there is none that the caller may see.",
  })
  apiKey(@Caller() actor: Actor, @Arg("id", () => ID) id: string): Promise<ApiKey> {
    return this.service.get(actor, id);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => CreateApiKeyPayload, {
    nullable: true,
    description:
      "Makes a key no stronger than the caller, who owns it. 400 names each bad field, 403 the scopes the caller lacks.",
  })
  createApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    return this.service.create(actor, input);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => RevokeApiKeyPayload, {
    nullable: true,
    description:
      "Ends a key at once and for good; it stays listed. Others' keys need `members:write` (403). Doing it twice is no error.",
  })
  async revokeApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => RevokeApiKeyInput) input: RevokeApiKeyInput,
  ): Promise<RevokeApiKeyPayload> {
    return { apiKey: await this.service.revoke(actor, input.id) };
  }
}

/** The key of a logged request. */
@Resolver(() => RequestLog)
export class RequestLogApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => ApiKey, { nullable: true, description: "The key the request came with." })
  apiKey(@Caller() actor: Actor, @Root() log: RequestLog): Promise<ApiKey | null> {
    return this.service.find(actor, log.apiKeyId);
  }
}
