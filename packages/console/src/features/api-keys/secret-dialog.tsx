import { keyFileName, type Scope } from "@latchkey/shared";
import { Alert, Anchor, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconDownload } from "@tabler/icons-react";
import { useState } from "react";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { paths } from "../../paths.js";
import { CopyButton } from "../../ui/copy-button.js";
import { Dialog } from "../../ui/dialog.js";
import { downloadText } from "../../ui/download-text.js";
import { UnsavedChangesGuard } from "../../ui/unsaved-changes-guard.js";
import { curlLine } from "./curl-line.js";
import classes from "./secret-dialog.module.css";

/** A key just made, with the only copy of its secret that this browser gets. */
export interface NewSecret {
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly secret: string;
}

/** Shows a new key's secret once. Only Done closes it, and then the secret is gone. */
export function SecretDialog(props: { readonly created: NewSecret; readonly onDone: () => void }) {
  const { created, onDone } = props;
  const { workspace } = useWorkspaceSession();
  const [isSaved, setIsSaved] = useState(false);
  const curl = curlLine(window.location.origin, created);
  const download = () => {
    downloadText(keyFileName(created.name), `${created.secret}\n`);
    setIsSaved(true);
  };
  return (
    <Dialog title={`${created.name} is ready`} size="lg">
      <Stack>
        <Alert color="yellow" icon={<IconAlertTriangle size={20} />} title="Save this key now">
          It is shown this once and can never be read again. Keep it where you keep passwords.
        </Alert>
        <div>
          <Text id="secret-label" size="sm" fw={600} mb={6}>
            Your API key
          </Text>
          <Code block className={classes["secret"]} aria-labelledby="secret-label">
            {created.secret}
          </Code>
          <Group gap="xs" mt="xs">
            <CopyButton text={created.secret} onCopied={() => setIsSaved(true)}>
              Copy
            </CopyButton>
            <Button variant="default" leftSection={<IconDownload size={16} />} onClick={download}>
              Download
            </Button>
          </Group>
        </div>
        <div>
          <Text size="sm" fw={600} mb={6}>
            Try it
          </Text>
          <Code block className={classes["curl"]} tabIndex={0} role="group" aria-label="Example">
            {curl}
          </Code>
          <Group gap="sm" mt="xs">
            <CopyButton text={curl} size="xs">
              Copy command
            </CopyButton>
            <Anchor
              href={paths.docs.link(workspace.slug, "examples")}
              target="_blank"
              rel="noreferrer"
              size="sm"
            >
              In JavaScript and Python
            </Anchor>
          </Group>
        </div>
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {isSaved ? "Saved? Then you are done." : "Copy or download it before you go on."}
          </Text>
          <Button onClick={onDone}>Done</Button>
        </Group>
      </Stack>
      {!isSaved && (
        <UnsavedChangesGuard title="Leave without the key?">
          You have neither copied nor downloaded it, and it is never shown again.
        </UnsavedChangesGuard>
      )}
    </Dialog>
  );
}
