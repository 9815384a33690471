import {
  ALL_SCOPES,
  expandScopes,
  reduceScopes,
  SCOPE_INFOS,
  type Scope,
  sortScopes,
} from "./scopes.js";

interface RoleDefinition {
  readonly title: string;
  readonly description: string;
  readonly scopes: readonly Scope[];
}

const dataScopes = SCOPE_INFOS.filter((info) => info.isData);

/** A role is a set of scopes that a member holds in one workspace. */
export const ROLES = {
  ADMIN: {
    title: "Admin",
    description: "Manages the workspace, its members and every key",
    scopes: ALL_SCOPES,
  },
  EDITOR: {
    title: "Editor",
    description: "Works with the data and manages keys of their own",
    scopes: [
      ...dataScopes.map((info) => info.scope),
      "credentials:read",
      "credentials:write",
      "workspaces:read",
      "logs:read",
    ],
  },
  VIEWER: {
    title: "Viewer",
    description: "Looks at data, keys and logs; changes nothing",
    scopes: [
      ...dataScopes.filter((info) => info.action === "read").map((info) => info.scope),
      "credentials:read",
      "workspaces:read",
      "logs:read",
    ],
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

export type RoleName = keyof typeof ROLES;

/** What a person holds in a workspace: a platform admin everything, a stranger nothing. */
export function scopesOfRole(role: RoleName | null, isPlatformAdmin: boolean): readonly Scope[] {
  if (isPlatformAdmin) return ALL_SCOPES;
  return role ? ROLES[role].scopes : [];
}

/** What a key can do: its own scopes with all they include, cut to what its owner holds now. */
export function effectiveScopes(
  keyScopes: Iterable<Scope>,
  ownerRole: RoleName | null,
  isOwnerPlatformAdmin: boolean,
): Scope[] {
  const allowed = new Set(scopesOfRole(ownerRole, isOwnerPlatformAdmin));
  return sortScopes(expandScopes(keyScopes)).filter((scope) => allowed.has(scope));
}

/** What a key was given and cannot use, because its owner does not hold it; reduced to the fewest. */
export function unusableScopes(
  keyScopes: Iterable<Scope>,
  ownerRole: RoleName | null,
  isOwnerPlatformAdmin: boolean,
): Scope[] {
  const given = expandScopes(keyScopes);
  const effective = new Set(effectiveScopes(given, ownerRole, isOwnerPlatformAdmin));
  return reduceScopes([...given].filter((scope) => !effective.has(scope)));
}
