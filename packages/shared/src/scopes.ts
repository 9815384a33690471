/** How much harm a leaked key with this scope could do; the console's picker colours by it. */
export type ScopeRisk = "low" | "medium" | "high";

interface ScopeAction {
  /** What a key with this scope may do, as the end of "This key can …". */
  readonly can: string;
  readonly risk: ScopeRisk;
}

interface ResourceDefinition {
  readonly title: string;
  readonly description: string;
  /** Data behind the keys; the two presets are drawn over these resources. */
  readonly isData?: true;
  /** For sessions only: no key can hold it. */
  readonly isSessionOnly?: true;
  readonly actions: Readonly<Record<string, ScopeAction>>;
}

/**
 * The one table of what can be permitted. A backend team adds a resource here, and the scope
 * strings, the `Scope` scalar, the roles, the presets and the console's picker follow.
 */
export const RESOURCES = {
  campaigns: {
    title: "Campaigns",
    description: "Outreach campaigns and their settings",
    isData: true,
    actions: {
      read: { can: "list and view campaigns", risk: "low" },
      write: { can: "create, change and archive campaigns", risk: "medium" },
    },
  },
  leads: {
    title: "Leads",
    description: "People to reach, with their contact details",
    isData: true,
    actions: {
      read: { can: "list and view leads with their contact details", risk: "medium" },
      write: { can: "create, change and delete leads", risk: "high" },
    },
  },
  lists: {
    title: "Lists",
    description: "Named collections of leads",
    isData: true,
    actions: {
      read: { can: "view lists, their metadata and counts", risk: "low" },
      write: { can: "create, rename and delete lists, and change who is on them", risk: "medium" },
    },
  },
  contacts: {
    title: "Contacts",
    description: "The address book",
    isData: true,
    actions: {
      read: { can: "list and view contacts", risk: "medium" },
      write: { can: "create, change and delete contacts", risk: "high" },
    },
  },
  conversations: {
    title: "Conversations",
    description: "Messages exchanged with leads",
    isData: true,
    actions: {
      read: { can: "view conversations and their messages", risk: "medium" },
    },
  },
  repositories: {
    title: "Repositories",
    description: "Code repositories searched for leaked keys",
    actions: {
      read: { can: "list connected repositories", risk: "low" },
      write: { can: "connect, update and disconnect repositories", risk: "medium" },
    },
  },
  reviews: {
    title: "Reviews",
    description: "Access reviews of the workspace's keys",
    actions: {
      read: { can: "list reviews, their findings and decisions", risk: "low" },
      write: { can: "request reviews and record decisions", risk: "medium" },
    },
  },
  "security-scans": {
    title: "Security scans",
    description: "Searches of code for leaked keys",
    actions: {
      read: { can: "list security scans and their findings", risk: "low" },
      write: { can: "start a security scan", risk: "low" },
    },
  },
  credentials: {
    title: "Credentials",
    description: "The API keys' own metadata",
    actions: {
      read: { can: "view API keys, never their secrets", risk: "medium" },
      write: { can: "create, change and revoke API keys no stronger than itself", risk: "high" },
      verify: { can: "check other API keys on behalf of another service", risk: "medium" },
    },
  },
  webhooks: {
    title: "Webhooks",
    description: "Signed notices of key events and alerts",
    actions: {
      read: { can: "list webhooks", risk: "low" },
      write: { can: "create, change and deactivate webhooks", risk: "high" },
    },
  },
  workspaces: {
    title: "Workspace",
    description: "The workspace's context and settings",
    actions: {
      read: { can: "view the workspace's context and settings", risk: "low" },
      write: { can: "change the workspace's allowed settings", risk: "high" },
    },
  },
  logs: {
    title: "Logs",
    description: "Request logs and their figures",
    actions: {
      read: { can: "read the request logs", risk: "medium" },
    },
  },
  members: {
    title: "Members",
    description: "People with access to the workspace",
    isSessionOnly: true,
    actions: {
      read: { can: "see the workspace's members", risk: "low" },
      write: { can: "manage members and keys that belong to others", risk: "high" },
    },
  },
} as const satisfies Readonly<Record<string, ResourceDefinition>>;

