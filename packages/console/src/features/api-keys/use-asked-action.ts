import { useEffect } from "react";
import { useSearchParams } from "react-router";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { type KeyAction, offeredActions } from "./key-actions.js";

const PARAM = "action";

/** Opens the dialog that the address asks for, once the key is there and if the person may do it; the address forgets it. */
export function useAskedAction(
  apiKey: ApiKeyRowFragment | null,
  ask: (request: { readonly action: KeyAction; readonly apiKey: ApiKeyRowFragment }) => void,
): void {
  const session = useWorkspaceSession();
  const [search, setSearch] = useSearchParams();
  const asked = search.get(PARAM);
  useEffect(() => {
    if (!asked || !apiKey) return;
    const action = offeredActions(apiKey, session).find((offered) => offered === asked);
    if (action) ask({ action, apiKey });
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.delete(PARAM);
        return next;
      },
      { replace: true },
    );
  }, [asked, apiKey, session, ask, setSearch]);
}
