import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";
import type { Clock } from "./base/clock.js";
import type { Pepper } from "./base/config.js";
import { ApiKeyService } from "./resources/api-keys/api-key.service.js";
import { KeyHasher } from "./resources/api-keys/key-hasher.js";
import { CampaignService } from "./resources/campaigns/campaign.service.js";
import { ContextService } from "./resources/context/context.service.js";
import { LeadService } from "./resources/leads/lead.service.js";
import { RequestLogService } from "./resources/request-logs/request-log.service.js";
import { SignInService } from "./resources/users/sign-in.service.js";
import { SignInThrottle } from "./resources/users/sign-in-throttle.js";
import { OwnerService } from "./resources/workspaces/owner.service.js";
import { WorkspaceService } from "./resources/workspaces/workspace.service.js";

/** What the services stand on. */
export interface Foundations {
  readonly database: DataSource;
  readonly redis: Redis | null;
  readonly clock: Clock;
  readonly peppers: readonly Pepper[];
  readonly keyPrefix: string;
}

/** Every subject's service, made once. A new resource adds its own here. */
export function createServices({ database, redis, clock, peppers, keyPrefix }: Foundations) {
  const hasher = new KeyHasher(peppers);
  return {
    hasher,
    apiKeys: new ApiKeyService(database, hasher, keyPrefix, clock),
    campaigns: new CampaignService(database),
    context: new ContextService(database),
    leads: new LeadService(database, clock),
    owners: new OwnerService(database),
    requestLogs: new RequestLogService(database, clock),
    signIn: new SignInService(database, new SignInThrottle(redis), clock),
    workspaces: new WorkspaceService(database, clock),
  };
}

/** Every subject's service. */
export type Services = ReturnType<typeof createServices>;
