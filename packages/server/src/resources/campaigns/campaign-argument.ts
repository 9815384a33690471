import type { DataSource, EntityManager } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { ApiError, notFound } from "../../base/api-error.js";
import { isMysql } from "../../database/migrate.js";
import { Campaign, CampaignStatus } from "./campaign.entity.js";

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

/** Judges an argument that names a campaign for new leads: as above, and 409 when it is archived. */
export async function assertCampaignTakesLeads(
  database: DataSource,
  actor: Actor,
  campaignId: string,
): Promise<void> {
  assertCampaignAllowed(actor, campaignId);
  const [campaign]: Array<{ status: CampaignStatus }> = await database.query(
    "SELECT status FROM campaigns WHERE workspaceId = ? AND id = ?",
    [workspaceIdOf(actor), campaignId],
  );
  assertTakesLeads(campaign);
}

/**
 * The same for a transaction that adds many: until its end nobody else adds leads to the campaign. Whether
 * the campaign takes leads is for the caller to ask, because a retry does not depend on it.
 */
export async function lockCampaignForLeads(
  manager: EntityManager,
  actor: Actor,
  campaignId: string,
): Promise<{ assertTakesLeads(): void }> {
  assertCampaignAllowed(actor, campaignId);
  const lock = isMysql(manager.dataSource) ? " FOR UPDATE" : "";
  const [campaign]: Array<{ status: CampaignStatus }> = await manager.query(
    `SELECT status FROM campaigns WHERE workspaceId = ? AND id = ?${lock}`,
    [workspaceIdOf(actor), campaignId],
  );
  if (!campaign) throw notFound("campaign");
  return { assertTakesLeads: () => assertTakesLeads(campaign) };
}

function assertTakesLeads(campaign: { readonly status: CampaignStatus } | undefined): void {
  if (!campaign) throw notFound("campaign");
  if (campaign.status !== CampaignStatus.ARCHIVED) return;
  throw new ApiError("CONFLICT", { message: "The campaign is archived and takes no new leads." });
}
