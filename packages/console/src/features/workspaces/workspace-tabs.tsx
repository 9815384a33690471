import { VisuallyHidden } from "@mantine/core";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { PageTabs } from "../../ui/page-tabs.js";
import { openAlertsText, useOpenAlerts } from "./use-open-alerts.js";
import { pagesFor } from "./workspace-pages.js";

/** The pages of a workspace that its reader may open; beside "Alerts", how many are open. */
export function WorkspaceTabs() {
  const { workspace, scopes } = useWorkspaceSession();
  const { count, news } = useOpenAlerts();
  const { slug } = workspace;
  return (
    <>
      <PageTabs
        label="Workspace"
        tabs={pagesFor(scopes).map(({ title, link }) => ({
          title,
          href: link(slug),
          badge:
            link === paths.alerts.link && count > 0
              ? { value: count, says: `${count} open` }
              : null,
        }))}
      />
      <VisuallyHidden aria-live="polite">
        {news === null ? "" : openAlertsText(news)}
      </VisuallyHidden>
    </>
  );
}
