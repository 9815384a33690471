import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { KeyRequestsDocument } from "./key-page.documents.js";

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** A key's newest requests and its refusals of the last 30 days, for who may read the logs. */
export function useKeyRequests(apiKeyId: string) {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const [from] = useState(() => new Date(Date.now() - THIRTY_DAYS_MS).toISOString());
  const { data, error, refetch } = useQuery(KeyRequestsDocument, {
    variables: {
      filter: { apiKeyId },
      refusals: { apiKeyId, statusClass: "CLIENT_ERROR", from },
    },
    fetchPolicy: "cache-and-network",
    skip: !mayRead,
  });
  const isShown = mayRead && !error;
  return {
    isShown,
    requests: data?.requests.nodes,
    refusals: isShown ? data?.refusals.nodes : null,
    refetch,
  };
}
