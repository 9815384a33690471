import { INVITATION_DAYS, type RoleName } from "@latchkey/shared";
import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { aRole } from "../../format/role.js";
import { paths } from "../../paths.js";
import { CopyButton } from "../../ui/copy-button.js";
import { Dialog } from "../../ui/dialog.js";
import { UnsavedChangesGuard } from "../../ui/unsaved-changes-guard.js";
import classes from "./invitation-link-dialog.module.css";

/** An invitation just made, with the only copy of its token that this browser gets. */
export interface NewInvitation {
  readonly email: string;
  readonly role: RoleName;
  readonly token: string;
}

/** Shows an invitation's link once. Only Done closes it, and then the link is gone. */
export function InvitationLinkDialog(props: {
  readonly invitation: NewInvitation;
  readonly onDone: () => void;
}) {
  const { email, role, token } = props.invitation;
  const [isCopied, setIsCopied] = useState(false);
  const link = window.location.origin + paths.acceptInvitation.link(token);
  return (
    <Dialog title="The invitation is ready" size="lg">
      <Stack>
        <Text size="sm">
          It makes <strong>{email}</strong> {aRole(role)} of this workspace.
        </Text>
        <Alert color="yellow" icon={<IconAlertTriangle size={20} />} title="Hand it over safely">
          Whoever opens this link can join in this person’s place: send it in a message only they
          read. It works once, for {INVITATION_DAYS} days, and is shown this once; a new one
          replaces it.
        </Alert>
        <div>
          <Text id="link-label" size="sm" fw={600} mb={6}>
            Link for {email}
          </Text>
          <Code block className={classes["link"]} aria-labelledby="link-label">
            {link}
          </Code>
          <Group gap="xs" mt="xs">
            <CopyButton text={link} onCopied={() => setIsCopied(true)}>
              Copy
            </CopyButton>
          </Group>
        </div>
        <Group justify="space-between" mt="xs">
          <Text size="sm" c="dimmed">
            {isCopied ? "Handed over? Then you are done." : "Copy it before you go on."}
          </Text>
          <Button onClick={props.onDone}>Done</Button>
        </Group>
      </Stack>
      {!isCopied && (
        <UnsavedChangesGuard title="Leave without the link?">
          You have not copied it, and it is never shown again.
        </UnsavedChangesGuard>
      )}
    </Dialog>
  );
}
