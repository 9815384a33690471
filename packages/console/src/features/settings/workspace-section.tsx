import { Button, Paper, Text } from "@mantine/core";
import { lazy, useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { rateLimitText } from "../../format/rate-limit.js";
import { DefinitionList } from "../../ui/definition-list.js";
import { LateDialog } from "../../ui/late-dialog.js";
import { PageSection } from "../../ui/page-section.js";

const UpdateWorkspaceDialog = lazy(async () => {
  const { UpdateWorkspaceDialog: component } = await import("./update-workspace-dialog.js");
  return { default: component };
});

/** What the workspace is called, and how much each of its keys can have at most. */
export function WorkspaceSection() {
  const { workspace, scopes } = useWorkspaceSession();
  const [isEditing, setIsEditing] = useState(false);
  const maximum = { limit: workspace.rateLimitMax, windowSeconds: 3600 };
  return (
    <PageSection
      title="Workspace"
      action={
        scopes.has("workspaces:write") && (
          <Button variant="default" onClick={() => setIsEditing(true)}>
            Edit workspace
          </Button>
        )
      }
    >
      <Paper withBorder radius="lg" p="lg">
        <DefinitionList
          items={[
            { title: "Name", value: workspace.name },
            { title: "Address", value: `/${workspace.slug}` },
            { title: "Maximum for rate limits", value: `${rateLimitText(maximum)} for each key` },
          ]}
        />
        <Text size="xs" c="dimmed" mt="md">
          Whatever limits a key was given, it gets no more units an hour than the maximum.
        </Text>
      </Paper>
      {isEditing && (
        <LateDialog onClose={() => setIsEditing(false)}>
          <UpdateWorkspaceDialog onClose={() => setIsEditing(false)} />
        </LateDialog>
      )}
    </PageSection>
  );
}
