import { useWorkspaceSession } from "../../api/workspace-session.js";
import { NotFoundPage } from "../../ui/not-found-page.js";
import { PageHeader } from "../../ui/page-header.js";
import { PepperSection } from "./pepper-section.js";
import { PolicySection } from "./policy-section.js";
import { WorkspaceSection } from "./workspace-section.js";

/** What holds for the whole workspace; for platform admins, also what holds for the installation. */
export function SettingsPage() {
  const { workspace, user, scopes } = useWorkspaceSession();
  if (!scopes.has("workspaces:read")) return <NotFoundPage />;
  return (
    <>
      <title>{`Settings · ${workspace.name} · Latchkey`}</title>
      <PageHeader title="Settings" description={`What holds for all of ${workspace.name}.`} />
      <WorkspaceSection />
      <PolicySection />
      {user.isPlatformAdmin && <PepperSection />}
    </>
  );
}
