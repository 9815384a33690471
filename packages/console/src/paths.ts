import { generatePath } from "react-router";

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
  apiKey: {
    pattern: "/:workspace/api-keys/:apiKeyId",
    link: (workspace: string, apiKeyId: string): string =>
      generatePath("/:workspace/api-keys/:apiKeyId", { workspace, apiKeyId }),
  },
  requestLogs: {
    pattern: "/:workspace/request-logs",
    /** With a key's id: the last 30 days of that key alone. */
    link: (workspace: string, apiKeyId?: string): string =>
      generatePath("/:workspace/request-logs", { workspace }) +
      (apiKeyId ? `?range=30d&key=${encodeURIComponent(apiKeyId)}` : ""),
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
} as const;

/** The address to go to after signing in: only a path of this console, never another site. */
export function returnPath(search: URLSearchParams): string {
  const wanted = search.get("return");
  if (!wanted?.startsWith("/")) return paths.home.link();
  const base = "http://console.invalid";
  if (!URL.canParse(wanted, base)) return paths.home.link();
  const url = new URL(wanted, base);
  return url.origin === base ? url.pathname + url.search : paths.home.link();
}
