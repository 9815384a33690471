import { useMutation } from "@apollo/client/react";
import { displayKey } from "@latchkey/shared";
import { Code, Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import type { ApiKeySecretRowFragment } from "../../api/generated/graphql.js";
import { timeAgo } from "../../format/time.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { CloseApiKeySecretDocument } from "./key-page.documents.js";

/** What a dialog about one closing secret is given. */
export interface SecretDialogProps {
  readonly secret: ApiKeySecretRowFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Ends a rotated-out secret before its time, saying who used it last. */
export function CloseSecretDialog({ secret, onClose, onDone }: SecretDialogProps) {
  const [close, { loading, error }] = useMutation(CloseApiKeySecretDocument, {
    variables: { input: { id: secret.id } },
  });
  const confirm = async () => {
    try {
      await close();
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone("The old secret is closed.");
    onDone();
  };
  return (
    <Dialog onClose={onClose} title="Close the old secret">
      <Stack>
        <Text size="sm">
          Close <Code>{displayKey(secret.start, secret.lastFour)}</Code> now? Every program that
          still sends it is refused from this moment on. It does not open again.
        </Text>
        <Text size="sm">
          {secret.lastUsedAt
            ? `It was last used ${timeAgo(secret.lastUsedAt, Date.now())} from ${secret.lastUsedIp ?? "an unknown address"} by ${secret.lastUsedUserAgent ?? "an unnamed client"}.`
            : "It was never used."}
        </Text>
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons
          word="Close now"
          isDangerous
          isBusy={loading}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
