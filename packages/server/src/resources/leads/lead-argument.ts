import type { DataSource, EntityManager } from "typeorm";
import type { Actor } from "../../base/actor.js";
import { missingScopesError, notFound } from "../../base/api-error.js";
import { isMysql } from "../../database/migrate.js";
import { oneOf, tableById } from "../../database/one-of.js";
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

/**
 * The leads that an argument names to write what hangs on them, each once; 404 when one is unknown or
 * outside a campaign-limited key. None of them is deleted before the manager's transaction ends; `FOR
 * UPDATE` keeps out whoever else names them, too.
 */
export async function lockLeadArguments(
  manager: EntityManager,
  actor: Actor,
  leadIds: readonly string[],
  lock: "FOR UPDATE" | "LOCK IN SHARE MODE",
): Promise<Array<{ readonly id: string; readonly campaignId: string }>> {
  const database = manager.dataSource;
  const wanted = [...new Set(leadIds)];
  const where = visibleLeads(actor).and(...oneOf(database, "id", wanted));
  // The embedded database has one writer.
  const locked = isMysql(database) ? ` ${lock}` : "";
  const leads: Array<{ id: string; campaignId: string }> = await manager.query(
    `SELECT id, campaignId FROM ${tableById(database, "leads")} WHERE ${where.sql}${locked}`,
    [...where.parameters],
  );
  if (leads.length < wanted.length) throw notFound("lead");
  return leads;
}
