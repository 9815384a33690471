import { useQuery } from "@apollo/client/react";
import type { MemberKeyFragment, MemberRowFragment } from "../../api/generated/graphql.js";
import { MemberKeysDocument } from "./members.documents.js";

/** The keys that belong to a member now; `undefined` until they are known. `totalCount` may be more than are listed. */
export function useMemberKeys(member: Pick<MemberRowFragment, "id" | "keyCount">): {
  readonly keys: readonly MemberKeyFragment[] | undefined;
  readonly totalCount: number;
  readonly error: unknown;
} {
  const { data, error } = useQuery(MemberKeysDocument, {
    variables: { ownerId: member.id },
    fetchPolicy: "network-only",
  });
  const totalCount = data?.apiKeys.totalCount ?? member.keyCount;
  return { keys: data?.apiKeys.nodes, totalCount, error };
}
