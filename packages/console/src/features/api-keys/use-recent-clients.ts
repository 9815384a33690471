import { useQuery } from "@apollo/client/react";
import type { RecentClientsQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { RecentClientsDocument } from "./key-actions.documents.js";

type AskedKey = RecentClientsQuery["apiKeys"]["nodes"][number];

/** One address and program that used a key. */
export type RecentClient = AskedKey["recentClients"][number];

/** Who used a key in the last 7 days: the newest clients, and how many there were. */
export type RecentUse = Pick<AskedKey, "recentClients" | "recentClientCount">;

/**
 * Who used keys in the last 7 days; `uses` is undefined while that is not known. Only who may read
 * the logs is told.
 */
export function useRecentClients(apiKeyIds: readonly string[]): {
  readonly uses: ReadonlyMap<string, RecentUse> | undefined;
  readonly isKnowable: boolean;
} {
  const mayRead = useWorkspaceSession().scopes.has("logs:read");
  const { data, error } = useQuery(RecentClientsDocument, {
    variables: { ids: [...apiKeyIds] },
    fetchPolicy: "network-only",
    skip: !mayRead || apiKeyIds.length === 0,
  });
  return {
    uses: data && new Map(data.apiKeys.nodes.map((key) => [key.id, key])),
    isKnowable: mayRead && !error,
  };
}
