import type { LeadFilter, LeadStatus, ListOrder } from "../../api/generated/graphql.js";
import { LEAD_STATUSES } from "../../api/lead-statuses.js";

/** By what the leads can be sorted. */
export const LEAD_ORDERS: readonly {
  readonly value: ListOrder;
  readonly param: string;
  readonly title: string;
}[] = [
  { value: "CREATED_AT_DESC", param: "newest", title: "Newest first" },
  { value: "CREATED_AT_ASC", param: "oldest", title: "Oldest first" },
  { value: "UPDATED_AT_DESC", param: "changed", title: "Changed last" },
  { value: "NAME_ASC", param: "name", title: "Name, A to Z" },
  { value: "NAME_DESC", param: "name-desc", title: "Name, Z to A" },
];

/** The fewest characters that leads can be searched by. */
const TEXT_MIN = 2;

/** What the page shows, as its address says it. */
export interface LeadView {
  readonly text: string;
  readonly campaignId: string | null;
  readonly status: LeadStatus | null;
  readonly listId: string | null;
  readonly order: ListOrder;
  /** The cursor of the page before; null on the first page. */
  readonly after: string | null;
}

/** Reads the view out of the address; what it does not know counts as not said. */
export function readLeadView(address: URLSearchParams): LeadView {
  const status = address.get("status")?.toUpperCase();
  const order = address.get("order");
  return {
    text: address.get("text") ?? "",
    campaignId: address.get("campaign"),
    status: LEAD_STATUSES.find(({ value }) => value === status)?.value ?? null,
    listId: address.get("list"),
    order: LEAD_ORDERS.find(({ param }) => param === order)?.value ?? "CREATED_AT_DESC",
    after: address.get("after"),
  };
}

/** Writes the view as an address's query, leaving out what is not narrowed. */
export function writeLeadView(view: LeadView): Record<string, string> {
  const order = LEAD_ORDERS.find(({ value }) => value === view.order)?.param;
  return {
    ...(view.text ? { text: view.text } : {}),
    ...(view.campaignId ? { campaign: view.campaignId } : {}),
    ...(view.status ? { status: view.status.toLowerCase() } : {}),
    ...(view.listId ? { list: view.listId } : {}),
    ...(order && view.order !== "CREATED_AT_DESC" ? { order } : {}),
    ...(view.after ? { after: view.after } : {}),
  };
}

/** The view as the API filters; empty when nothing is narrowed. */
export function leadFilter({ text, campaignId, status, listId }: LeadView): LeadFilter {
  const words = text.trim();
  return {
    ...(words.length >= TEXT_MIN ? { text: words } : {}),
    ...(campaignId ? { campaignId } : {}),
    ...(status ? { status } : {}),
    ...(listId ? { listId } : {}),
  };
}
