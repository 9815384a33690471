import { Arg, Args, FieldResolver, ID, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Actor } from "../../base/actor.js";
import type { Connection } from "../../base/page.js";
import { Caller } from "../../base/request-context.js";
import { RequiresScope } from "../../base/requires-scope.js";
import { Alert } from "../alerts/alert.entity.js";
import { RequestLog } from "../request-logs/request-log.entity.js";
import { RequestGroup } from "../request-logs/request-stats.inputs.js";
import { ApiKey, ApiKeyConnection } from "./api-key.entity.js";
import {
  CreateApiKeyInput,
  CreateApiKeyPayload,
  ListApiKeysArgs,
  UpdateApiKeyInput,
  UpdateApiKeyPayload,
} from "./api-key.inputs.js";
import { ApiKeyService } from "./api-key.service.js";
import { type ApiKeyStatus, ApiKeyStatusEnum } from "./api-key-status.js";

/** API keys over GraphQL. */
@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @RequiresScope("credentials:read")
  @Query(() => ApiKeyConnection, {
    description:
      "The workspace's keys under the filter, newest first, revoked ones included; a campaign-limited key sees its campaign's.",
  })
  apiKeys(
    @Caller() actor: Actor,
    @Args(() => ListApiKeysArgs) args: ListApiKeysArgs,
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

  @FieldResolver(() => ApiKeyStatusEnum)
  status(@Root() key: ApiKey): ApiKeyStatus {
    return this.service.statusOf(key);
  }

  @FieldResolver(() => [String], {
    description: "Addresses and ranges it may be used from; empty for any.",
  })
  ipAllowlist(@Root() key: ApiKey): readonly string[] {
    return key.ipAllowlist ?? [];
  }

  @RequiresScope("credentials:write")
  @Mutation(() => CreateApiKeyPayload, {
    nullable: true,
    description:
      "Makes a key no stronger than the caller. 400 names each bad field, 403 the scopes the caller lacks.",
  })
  createApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<CreateApiKeyPayload> {
    return this.service.create(actor, input);
  }

  @RequiresScope("credentials:write")
  @Mutation(() => UpdateApiKeyPayload, {
    nullable: true,
    description:
      "Changes name, description, scopes, allowlist or owner; in force at the next request. Others' keys need `members:write` (403). 409 when it is revoked, or when somebody changed it meanwhile: `extensions.changedFields` names what, and `extensions.changes` who did what and when, for callers who may read the audit log.",
  })
  async updateApiKey(
    @Caller() actor: Actor,
    @Arg("input", () => UpdateApiKeyInput) input: UpdateApiKeyInput,
  ): Promise<UpdateApiKeyPayload> {
    return { apiKey: await this.service.update(actor, input) };
  }
}

/** The key of a logged request. */
@Resolver(() => RequestLog)
export class RequestLogApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => ApiKey, {
    nullable: true,
    description: "The key the request came with; null once it is deleted.",
  })
  apiKey(@Caller() actor: Actor, @Root() log: RequestLog): Promise<ApiKey | null> {
    return this.service.find(actor, log.apiKeyId);
  }
}

/** The key of a group of requests. */
@Resolver(() => RequestGroup)
export class RequestGroupApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => ApiKey, {
    nullable: true,
    description: "The key, where keys are the groups; null once it is deleted.",
  })
  apiKey(@Caller() actor: Actor, @Root() group: RequestGroup): Promise<ApiKey | null> {
    return this.service.find(actor, group.apiKeyId);
  }
}

/** The key that an alert is about. */
@Resolver(() => Alert)
export class AlertApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

  @FieldResolver(() => ApiKey, {
    nullable: true,
    description:
      "The key it is about; null for one that is about an address, and once the key is deleted.",
  })
  apiKey(@Caller() actor: Actor, @Root() alert: Alert): Promise<ApiKey | null> {
    return this.service.find(actor, alert.apiKeyId);
  }
}
