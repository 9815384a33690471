import { sortScopes } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import type { RequestContext } from "../../base/request-context.js";
import { Campaign } from "../campaigns/campaign.entity.js";
import type { Context, ContextCampaign } from "./context.payloads.js";

/** Tells callers who they are here. */
export class ContextService {
  constructor(private readonly database: DataSource) {}

  /** The caller's workspace, scopes, campaign, key or person, limits and address. */
  async get({ actor, address, rateLimits }: RequestContext): Promise<Context> {
    return {
      address,
      workspace: actor.workspace,
      scopes: sortScopes(actor.scopes),
      campaign: await this.findCampaign(actor),
      apiKey: actor.kind === "key" ? actor.apiKey : null,
      rateLimits: rateLimits.map(({ resetAtMs, ...window }) => ({
        ...window,
        resetAt: new Date(resetAtMs),
      })),
      user: actor.kind === "session" ? actor.user : null,
    };
  }

  private async findCampaign(actor: Actor): Promise<ContextCampaign | null> {
    if (actor.kind !== "key" || actor.campaignId === null) return null;
    const campaign = await this.database
      .getRepository(Campaign)
      .findOneBy({ workspaceId: actor.workspace.id, id: actor.campaignId });
    return campaign && { id: campaign.id, name: campaign.name };
  }
}
