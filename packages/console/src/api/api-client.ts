import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { readFailure } from "./api-failure.js";

/**
 * A client, with a cache of its own, for one workspace and one signed-in person. Another workspace
 * or person gets another client, so that nothing cached can be seen by the wrong one.
 * `onSignedOut` is called when the server no longer knows the session.
 */
export function createApiClient(options: {
  readonly workspace: string | null;
  readonly onSignedOut?: () => void;
}): ApolloClient {
  const { workspace, onSignedOut } = options;
  const http = new HttpLink({
    uri: "/graphql",
    credentials: "same-origin",
    headers: workspace === null ? {} : { "x-workspace": workspace },
  });
  const signedOut = new ErrorLink(({ error }) => {
    if (readFailure(error).code === "UNAUTHENTICATED") onSignedOut?.();
  });
  return new ApolloClient({
    link: ApolloLink.from([signedOut, http]),
    cache: new InMemoryCache({
      typePolicies: {
        // Not entities: what they hold depends on who asks and when.
        Context: { keyFields: false },
        RequestStats: { keyFields: false },
        WorkspaceMembership: { keyFields: false },
        // One in each workspace, and a client has one workspace.
        WorkspacePolicy: { keyFields: [] },
      },
    }),
    devtools: { enabled: false },
  });
}
