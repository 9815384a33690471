import { KEY_ENVIRONMENTS } from "@latchkey/shared";
import type { DataSource } from "typeorm";
import { type Actor, assertCampaignAllowed, workspaceIdOf } from "../../base/actor.js";
import { isGiven } from "../../base/is-given.js";
import { ApiKey } from "../api-keys/api-key.entity.js";
import type { RequestLogFilter } from "./request-log.inputs.js";

/** What roll-ups are of beside keys and campaigns, the whole workspace and its environments: nobody's id. */
const NO_IDS: ReadonlySet<string> = new Set(["", ...Object.keys(KEY_ENVIRONMENTS)]);

/** Whose roll-ups the filter asks for; null when nobody's can be both of what it names. */
export async function rollupScopeOf(
  database: DataSource,
  actor: Actor,
  filter: RequestLogFilter,
): Promise<{ id: string; isMixed: boolean } | null> {
  if (isGiven(filter.campaignId)) assertCampaignAllowed(actor, filter.campaignId);
  const { apiKeyId, environment } = filter;
  const campaignId = filter.campaignId ?? actor.campaignId;
  if ([apiKeyId, campaignId].some((id) => isGiven(id) && NO_IDS.has(id))) return null;
  if (!isGiven(apiKeyId)) {
    const isMixed = isGiven(campaignId) && isGiven(environment);
    return { id: campaignId ?? environment ?? "", isMixed };
  }
  if (!isGiven(campaignId) && !isGiven(environment)) return { id: apiKeyId, isMixed: false };
  // A key has one campaign and one environment for good.
  const key = await database.getRepository(ApiKey).findOne({
    select: { id: true, campaignId: true, environment: true },
    where: { id: apiKeyId, workspaceId: workspaceIdOf(actor) },
  });
  if (!key) return { id: apiKeyId, isMixed: true };
  const isIt =
    (!isGiven(campaignId) || key.campaignId === campaignId) &&
    (!isGiven(environment) || key.environment === environment);
  return isIt ? { id: apiKeyId, isMixed: false } : null;
}
