import { ApolloProvider, useQuery } from "@apollo/client/react";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { createApiClient } from "../../api/api-client.js";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { sessionHint } from "../../api/session-hint.js";
import { type WorkspaceSession, WorkspaceSessionContext } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { AppFrame } from "../../ui/app-frame.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { NotFoundPage } from "../../ui/not-found-page.js";
import { WorkspaceSelect } from "./workspace-select.js";
import { WorkspaceTabs } from "./workspace-tabs.js";
import { WorkspaceShellDocument } from "./workspaces.documents.js";

/**
 * Everything around the pages of one workspace, and the client they ask with. A session that ends
 * leads to the sign-in page and back here afterwards.
 */
export function WorkspaceShell({ slug, tools }: { slug: string; tools: ReactNode }) {
  const navigate = useNavigate();
  const location = useLocation();
  const leave = useRef(() => {});
  leave.current = () => {
    sessionHint.clear();
    navigate(paths.signIn.link(location.pathname + location.search), { replace: true });
  };
  const [client] = useState(() =>
    createApiClient({ workspace: slug, onSignedOut: () => leave.current() }),
  );
  return (
    <ApolloProvider client={client}>
      <Shell slug={slug} tools={tools} />
    </ApolloProvider>
  );
}

function Shell({ slug, tools }: { slug: string; tools: ReactNode }) {
  const { data, error, refetch } = useQuery(WorkspaceShellDocument);
  const session = useMemo((): WorkspaceSession | null => {
    const { workspace, user, scopes } = data?.context ?? {};
    return workspace && user ? { workspace, user, scopes: new Set(scopes) } : null;
  }, [data]);

  if (session && data) {
    return (
      <WorkspaceSessionContext value={session}>
        <AppFrame
          homeHref={paths.apiKeys.link(slug)}
          switcher={
            <WorkspaceSelect
              current={session.workspace}
              workspaces={data.workspaces.map((membership) => membership.workspace)}
            />
          }
          tools={tools}
          navigation={<WorkspaceTabs />}
        >
          <Outlet />
        </AppFrame>
      </WorkspaceSessionContext>
    );
  }

  const failure = error ? readFailure(error).code : null;
  const isUnknown = data || failure === "NOT_FOUND" || failure === "FORBIDDEN";
  return (
    <AppFrame homeHref={paths.home.link()}>
      {isUnknown ? (
        <NotFoundPage />
      ) : error && failure !== "UNAUTHENTICATED" ? (
        <FailurePanel
          title="The workspace could not be opened"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : (
        <LoadingPanel />
      )}
    </AppFrame>
  );
}
