import { useQuery } from "@apollo/client/react";
import { useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { RecentClientsDocument } from "./key-actions.documents.js";
import { type KeyClient, keyClients } from "./key-clients.js";

const SEVEN_DAYS_MS = 7 * 86_400_000;

/**
 * Who used a key in the last 7 days, from its newest 100 requests; `clients` is undefined while
 * that is not known. Only who may read the logs is told.
 */
export function useRecentClients(apiKeyId: string): {
  readonly clients: readonly KeyClient[] | undefined;
  readonly isCut: boolean;
  readonly isKnowable: boolean;
} {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const [from] = useState(() => new Date(Date.now() - SEVEN_DAYS_MS).toISOString());
  const { data, error } = useQuery(RecentClientsDocument, {
    variables: { filter: { apiKeyId, from } },
    fetchPolicy: "network-only",
    skip: !mayRead,
  });
  return {
    clients: data && keyClients(data.requestLogs.nodes),
    isCut: data?.requestLogs.pageInfo.hasNextPage ?? false,
    isKnowable: mayRead && !error,
  };
}
