import { ROLES, type RoleName } from "@latchkey/shared";

/** A role with its article: `a Viewer`. */
export function aRole(role: RoleName): string {
  const { title } = ROLES[role];
  return `${/^[AEIOU]/.test(title) ? "an" : "a"} ${title}`;
}
