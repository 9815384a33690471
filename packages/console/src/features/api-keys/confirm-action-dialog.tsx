import { useMutation } from "@apollo/client/react";
import { displayKey } from "@latchkey/shared";
import { Code, Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import {
  ActivateApiKeyDocument,
  DeactivateApiKeyDocument,
  RevokeApiKeyDocument,
} from "./key-actions.documents.js";
import { KEY_ACTIONS } from "./key-actions.js";
import type { KeyDialogProps } from "./key-dialog-props.js";
import { RecentClients } from "./recent-clients.js";

const TEXTS = {
  activate: {
    effect: "The key works again from this moment on, with the secrets it had.",
    after: "Nothing else of it changes.",
    done: "is active.",
  },
  deactivate: {
    effect: "Every program that uses it is refused from this moment on.",
    after: "You can activate it again at any time. It keeps its secrets, limits and history.",
    done: "is deactivated.",
  },
  revoke: {
    effect: "Every program that uses it is refused from this moment on.",
    after:
      "This is immediate and permanent: a revoked key cannot be brought back. It stays in the list, marked Revoked.",
    done: "is revoked.",
  },
} as const;

/** Says what an action will do and to whom, and does it when confirmed. */
export function ConfirmActionDialog(props: KeyDialogProps & { action: keyof typeof TEXTS }) {
  const { action, apiKey, onClose, onDone } = props;
  const texts = TEXTS[action];
  const word = KEY_ACTIONS[action];
  const variables = { input: { id: apiKey.id } };
  const activate = useMutation(ActivateApiKeyDocument, { variables });
  const deactivate = useMutation(DeactivateApiKeyDocument, { variables });
  const revoke = useMutation(RevokeApiKeyDocument, { variables });
  const [run, { loading, error }] = { activate, deactivate, revoke }[action];
  const confirm = async () => {
    try {
      await run();
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(`${apiKey.name} ${texts.done}`);
    onDone();
  };
  return (
    <Dialog onClose={onClose} title={`${word} API Key`}>
      <Stack>
        <Text size="sm">
          {word} <strong>{apiKey.name}</strong>{" "}
          <Code>{displayKey(apiKey.start, apiKey.lastFour)}</Code>? {texts.effect}
        </Text>
        <RecentClients apiKeyId={apiKey.id} />
        <Text size="sm">{texts.after}</Text>
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons
          word={word}
          isDangerous={action !== "activate"}
          isBusy={loading}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
