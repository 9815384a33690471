import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FailurePanel } from "../../ui/failure-panel.js";
import { LoadingPanel } from "../../ui/loading-panel.js";
import { PageSection } from "../../ui/page-section.js";
import { PolicyEditor } from "./policy-editor.js";
import { PolicyFacts } from "./policy-facts.js";
import { WorkspacePolicyDocument } from "./settings.documents.js";

/** What the workspace demands of its keys: a form for those who may change it, facts for others. */
export function PolicySection() {
  const canEdit = useWorkspaceSession().scopes.has("workspaces:write");
  const { data, error, refetch } = useQuery(WorkspacePolicyDocument, {
    fetchPolicy: "network-only",
  });
  const policy = data?.workspacePolicy;
  return (
    <PageSection title="Key policy">
      <Text size="sm" c="dimmed" mb="md" maw="42rem">
        Rules that keys must follow. New keys must meet them at once, and keys that exist at their
        next edit; until then they work on.
      </Text>
      {policy ? (
        canEdit ? (
          <PolicyEditor policy={policy} />
        ) : (
          <PolicyFacts policy={policy} />
        )
      ) : error ? (
        <FailurePanel
          title="The policy could not be loaded"
          reason={errorText(error)}
          onRetry={() => refetch()}
        />
      ) : (
        <LoadingPanel />
      )}
    </PageSection>
  );
}
