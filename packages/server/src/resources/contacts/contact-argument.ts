import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { missingScopesError, notFound } from "../../base/api-error.js";
import { Where } from "../../database/where.js";

/** The contacts a caller may see: the workspace's; of a campaign-limited key those who are a lead in its campaign. */
export function visibleContacts(actor: Actor): Where {
  const where = Where.equal("workspaceId", workspaceIdOf(actor));
  if (actor.campaignId === null) return where;
  return where.and(
    "EXISTS (SELECT 1 FROM contact_leads AS m WHERE m.contactId = contacts.id AND m.campaignId = ?)",
    actor.campaignId,
  );
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
  const where = visibleContacts(actor).and("id = ?", contactId);
  const rows: unknown[] = await database.query(`SELECT id FROM contacts WHERE ${where.sql}`, [
    ...where.parameters,
  ]);
  if (rows.length === 0) throw notFound("contact");
}
