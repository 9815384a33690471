import { isScope, type Scope } from "@latchkey/shared";
import type { ApiKeyFilter, ApiKeyRowFragment } from "../../api/generated/graphql.js";

type Status = ApiKeyRowFragment["status"];

/** The states the list can be narrowed to. */
export const KEY_STATUSES: readonly {
  readonly value: Status;
  readonly title: string;
  readonly param: string;
}[] = [
  { value: "ACTIVE", title: "Active", param: "active" },
  { value: "INACTIVE", title: "Inactive", param: "inactive" },
  { value: "EXPIRED", title: "Expired", param: "expired" },
  { value: "REVOKED", title: "Revoked", param: "revoked" },
];

/** What the list shows, as its address says it. */
export interface KeyListView {
  readonly search: string;
  readonly status: Status | null;
  readonly scope: Scope | null;
  readonly campaignId: string | null;
  readonly ownerId: string | null;
  /** The cursor of the page before; null on the newest page. */
  readonly after: string | null;
}

/** Reads the view out of the address; what it does not know counts as not said. */
export function readKeyListView(address: URLSearchParams): KeyListView {
  const status = address.get("status");
  const scope = address.get("scope");
  return {
    search: address.get("search") ?? "",
    status: KEY_STATUSES.find((known) => known.param === status)?.value ?? null,
    scope: scope !== null && isScope(scope) ? scope : null,
    campaignId: address.get("campaign"),
    ownerId: address.get("owner"),
    after: address.get("after"),
  };
}

/** Writes the view as an address's query, leaving out what is not narrowed. */
export function writeKeyListView(view: KeyListView): Record<string, string> {
  const status = KEY_STATUSES.find((known) => known.value === view.status)?.param;
  return {
    ...(view.search ? { search: view.search } : {}),
    ...(status ? { status } : {}),
    ...(view.scope ? { scope: view.scope } : {}),
    ...(view.campaignId ? { campaign: view.campaignId } : {}),
    ...(view.ownerId ? { owner: view.ownerId } : {}),
    ...(view.after ? { after: view.after } : {}),
  };
}

/** The view as the API filters; null when nothing is narrowed. */
export function keyFilter({
  search,
  status,
  scope,
  campaignId,
  ownerId,
}: KeyListView): ApiKeyFilter | null {
  if (!search.trim() && !status && !scope && !campaignId && !ownerId) return null;
  return {
    ...(search.trim() ? { search: search.trim() } : {}),
    ...(status ? { statuses: [status] } : {}),
    ...(scope ? { scope } : {}),
    ...(campaignId ? { campaignId } : {}),
    ...(ownerId ? { ownerId } : {}),
  };
}
