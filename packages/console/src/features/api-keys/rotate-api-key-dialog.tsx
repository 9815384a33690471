import { useMutation } from "@apollo/client/react";
import { Radio, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { RotateApiKeyDocument } from "./key-actions.documents.js";
import type { KeyDialogProps } from "./key-dialog-props.js";
import { RecentClients } from "./recent-clients.js";

const OVERLAPS = [
  { seconds: "0", title: "Immediately" },
  { seconds: "3600", title: "After 1 hour" },
  { seconds: "86400", title: "After 1 day" },
  { seconds: "604800", title: "After 7 days" },
  { seconds: "2592000", title: "After 30 days" },
] as const;

/** Gives a key a new secret; the old one stops at once, or when the chosen overlap ends. */
export function RotateApiKeyDialog({ apiKey, onClose, onDone }: KeyDialogProps) {
  const [overlap, setOverlap] = useState("0");
  const [rotate, { loading, error }] = useMutation(RotateApiKeyDocument, {
    fetchPolicy: "no-cache",
  });
  const confirm = async () => {
    try {
      const { data } = await rotate({
        variables: {
          input: { id: apiKey.id, version: apiKey.version, overlapSeconds: Number(overlap) },
        },
      });
      const rotated = data?.rotateApiKey;
      if (rotated) onDone({ ...rotated.apiKey, secret: rotated.secret });
    } catch {
      // The dialog shows `error`.
    }
  };
  return (
    <Dialog onClose={onClose} title="Rotate API Key">
      <Stack>
        <Text size="sm">
          Give <strong>{apiKey.name}</strong> a new secret? Permissions, limits, expiry and history
          stay. The new secret is shown once.
        </Text>
        <Radio.Group
          label="The old secret stops"
          description={
            overlap === "0"
              ? "Programs that still send it are refused from this moment on."
              : "Until then both work, and the key’s page shows who still uses the old one."
          }
          value={overlap}
          onChange={setOverlap}
        >
          <Stack gap={8} mt="xs">
            {OVERLAPS.map(({ seconds, title }) => (
              <Radio key={seconds} value={seconds} label={title} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          A secret that is still closing from an earlier rotation stops at once.
        </Text>
        <RecentClients apiKeyId={apiKey.id} />
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons word="Rotate" isBusy={loading} onCancel={onClose} onConfirm={confirm} />
      </Stack>
    </Dialog>
  );
}
