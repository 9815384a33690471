import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { missingScopesError, notFound } from "../../base/api-error.js";
import { tableBy } from "../../database/one-of.js";
import { Where } from "../../database/where.js";

/** The lists a caller may see: the workspace's; of a campaign-limited key its campaign's, and those with a lead of it. */
export function visibleLists(database: DataSource, actor: Actor): Where {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  if (actor.campaignId === null) return where;
  const members = tableBy(database, "lead_list_members AS m", "lead_list_members_campaign");
  // One look at each list. For EXISTS, MySQL might first gather the members of all lists.
  return where.and(
    `(campaignId = ? OR (SELECT 1 FROM ${members} WHERE m.listId = lead_lists.id AND m.campaignId = ? LIMIT 1) = 1)`,
    actor.campaignId,
    actor.campaignId,
  );
}

/**
 * Judges an argument that names a list to read who is on it: 403 without the scope of lists, 404 when
 * there is none that the caller may see.
 */
export async function assertListArgument(
  database: DataSource,
  actor: Actor,
  listId: string,
): Promise<void> {
  if (!actor.scopes.has("lists:read")) throw missingScopesError(["lists:read"]);
  const where = visibleLists(database, actor).and("id = ?", listId);
  const rows: unknown[] = await database.query(`SELECT id FROM lead_lists WHERE ${where.sql}`, [
    ...where.parameters,
  ]);
  if (rows.length === 0) throw notFound("list");
}