export type Resource = keyof typeof RESOURCES;

/** A permission to do one thing with one resource: `leads:read`. */
export type Scope = {
  [R in Resource]: `${R}:${Extract<keyof (typeof RESOURCES)[R]["actions"], string>}`;
}[Resource];

/** One row of the table as a picker or a reference page shows it. */
export interface ScopeInfo {
  readonly scope: Scope;
  readonly resource: Resource;
  readonly action: string;
  readonly title: string;
  readonly can: string;
  readonly risk: ScopeRisk;
  readonly isData: boolean;
  readonly isGrantable: boolean;
}

/** Every scope in the table's order; lists of scopes are always kept in this order. */
export const SCOPE_INFOS: readonly ScopeInfo[] = Object.entries<ResourceDefinition>(
  RESOURCES,
).flatMap(([resource, definition]) =>
  Object.entries(definition.actions).map(([action, { can, risk }]) => ({
    // The cast restates what the table's keys are; Object.entries forgets them.
    scope: `${resource}:${action}` as Scope,
    resource: resource as Resource,
    action,
    title: definition.title,
    can,
    risk,
    isData: definition.isData === true,
    isGrantable: definition.isSessionOnly !== true,
  })),
);

/** Every scope there is, in the table's order. */
export const ALL_SCOPES: readonly Scope[] = SCOPE_INFOS.map((info) => info.scope);

const infoByScope: ReadonlyMap<string, ScopeInfo> = new Map(
  SCOPE_INFOS.map((info) => [info.scope, info]),
);

/** Whether a string names a scope of the table. */
export function isScope(value: string): value is Scope {
  return infoByScope.has(value);
}

/** The table's row for a scope. */
export function scopeInfo(scope: Scope): ScopeInfo {
  const info = infoByScope.get(scope);
  if (!info) throw new RangeError("Not a scope of the table");
  return info;
}

/** The scopes without repeats, in the table's order. */
export function sortScopes(scopes: Iterable<Scope>): Scope[] {
  const wanted = new Set(scopes);
  return ALL_SCOPES.filter((scope) => wanted.has(scope));
}

/** The scopes and all they include: `leads:write` includes `leads:read`. */
export function expandScopes(scopes: Iterable<Scope>): Set<Scope> {
  const expanded = new Set(scopes);
  for (const scope of scopes) {
    const { resource, action } = scopeInfo(scope);
    const read = `${resource}:read`;
    if (action === "write" && isScope(read)) expanded.add(read);
  }
  return expanded;
}

/** The fewest scopes that include all the given ones: a read beside its write is dropped. */
export function reduceScopes(scopes: Iterable<Scope>): Scope[] {
  const given = new Set(scopes);
  return sortScopes(given).filter((scope) => {
    const { resource, action } = scopeInfo(scope);
    const write = `${resource}:write`;
    return !(action === "read" && isScope(write) && given.has(write));
  });
}

/** The scopes that `wanted` would need and `held` does not include, reduced to the fewest. */
export function missingScopes(wanted: Iterable<Scope>, held: ReadonlySet<Scope>): Scope[] {
  return reduceScopes([...wanted].filter((scope) => !held.has(scope)));
}

const dataInfos = SCOPE_INFOS.filter((info) => info.isData);

/** The two ready-made choices over the data behind the keys; anything else is custom. */
export const PRESETS = {
  READ_ONLY: {
    title: "Read Only",
    description: "List leads, view conversations, get campaign data",
    scopes: dataInfos.filter((info) => info.action === "read").map((info) => info.scope),
  },
  READ_WRITE: {
    title: "Read + Write",
    description: "Also create and update leads and manage campaigns",
    scopes: dataInfos.map((info) => info.scope),
  },
} as const;

export type PresetName = keyof typeof PRESETS;

/** The preset that grants exactly these scopes, or null when the choice is custom. */
export function presetOf(scopes: Iterable<Scope>): PresetName | null {
  const given = [...expandScopes(scopes)].sort().join();
  const names: PresetName[] = ["READ_ONLY", "READ_WRITE"];
  return names.find((name) => [...PRESETS[name].scopes].sort().join() === given) ?? null;
}
