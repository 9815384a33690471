import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { KeyRequestsDocument } from "./key-page.documents.js";

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** A key's newest requests and its refusals of the last 30 days, for who may read the logs. */
export function useKeyRequests(
  apiKeyId: string,
  live: { readonly pollInterval: number; readonly skipPollAttempt: () => boolean },
) {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const [from] = useState(() => new Date(Date.now() - THIRTY_DAYS_MS).toISOString());
  const variables = {
    filter: { apiKeyId },
    refusals: { apiKeyId, statusClass: "CLIENT_ERROR" as const, from },
  };
  const { data, previousData, error, refetch } = useQuery(KeyRequestsDocument, {
    variables,
    fetchPolicy: "cache-and-network",
    skip: !mayRead,
    ...live,
  });
  const known = data ?? (error ? previousData : undefined);
  const isShown = mayRead && (known !== undefined || !error);
  return {
    isShown,
    requests: known?.requests.nodes,
    refusals: isShown ? known?.refusals.nodes : null,
    refetch: () => (mayRead ? refetch() : Promise.resolve()),
  };
}
