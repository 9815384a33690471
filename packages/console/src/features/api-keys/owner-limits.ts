import { type RoleName, type Scope, unusableScopes } from "@latchkey/shared";
import { aRole } from "../../format/role.js";

/** A member who can own a key, and what that one holds. */
export interface KeyOwner {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: RoleName | null;
  readonly isPlatformAdmin: boolean;
}

/** Says which of a key's scopes it will not be able to use under this owner, or null when it can use all. */
export function ownerLimitText(scopes: Iterable<Scope>, owner: KeyOwner): string | null {
  const unusable = unusableScopes(scopes, owner.role, owner.isPlatformAdmin);
  if (unusable.length === 0) return null;
  const role = owner.role ? aRole(owner.role) : "no member";
  return `${owner.name} is ${role}: while the key is theirs, it cannot use ${unusable.join(", ")}.`;
}
