import { useQuery } from "@apollo/client/react";
import { type RefObject, useRef } from "react";
import { isOnScreen } from "../../ui/is-on-screen.js";
import { allowlistEntries } from "./allowlist.js";
import { type AllowlistRisk, allowlistRisk } from "./allowlist-risk.js";
import { OwnAddressDocument } from "./key-actions.documents.js";
import { useRecentClients } from "./use-recent-clients.js";

/** A warning about whom an allowlist would shut out, and a way to have it seen before it is saved. */
export interface AllowlistWarning {
  readonly risk: AllowlistRisk | null;
  /** Belongs to the element that shows it. */
  readonly element: RefObject<HTMLDivElement | null>;
  /**
   * Whether saving has to wait once because the warning was out of sight: it is then brought into
   * view and read out, and the next attempt goes through.
   */
  readonly holdUntilSeen: () => boolean;
}

/** Watches an allowlist as it is typed; for a new key there are no clients yet, only the admin. */
export function useAllowlistWarning(form: {
  readonly apiKeyId: string | null;
  readonly before: readonly string[];
  readonly allowlist: string;
}): AllowlistWarning {
  const { apiKeyId, before, allowlist } = form;
  // Outside the cache: where somebody is now is nothing to remember.
  const { data } = useQuery(OwnAddressDocument, { fetchPolicy: "no-cache" });
  const { uses } = useRecentClients(apiKeyId === null ? [] : [apiKeyId]);
  const element = useRef<HTMLDivElement>(null);
  const seen = useRef("");
  const risk = allowlistRisk({
    before,
    after: allowlistEntries(allowlist),
    ownAddress: data?.context.address ?? null,
    recentClients: uses?.get(apiKeyId ?? "")?.recentClients ?? [],
  });
  const holdUntilSeen = () => {
    const shown = JSON.stringify(risk);
    const { current } = element;
    if (!risk || !current || seen.current === shown) return false;
    seen.current = shown;
    if (isOnScreen(current)) return false;
    current.scrollIntoView({ block: "center" });
    current.focus({ preventScroll: true });
    return true;
  };
  return { risk, element, holdUntilSeen };
}
