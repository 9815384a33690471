import { useQuery } from "@apollo/client/react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { OwnerChoicesDocument } from "./api-keys.documents.js";
import type { KeyOwner } from "./owner-limits.js";

/** Who can own a key, oneself among them: a platform admin need not be a member. Others only for those who may see them. */
export function useOwnerChoices(): {
  readonly owners: readonly KeyOwner[];
  readonly error: unknown;
} {
  const { user, scopes } = useWorkspaceSession();
  const { data, error } = useQuery(OwnerChoicesDocument, {
    skip: !scopes.has("members:read"),
    fetchPolicy: "cache-and-network",
  });
  const members = data?.members ?? [];
  const isListed = members.some(({ id }) => id === user.id);
  return { owners: isListed ? members : [user, ...members], error };
}
