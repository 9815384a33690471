import { generatePath } from "react-router";

/** What a link to a key's page can ask for. */
type AskedAction = "update" | "rotate" | "activate" | "deactivate" | "revoke";

/** A page's address: the router's pattern and the builder of links to it. */
const workspacePath = <Pattern extends `/:workspace/${string}`>(pattern: Pattern) => ({
  pattern,
  link: (workspace: string): string => generatePath<string>(pattern, { workspace }),
});

/** Every address of the console; pages link with these and nothing else. */
export const paths = {
  home: { pattern: "/", link: (): string => "/" },
  signIn: {
    pattern: "/sign-in",
    /** `returnTo` is the address to come back to after signing in. */
    link: (returnTo?: string): string =>
      returnTo && returnTo !== "/" ? `/sign-in?return=${encodeURIComponent(returnTo)}` : "/sign-in",
  },
  newWorkspace: { pattern: "/new-workspace", link: (): string => "/new-workspace" },
  acceptInvitation: {
    pattern: "/accept-invitation",
    /** The token is in the fragment, which no browser sends and so no log keeps. */
    link: (token: string): string => `/accept-invitation#${token}`,
  },
  workspace: { pattern: "/:workspace", link: (workspace: string): string => `/${workspace}` },
  apiKeys: {
    pattern: "/:workspace/api-keys",
    /** With a member's id: only the keys that belong to that one. */
    link: (workspace: string, ownerId?: string): string =>
      generatePath("/:workspace/api-keys", { workspace }) +
      (ownerId ? `?owner=${encodeURIComponent(ownerId)}` : ""),
  },
  newApiKey: {
    pattern: "/:workspace/api-keys",
    /** The form of a new key, with these scopes chosen. */
    link: (workspace: string, scopes: readonly string[]): string =>
      `${generatePath("/:workspace/api-keys", { workspace })}?create=1&scopes=${scopes.join(",")}`,
  },
  apiKey: {
    pattern: "/:workspace/api-keys/:apiKeyId",
    /** With an action: its dialog is open, for who may do it. */
    link: (workspace: string, apiKeyId: string, action?: AskedAction): string =>
      generatePath("/:workspace/api-keys/:apiKeyId", { workspace, apiKeyId }) +
      (action ? `?action=${action}` : ""),
  },
  requestLogs: {
    pattern: "/:workspace/request-logs",
    /** With a key's id: the last 30 days of that key alone. */
    link: (workspace: string, apiKeyId?: string): string =>
      generatePath("/:workspace/request-logs", { workspace }) +
      (apiKeyId ? `?range=30d&key=${encodeURIComponent(apiKeyId)}` : ""),
    /** The requests of one span, narrowed by what is not null. */
    spanLink: (
      workspace: string,
      span: {
        readonly from: string;
        readonly to: string;
        readonly apiKeyId: string | null;
        readonly ip: string | null;
        readonly errorCode: string | null;
      },
    ): string => {
      const { from, to, apiKeyId, ip, errorCode } = span;
      const named = { from, to, key: apiKeyId, address: ip, error: errorCode };
      const query = Object.entries(named).filter((pair): pair is [string, string] => !!pair[1]);
      return `${generatePath("/:workspace/request-logs", { workspace })}?${new URLSearchParams(query)}`;
    },
    /** The story of one request. */
    storyLink: (workspace: string, requestId: string): string =>
      `${generatePath("/:workspace/request-logs", { workspace })}?request=${encodeURIComponent(requestId)}`,
  },
  leads: {
    pattern: "/:workspace/leads",
    /** With a campaign's id: only its leads. */
    link: (workspace: string, campaignId?: string): string =>
      generatePath("/:workspace/leads", { workspace }) +
      (campaignId ? `?campaign=${encodeURIComponent(campaignId)}` : ""),
  },
  importLeads: {
    pattern: "/:workspace/leads/import",
    /** With a campaign's id: that one is chosen. */
    link: (workspace: string, campaignId?: string | null): string =>
      generatePath("/:workspace/leads/import", { workspace }) +
      (campaignId ? `?campaign=${encodeURIComponent(campaignId)}` : ""),
  },
  alerts: {
    pattern: "/:workspace/alerts/:alertId?",
    /** With an alert's id: that one, opened beside the list. */
    link: (workspace: string, alertId?: string): string =>
      generatePath("/:workspace/alerts/:alertId?", { workspace, alertId: alertId ?? null }),
    /** A key's alerts: those that are open, or all, whatever became of them. */
    ofKeyLink: (workspace: string, apiKeyId: string, which: "open" | "all"): string =>
      `${generatePath("/:workspace/alerts", { workspace })}?status=${which}&key=${encodeURIComponent(apiKeyId)}`,
  },
  auditLog: {
    pattern: "/:workspace/audit-log",
    /** With a key's id: only what was done to it. */
    link: (workspace: string, subjectId?: string): string =>
      generatePath("/:workspace/audit-log", { workspace }) +
      (subjectId ? `?subject=${encodeURIComponent(subjectId)}` : ""),
  },
  settings: workspacePath("/:workspace/settings"),
  members: workspacePath("/:workspace/members"),
  explorer: {
    pattern: "/:workspace/explorer",
    /** With an example's anchor: that one, ready to run. */
    link: (workspace: string, example?: string): string =>
      generatePath("/:workspace/explorer", { workspace }) +
      (example ? `?example=${encodeURIComponent(example)}` : ""),
  },
  docs: {
    pattern: "/:workspace/docs/:guide?",
    /** Without a guide: the first; an anchor is a heading's. */
    link: (workspace: string, guide?: string, anchor?: string): string =>
      generatePath("/:workspace/docs/:guide?", { workspace, guide: guide ?? null }) +
      (anchor ? `#${anchor}` : ""),
  },
} as const;

/** The address to go to after signing in: only a path of this console, never another site. */
export function returnPath(search: URLSearchParams): string {
  const wanted = search.get("return");
  if (!wanted?.startsWith("/")) return paths.home.link();
  const base = "http://console.invalid";
  if (!URL.canParse(wanted, base)) return paths.home.link();
  const url = new URL(wanted, base);
  return url.origin === base ? url.pathname + url.search + url.hash : paths.home.link();
}
