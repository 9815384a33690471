import { useQuery } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import type { RehearsalQuery, RehearseApiKeyInput } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { RehearsalDocument } from "./evidence.documents.js";

const PAUSE_MS = 500;

/** What a change would have done to a key's requests. */
export type Rehearsal = NonNullable<RehearsalQuery["rehearseApiKey"]>;

/** A rehearsal's state: nothing to try, under way, or done. */
export type RehearsalState =
  | { readonly kind: "none" | "running" }
  | { readonly kind: "done"; readonly rehearsal: Rehearsal };

/** Tries a change on a key's requests once the typing pauses. Only who may read the logs is told; a rehearsal that fails holds nothing up. */
export function useRehearsal(
  apiKeyId: string,
  change: Omit<RehearseApiKeyInput, "id"> | null,
): RehearsalState {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const wanted = JSON.stringify(change);
  const [settled] = useDebouncedValue(wanted, PAUSE_MS);
  const input: RehearseApiKeyInput = { ...JSON.parse(settled), id: apiKeyId };
  const isAsked = mayRead && change !== null;
  const { data, loading } = useQuery(RehearsalDocument, {
    variables: { input },
    fetchPolicy: "network-only",
    skip: !isAsked || settled === "null",
  });
  if (!isAsked) return { kind: "none" };
  if (settled !== wanted || loading) return { kind: "running" };
  const rehearsal = data?.rehearseApiKey;
  return rehearsal ? { kind: "done", rehearsal } : { kind: "none" };
}
