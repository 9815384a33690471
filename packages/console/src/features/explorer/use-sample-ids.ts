import { useQuery } from "@apollo/client/react";
import type { SampleIdsQuery } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { SampleIdsDocument } from "./explorer.documents.js";

const NEEDED = ["campaigns:read", "leads:read", "lists:read", "conversations:read"] as const;

/** Ids of this workspace's own for the words that stand for them in the examples; null until they are known. */
export function useSampleIds(): Readonly<Record<string, string | undefined>> | null {
  const { scopes } = useWorkspaceSession();
  const { data } = useQuery(SampleIdsDocument, {
    // Whoever may not read all of them has examples to fill in by hand.
    skip: !NEEDED.every((scope) => scopes.has(scope)),
    fetchPolicy: "no-cache",
  });
  return data ? toIds(data) : null;
}

function toIds(data: SampleIdsQuery): Readonly<Record<string, string | undefined>> {
  return {
    CAMPAIGN_ID: data.campaigns.nodes[0]?.id,
    LEAD_ID: data.leads.nodes[0]?.id,
    LIST_ID: data.lists.nodes[0]?.id,
    CONVERSATION_ID: data.conversations.nodes[0]?.id,
  };
}
