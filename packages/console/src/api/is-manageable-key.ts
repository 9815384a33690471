import type { WorkspaceSession } from "./workspace-session.js";

/** Whether a person may change a key: their own, or any as a manager of members. */
export function isManageableKey(
  key: { readonly owner: { readonly id: string } | null },
  session: Pick<WorkspaceSession, "user" | "scopes">,
): boolean {
  return (
    session.scopes.has("credentials:write") &&
    (key.owner?.id === session.user.id || session.scopes.has("members:write"))
  );
}
