import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { isGiven } from "../../base/is-given.js";
import { withText } from "../../database/begins-with.js";
import { firstIdOf } from "../../database/first-id-of.js";
import { tableBy } from "../../database/one-of.js";
import type { Where } from "../../database/where.js";
import { assertCampaignArgument } from "../campaigns/campaign-argument.js";
import { assertContactArgument } from "../contacts/contact-argument.js";
import { assertListArgument } from "../lists/list-argument.js";
import type { LeadFilter } from "./lead-filter.inputs.js";
import { visibleLeads } from "./visible-leads.js";

/** The caller's leads under a filter; its ids are judged, its texts checked. */
export async function filteredLeads(
  database: DataSource,
  actor: Actor,
  filter: LeadFilter,
): Promise<Where> {
  let where = visibleLeads(actor);
  const { campaignId, listId, contactId, status, externalId, email, text } = filter;
  if (isGiven(campaignId)) {
    await assertCampaignArgument(database, actor, campaignId);
    where = where.and("campaignId = ?", campaignId);
  }
  if (isGiven(listId)) {
    await assertListArgument(database, actor, listId);
    where = where.and("id IN (SELECT leadId FROM lead_list_members WHERE listId = ?)", listId);
  }
  if (isGiven(contactId)) {
    await assertContactArgument(database, actor, contactId);
    where = where.and("id IN (SELECT leadId FROM contact_leads WHERE contactId = ?)", contactId);
  }
  if (isGiven(status)) where = where.and("status = ?", status);
  if (isGiven(externalId)) {
    // By itself, SQLite would go through the workspace in the order of creation.
    const leads = tableBy(database, "leads", "leads_external");
    const found = `SELECT id FROM ${leads} WHERE workspaceId = ? AND externalId = ?`;
    where = where.and(`id IN (${found})`, workspaceIdOf(actor), externalId.trim());
  }
  if (isGiven(email)) where = where.and("email = ?", email.trim().toLowerCase());
  if (isGiven(text)) {
    const place = { table: "leads", workspaceId: workspaceIdOf(actor) };
    where = await withText(database, where, place, text);
  }
  return withSpans(where, filter);
}

function withSpans(where: Where, filter: LeadFilter): Where {
  const { createdFrom, createdTo, updatedFrom, updatedTo } = filter;
  let narrowed = where;
  // Ids sort by creation, and the list's index ends in them.
  if (isGiven(createdFrom)) narrowed = narrowed.and("id >= ?", firstIdOf(createdFrom));
  if (isGiven(createdTo)) narrowed = narrowed.and("id < ?", firstIdOf(createdTo));
  if (isGiven(updatedFrom)) narrowed = narrowed.and("updatedAt >= ?", updatedFrom);
  if (isGiven(updatedTo)) narrowed = narrowed.and("updatedAt < ?", updatedTo);
  return narrowed;
}
