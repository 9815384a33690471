import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { isManageableKey } from "../../api/is-manageable-key.js";
import type { WorkspaceSession } from "../../api/workspace-session.js";

/** What can be done with a key, each with the word on its button. */
export const KEY_ACTIONS = {
  update: "Edit",
  rotate: "Rotate",
  deactivate: "Deactivate",
  activate: "Activate",
  revoke: "Revoke",
  delete: "Delete",
} as const;

/** What can be done with a key. */
export type KeyAction = keyof typeof KEY_ACTIONS;

const OFFERED: Readonly<Record<ApiKeyRowFragment["status"], readonly KeyAction[]>> = {
  ACTIVE: ["update", "rotate", "deactivate", "revoke", "delete"],
  INACTIVE: ["update", "rotate", "activate", "revoke", "delete"],
  EXPIRED: ["update", "revoke", "delete"],
  REVOKED: ["delete"],
};

/** The actions that a key's state and the person's rights allow, in the order of their buttons. */
export function offeredActions(
  key: Pick<ApiKeyRowFragment, "status" | "owner">,
  session: Pick<WorkspaceSession, "user" | "scopes">,
): readonly KeyAction[] {
  return isManageableKey(key, session) ? OFFERED[key.status] : [];
}
