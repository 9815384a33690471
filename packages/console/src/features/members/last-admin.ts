import type { MemberRowFragment } from "../../api/generated/graphql.js";

/** Whether this member is the only admin, who can neither leave nor become less. */
export function isLastAdmin(
  members: readonly Pick<MemberRowFragment, "id" | "role">[],
  id: string,
): boolean {
  const admins = members.filter((member) => member.role === "ADMIN");
  return admins.length === 1 && admins[0]?.id === id;
}

/** Why the last admin stays one. */
export const LAST_ADMIN_TEXT =
  "This is the workspace’s last admin, and without one nobody could manage its members and keys. Make somebody else an admin first.";
