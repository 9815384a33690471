import type { DataSource } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { notFound } from "../../base/api-error.js";
import { Campaign } from "./campaign.entity.js";

/** Judges an argument that names a campaign: 403 outside a campaign-limited key, 404 when there is none. */
export async function assertCampaignArgument(
  database: DataSource,
  actor: Actor,
  campaignId: string,
): Promise<void> {
  assertCampaignAllowed(actor, campaignId);
  const isThere = await database
    .getRepository(Campaign)
    .existsBy({ workspaceId: workspaceIdOf(actor), id: campaignId });
  if (!isThere) throw notFound("campaign");
}
