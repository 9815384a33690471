import { useMutation } from "@apollo/client/react";
import { Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { DeleteApiKeyDocument } from "./key-actions.documents.js";
import type { KeyDialogProps } from "./key-dialog-props.js";
import { RecentClients } from "./recent-clients.js";

/** Takes a key off the list once its name was typed. */
export function DeleteApiKeyDialog({ apiKey, onClose, onDone }: KeyDialogProps) {
  const [name, setName] = useState("");
  const [remove, { loading, error }] = useMutation(DeleteApiKeyDocument, {
    variables: { input: { id: apiKey.id, name } },
    fetchPolicy: "no-cache",
  });
  const confirm = async () => {
    try {
      await remove();
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(`${apiKey.name} is deleted.`);
    onDone();
  };
  return (
    <Dialog onClose={onClose} title="Delete API Key">
      <Stack>
        <Text size="sm">
          Delete <strong>{apiKey.name}</strong>?{" "}
          {apiKey.status === "ACTIVE" &&
            "Every program that uses it is refused from this moment on. "}
          It leaves the list for good. The audit log and the request logs keep what it did.
        </Text>
        <RecentClients apiKeyId={apiKey.id} />
        <TextInput
          label="Type the key’s name to be sure"
          placeholder={apiKey.name}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons
          word="Delete"
          isDangerous
          isBusy={loading}
          isBarred={name.trim() !== apiKey.name}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
