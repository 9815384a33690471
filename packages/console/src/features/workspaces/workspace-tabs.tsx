import { VisuallyHidden } from "@mantine/core";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { PageTabs } from "../../ui/page-tabs.js";
import { openAlertsText, useOpenAlerts } from "./use-open-alerts.js";

/** The pages of a workspace that its reader may open; beside "Alerts", how many are open. */
export function WorkspaceTabs() {
  const { workspace, scopes } = useWorkspaceSession();
  const { count, news } = useOpenAlerts();
  const { slug } = workspace;
  return (
    <>
      <PageTabs
        label="Workspace"
        tabs={[
          { href: paths.apiKeys.link(slug), title: "API Keys" },
          { href: paths.requestLogs.link(slug), title: "Request Logs" },
          ...(scopes.has("logs:read")
            ? [
                {
                  href: paths.alerts.link(slug),
                  title: "Alerts",
                  badge: count > 0 ? { value: count, says: `${count} open` } : null,
                },
              ]
            : []),
          ...(scopes.has("leads:read") ? [{ href: paths.leads.link(slug), title: "Leads" }] : []),
          { href: paths.auditLog.link(slug), title: "Audit Log" },
          { href: paths.explorer.link(slug), title: "Explorer" },
          { href: paths.docs.link(slug), title: "Docs" },
          ...(scopes.has("members:read")
            ? [{ href: paths.members.link(slug), title: "Members" }]
            : []),
          ...(scopes.has("workspaces:read")
            ? [{ href: paths.settings.link(slug), title: "Settings" }]
            : []),
        ]}
      />
      <VisuallyHidden aria-live="polite">
        {news === null ? "" : openAlertsText(news)}
      </VisuallyHidden>
    </>
  );
}
