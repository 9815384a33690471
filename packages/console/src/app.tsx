import { ApolloProvider } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import { Notifications } from "@mantine/notifications";
import "@mantine/notifications/styles.css";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { createBrowserRouter, Navigate, Outlet, RouterProvider, useParams } from "react-router";
import { createApiClient } from "./api/api-client.js";
import { SignInPage } from "./features/sign-in/sign-in-page.js";
import { UserMenu } from "./features/sign-in/user-menu.js";
import { HomePage } from "./features/workspaces/home-page.js";
import { NewWorkspacePage } from "./features/workspaces/new-workspace-page.js";
import { WorkspaceShell } from "./features/workspaces/workspace-shell.js";
import { paths } from "./paths.js";
import { BrokenPage } from "./ui/broken-page.js";
import { cssVariables } from "./ui/css-variables.js";
import { LoadingPanel } from "./ui/loading-panel.js";
import { NotFoundPage } from "./ui/not-found-page.js";
import { theme } from "./ui/theme.js";

// The pages of a workspace come when they are asked for; signing in does not wait for them.
const ApiKeysPage = lazy(async () => {
  const { ApiKeysPage: component } = await import("./features/api-keys/api-keys-page.js");
  return { default: component };
});
const ApiKeyPage = lazy(async () => {
  const { ApiKeyPage: component } = await import("./features/api-keys/api-key-page.js");
  return { default: component };
});
const RequestLogsPage = lazy(async () => {
  const { RequestLogsPage: component } = await import(
    "./features/request-logs/request-logs-page.js"
  );
  return { default: component };
});

const LeadsPage = lazy(async () => {
  const { LeadsPage: component } = await import("./features/leads/leads-page.js");
  return { default: component };
});
const ImportLeadsPage = lazy(async () => {
  const { ImportLeadsPage: component } = await import(
    "./features/lead-import/import-leads-page.js"
  );
  return { default: component };
});

const AlertsPage = lazy(async () => {
  const { AlertsPage: component } = await import("./features/alerts/alerts-page.js");
  return { default: component };
});
const AuditLogPage = lazy(async () => {
  const { AuditLogPage: component } = await import("./features/audit-log/audit-log-page.js");
  return { default: component };
});
const SettingsPage = lazy(async () => {
  const { SettingsPage: component } = await import("./features/settings/settings-page.js");
  return { default: component };
});

const MembersPage = lazy(async () => {
  const { MembersPage: component } = await import("./features/members/members-page.js");
  return { default: component };
});

const ExplorerPage = lazy(async () => {
  const { ExplorerPage: component } = await import("./features/explorer/explorer-page.js");
  return { default: component };
});

const DocsPage = lazy(async () => {
  const { DocsPage: component } = await import("./features/docs/docs-page.js");
  return { default: component };
});

const AcceptInvitationPage = lazy(async () => {
  const { AcceptInvitationPage: component } = await import(
    "./features/sign-in/accept-invitation-page.js"
  );
  return { default: component };
});

function NoWorkspace() {
  const [client] = useState(() => createApiClient({ workspace: null }));
  return (
    <ApolloProvider client={client}>
      <Outlet />
    </ApolloProvider>
  );
}

function Workspace() {
  const { workspace = "" } = useParams();
  return <WorkspaceShell key={workspace} slug={workspace} tools={<UserMenu />} />;
}

function Loading({ page }: { page: ReactNode }) {
  return <Suspense fallback={<LoadingPanel />}>{page}</Suspense>;
}

function WorkspaceHome() {
  const { workspace = "" } = useParams();
  return <Navigate to={paths.apiKeys.link(workspace)} replace />;
}

const pages = [
  { index: true, element: <WorkspaceHome /> },
  { path: paths.apiKeys.pattern, element: <Loading page={<ApiKeysPage />} /> },
  { path: paths.apiKey.pattern, element: <Loading page={<ApiKeyPage />} /> },
  { path: paths.requestLogs.pattern, element: <Loading page={<RequestLogsPage />} /> },
  { path: paths.leads.pattern, element: <Loading page={<LeadsPage />} /> },
  { path: paths.importLeads.pattern, element: <Loading page={<ImportLeadsPage />} /> },
  { path: paths.alerts.pattern, element: <Loading page={<AlertsPage />} /> },
  { path: paths.auditLog.pattern, element: <Loading page={<AuditLogPage />} /> },
  { path: paths.settings.pattern, element: <Loading page={<SettingsPage />} /> },
  { path: paths.explorer.pattern, element: <Loading page={<ExplorerPage />} /> },
  { path: paths.docs.pattern, element: <Loading page={<DocsPage />} /> },
  { path: paths.members.pattern, element: <Loading page={<MembersPage />} /> },
  { path: "*", element: <NotFoundPage /> },
];

const router = createBrowserRouter([
  {
    errorElement: <BrokenPage isWholePage />,
    children: [
      {
        element: <NoWorkspace />,
        children: [
          { path: paths.home.pattern, element: <HomePage /> },
          { path: paths.signIn.pattern, element: <SignInPage /> },
          { path: paths.newWorkspace.pattern, element: <NewWorkspacePage /> },
          {
            path: paths.acceptInvitation.pattern,
            element: <Loading page={<AcceptInvitationPage />} />,
          },
        ],
      },
      {
        path: paths.workspace.pattern,
        element: <Workspace />,
        // A page that cannot be shown leaves the navigation around it.
        children: [{ errorElement: <BrokenPage />, children: pages }],
      },
      { path: "*", element: <NotFoundPage isWholePage /> },
    ],
  },
]);

/** The whole console: the look, the router, and the features joined. */
export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <Notifications position="bottom-right" />
      <RouterProvider router={router} />
    </MantineProvider>
  );
}
