import { useState } from "react";
import { useSearchParams } from "react-router";
import { EXPLORER_EXAMPLES, type ExplorerDraft } from "./explorer-examples.js";

/** What was being written in each workspace, as long as the page is not loaded anew. */
const drafts = new Map<string, ExplorerDraft>();
const EMPTY: ExplorerDraft = { document: "", variables: "" };

/** The operation being written; it outlasts a visit to another page. An example that the address names comes first. */
export function useDraft(workspace: string) {
  const [address, setAddress] = useSearchParams();
  const [draft, setDraft] = useState<ExplorerDraft>(() => {
    const named = EXPLORER_EXAMPLES.find(({ id }) => id === address.get("example"));
    return named?.draft ?? drafts.get(workspace) ?? EXPLORER_EXAMPLES[0]?.draft ?? EMPTY;
  });
  return {
    draft,
    change(change: Partial<ExplorerDraft>) {
      const next = { ...draft, ...change };
      drafts.set(workspace, next);
      setDraft(next);
      // What is written from here on is not the example any more.
      if (address.has("example")) setAddress({}, { replace: true });
    },
  };
}
