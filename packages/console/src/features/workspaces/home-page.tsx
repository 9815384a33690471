import { useQuery } from "@apollo/client/react";
import { IconBuilding } from "@tabler/icons-react";
import { Navigate } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import { sessionHint } from "../../api/session-hint.js";
import { paths } from "../../paths.js";
import { AppFrame } from "../../ui/app-frame.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { StatePanel } from "../../ui/state-panel.js";
import { HomeDocument } from "./workspaces.documents.js";

/** Sends a person on: to sign in, to the first workspace, or to making one. */
export function HomePage() {
  const isUnknown = !sessionHint.isSet();
  const { data, error, refetch } = useQuery(HomeDocument, {
    skip: isUnknown,
    fetchPolicy: "no-cache",
  });
  if (isUnknown || (error && readFailure(error).code === "UNAUTHENTICATED")) {
    return <Navigate to={paths.signIn.link()} replace />;
  }
  const first = data?.workspaces[0]?.workspace.slug;
  if (first !== undefined) return <Navigate to={paths.apiKeys.link(first)} replace />;
  if (data?.context.user?.isPlatformAdmin) {
    return <Navigate to={paths.newWorkspace.link()} replace />;
  }
  return (
    <AppFrame homeHref={paths.home.link()}>
      <title>Latchkey</title>
      {error ? (
        <FailurePanel
          title="Your workspaces could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : data ? (
        <StatePanel
          isPageTitle
          icon={<IconBuilding size={26} />}
          title="You are in no workspace yet"
        >
          Ask an admin of your company to add you to one, then reload this page.
        </StatePanel>
      ) : (
        <LoadingPanel />
      )}
    </AppFrame>
  );
}
