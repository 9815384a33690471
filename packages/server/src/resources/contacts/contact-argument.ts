import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { missingScopesError, notFound } from "../../base/api-error.js";
import { tableBy } from "../../database/one-of.js";
import { hasMoreThan } from "../../database/page-index.js";
import { Where } from "../../database/where.js";

/** So many contacts of a campaign are gathered and sorted; where there are more, a page of them is soon found. */
const GATHERED_MAX = 5_000;

/** The contacts a caller may see: the workspace's; of a campaign-limited key those who are a lead in its campaign. */
export function visibleContacts(database: DataSource, actor: Actor): Where {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  const { campaignId } = actor;
  return campaignId === null ? where : where.and(isInCampaign(database), campaignId);
}

/**
 * The workspace's contacts for a list of them: all, or those who are a lead in the campaign. Few are
 * looked up from the campaign, as they could be anywhere in the list; for many the list's own index is
 * to be followed.
 */
export async function listedContacts(
  database: DataSource,
  actor: Actor,
  campaignId: string | null,
): Promise<{ where: Where; isGathered: boolean }> {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  if (campaignId === null) return { where, isGathered: false };
  const links = tableBy(database, "contact_leads", "contact_leads_campaign");
  const ofCampaign = Where.equal("campaignId", campaignId);
  if (await hasMoreThan(database, GATHERED_MAX, links, ofCampaign)) {
    return { where: where.and(isInCampaign(database), campaignId), isGathered: false };
  }
  const own = `SELECT contactId FROM (SELECT DISTINCT contactId FROM ${links} WHERE campaignId = ?) AS own`;
  return { where: where.and(`id IN (${own})`, campaignId), isGathered: true };
}

/** One look at each contact. For EXISTS, MySQL might first gather all the campaign's. */
function isInCampaign(database: DataSource): string {
  const links = tableBy(database, "contact_leads AS m", "contact_leads_contact");
  return `(SELECT 1 FROM ${links} WHERE m.contactId = contacts.id AND m.campaignId = ? LIMIT 1) = 1`;
}

/**
 * Judges an argument that names a contact to read whose leads there are: 403 without the scope of
 * contacts, 404 when there is none that the caller may see.
 */
export async function assertContactArgument(
  database: DataSource,
  actor: Actor,
  contactId: string,
): Promise<void> {
  if (!actor.scopes.has("contacts:read")) throw missingScopesError(["contacts:read"]);
  const where = visibleContacts(database, actor).and("id = ?", contactId);
  const rows: unknown[] = await database.query(`SELECT id FROM contacts WHERE ${where.sql}`, [
    ...where.parameters,
  ]);
  if (rows.length === 0) throw notFound("contact");
}
