import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { Where } from "../../database/where.js";

/** The caller's leads: the workspace's; a campaign-limited key's are its campaign's. */
export function visibleLeads(actor: Actor): Where {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  return actor.campaignId === null ? where : where.and("campaignId = ?", actor.campaignId);
}
