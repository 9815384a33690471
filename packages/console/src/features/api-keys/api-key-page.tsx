import { Anchor, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { readFailure } from "../../api/api-failure.js";
import { errorText } from "../../api/error-text.js";
import type { ApiKeySecretRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { NotFoundPage } from "../../ui/not-found-page.js";
import { PageSection } from "../../ui/page-section.js";
import { ApiKeyHeader } from "./api-key-header.js";
import { CloseSecretDialog } from "./close-secret-dialog.js";
import { ExtendSecretDialog } from "./extend-secret-dialog.js";
import { offeredActions } from "./key-actions.js";
import { KeyAlerts } from "./key-alerts.js";
import { KeyFacts } from "./key-facts.js";
import { KeyRequests } from "./key-requests.js";
import { KeySecrets } from "./key-secrets.js";
import { ScopeUseSection } from "./scope-use-section.js";
import { SymptomPanel } from "./symptom-panel.js";
import { useAskedAction } from "./use-asked-action.js";
import { useKey } from "./use-key.js";
import { useKeyActions } from "./use-key-actions.js";

interface SecretRequest {
  readonly action: "close" | "extend";
  readonly secret: ApiKeySecretRowFragment;
}

/** One key's own page: what it is, whether and why it works, its secrets and its last requests. */
export function ApiKeyPage() {
  const session = useWorkspaceSession();
  const { workspace } = session;
  const { apiKeyId = "" } = useParams();
  const navigate = useNavigate();
  const [secretRequest, setSecretRequest] = useState<SecretRequest | null>(null);
  const { apiKey, isAnswered, error, logs, refresh } = useKey(apiKeyId);
  const { ask, dialogs } = useKeyActions((action, isDone) => {
    if (isDone && action === "delete")
      navigate(paths.apiKeys.link(workspace.slug), { replace: true });
    else void refresh();
  });
  useAskedAction(apiKey ?? null, ask);

  // Gone is gone, also while somebody is looking at it.
  if (error && readFailure(error).code === "NOT_FOUND") return <NotFoundPage />;
  if (!apiKey) {
    if (isAnswered) return <NotFoundPage />;
    if (!error) return <LoadingPanel />;
    return (
      <FailurePanel
        title="The key could not be loaded"
        reason={errorText(error)}
        onRetry={refresh}
      />
    );
  }

  const SecretActionDialog =
    secretRequest?.action === "extend" ? ExtendSecretDialog : CloseSecretDialog;
  const finishSecret = () => {
    setSecretRequest(null);
    void refresh();
  };
  return (
    <>
      <title>{`${apiKey.name} · ${workspace.name} · Latchkey`}</title>
      {error && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)" mb="sm">
          Not up to date: {errorText(error)}
        </Text>
      )}
      <ApiKeyHeader apiKey={apiKey} onAction={(action) => ask({ action, apiKey })} />
      <KeyFacts apiKey={apiKey} />
      <KeyAlerts apiKeyId={apiKey.id} />
      <PageSection title="Why does it not work?">
        <SymptomPanel apiKey={apiKey} refusals={logs.refusals} />
      </PageSection>
      <PageSection title="Secrets">
        <KeySecrets
          secrets={apiKey.secrets}
          isManageable={offeredActions(apiKey, session).includes("rotate")}
          onClose={(secret) => setSecretRequest({ action: "close", secret })}
          onExtend={(secret) => setSecretRequest({ action: "extend", secret })}
        />
      </PageSection>
      {session.scopes.has("logs:read") && (
        <ScopeUseSection
          // An edit may have given or taken permissions.
          key={apiKey.version}
          apiKey={apiKey}
          onShrink={
            offeredActions(apiKey, session).includes("update")
              ? (proposedScopes) => ask({ action: "update", apiKey, proposedScopes })
              : null
          }
        />
      )}
      {logs.isShown && (
        <PageSection
          title="Recent requests"
          action={
            <Group gap="md">
              <Anchor
                component={Link}
                size="sm"
                to={paths.requestLogs.link(workspace.slug, apiKey.id)}
              >
                All requests of this key
              </Anchor>
              <Anchor
                component={Link}
                size="sm"
                to={paths.auditLog.link(workspace.slug, apiKey.id)}
              >
                Everything done to it
              </Anchor>
            </Group>
          }
        >
          <KeyRequests logs={logs.requests} />
        </PageSection>
      )}
      {dialogs}
      {secretRequest && (
        <SecretActionDialog
          secret={secretRequest.secret}
          onClose={() => setSecretRequest(null)}
          onDone={finishSecret}
        />
      )}
    </>
  );
}
