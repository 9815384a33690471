import type { DataSource } from "typeorm";
import { type Actor, workspaceIdOf } from "../../base/actor.js";
import { isGiven } from "../../base/is-given.js";
import { type ListOrder, rowOrder } from "../../base/list-order.js";
import { isByCreation, orderIndex, pageIndex } from "../../database/page-index.js";
import { Where } from "../../database/where.js";
import type { LeadFilter } from "./lead-filter.inputs.js";

/** The index that a page of leads is read by; null where a condition finds a few leads in its own way. */
export async function leadIndex(
  database: DataSource,
  actor: Actor,
  filter: LeadFilter,
  order: ListOrder,
): Promise<string | null> {
  const { listId, contactId, externalId, email, text, status } = filter;
  if ([listId, contactId, externalId, email, text].some(isGiven)) return null;
  const campaignId = filter.campaignId ?? actor.campaignId;
  // The order's own index would be followed from end to end for a short span of something else.
  const hasOther = hasOtherSpan(filter, order);
  const isInOrder = isByCreation(order) && !hasOther;
  const workspace = Where.equal("workspaceId", workspaceIdOf(actor));
  const conditions = [];
  if (isGiven(campaignId)) {
    const where = workspace.and("campaignId = ?", campaignId);
    conditions.push({ index: "leads_of_campaign", where, isInOrder });
  }
  if (isGiven(status)) {
    const where = workspace.and("status = ?", status);
    conditions.push({ index: "leads_status", where, isInOrder });
  }
  return pageIndex(database, "leads", hasOther ? null : orderIndex("leads", order), conditions);
}

function hasOtherSpan(filter: LeadFilter, order: ListOrder): boolean {
  const { createdFrom, createdTo, updatedFrom, updatedTo } = filter;
  const isOfCreation = [createdFrom, createdTo].some(isGiven);
  const isOfChange = [updatedFrom, updatedTo].some(isGiven);
  return (
    (isOfCreation && !isByCreation(order)) ||
    (isOfChange && rowOrder(order).property !== "updatedAt")
  );
}
