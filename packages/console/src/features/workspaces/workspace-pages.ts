import type { Scope } from "@latchkey/shared";
import { paths } from "../../paths.js";

/** A page that each workspace has, and what must be held there to see it. */
interface WorkspacePage {
  readonly title: string;
  readonly link: (workspace: string) => string;
  readonly scope?: Scope;
}

/** The pages of a workspace, in the order of its tabs. */
const WORKSPACE_PAGES: readonly WorkspacePage[] = [
  { title: "API Keys", link: paths.apiKeys.link },
  { title: "Request Logs", link: paths.requestLogs.link },
  { title: "Alerts", link: paths.alerts.link, scope: "logs:read" },
  { title: "Leads", link: paths.leads.link, scope: "leads:read" },
  { title: "Audit Log", link: paths.auditLog.link },
  { title: "Explorer", link: paths.explorer.link },
  { title: "Docs", link: paths.docs.link },
  { title: "Members", link: paths.members.link, scope: "members:read" },
  { title: "Settings", link: paths.settings.link, scope: "workspaces:read" },
];

/** The pages that whoever holds these scopes may open. */
export function pagesFor(scopes: ReadonlySet<Scope>): readonly WorkspacePage[] {
  return WORKSPACE_PAGES.filter(({ scope }) => !scope || scopes.has(scope));
}

/** Where another workspace opens: on the page that its reader is on, or on the keys where that is not theirs to see. */
export function samePageElsewhere(
  pathname: string,
  from: string,
  to: { readonly slug: string; readonly scopes: ReadonlySet<Scope> },
): string {
  const page = pagesFor(to.scopes).find(({ link }) => `${pathname}/`.startsWith(`${link(from)}/`));
  return (page ?? paths.apiKeys).link(to.slug);
}
