import type { DataSource } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { missingScopesError, notFound } from "../../base/api-error.js";
import { visibleLeads } from "./visible-leads.js";

/**
 * Judges an argument that names a lead to read what hangs on it: 403 without the scope of leads, 404
 * when there is none that the caller may see.
 */
export async function assertLeadArgument(
  database: DataSource,
  actor: Actor,
  leadId: string,
): Promise<void> {
  if (!actor.scopes.has("leads:read")) throw missingScopesError(["leads:read"]);
  const where = visibleLeads(actor).and("id = ?", leadId);
  const rows: unknown[] = await database.query(`SELECT id FROM leads WHERE ${where.sql}`, [
    ...where.parameters,
  ]);
  if (rows.length === 0) throw notFound("lead");
}
