import { useQuery } from "@apollo/client/react";
import { graphql } from "../../api/generated/gql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";

const UnusedWarnDaysDocument = graphql(`
  query UnusedWarnDays {
    workspacePolicy {
      unusedWarnDays
    }
  }
`);

/** After how many unused days the workspace's policy marks a key; null for never, or not known yet. */
export function useUnusedWarnDays(): number | null {
  const canSeePolicy = useWorkspaceSession().scopes.has("workspaces:read");
  const { data } = useQuery(UnusedWarnDaysDocument, { skip: !canSeePolicy });
  return data?.workspacePolicy.unusedWarnDays ?? null;
}
