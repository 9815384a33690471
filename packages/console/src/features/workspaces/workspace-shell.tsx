import { ApolloProvider, useQuery } from "@apollo/client/react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
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
import { useOnReturn } from "../../ui/use-on-return.js";
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
    navigate(paths.signIn.link(location.pathname + location.search + location.hash), {
      replace: true,
    });
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
  const { data: current, previousData, error, refetch } = useQuery(WorkspaceShellDocument);
  const data = current ?? previousData;
  // In another tab the session or its rights may have become others; a failure leaves all as it was.
  useOnReturn(() => void refetch().catch(() => undefined));
  useOnePerson(data?.context.user?.id);
  const session = useMemo((): WorkspaceSession | null => {
    const { workspace, user, scopes } = data?.context ?? {};
    return workspace && user ? { workspace, user, scopes: new Set(scopes) } : null;
  }, [data]);

  const failure = error ? readFailure(error).code : null;
  const isRefused = failure === "NOT_FOUND" || failure === "FORBIDDEN";
  if (session && data && !isRefused) {
    return (
      <WorkspaceSessionContext value={session}>
        <AppFrame
          homeHref={paths.apiKeys.link(slug)}
          switcher={<WorkspaceSelect memberships={data.workspaces} />}
          tools={tools}
          navigation={<WorkspaceTabs />}
        >
          <Outlet />
        </AppFrame>
      </WorkspaceSessionContext>
    );
  }

  return (
    <AppFrame homeHref={paths.home.link()}>
      {data || isRefused ? (
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

/** Opens the page anew when somebody else is signed in than at first: nothing that was read for one person is kept for another. */
function useOnePerson(userId: string | undefined): void {
  const first = useRef(userId);
  useEffect(() => {
    first.current ??= userId;
    if (userId !== undefined && userId !== first.current) window.location.reload();
  }, [userId]);
}
