import { useMutation } from "@apollo/client/react";
import { OVERLAP_MAX_SECONDS, overlapProblem } from "@latchkey/shared";
import { NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import type { SecretDialogProps } from "./close-secret-dialog.js";
import { ExtendApiKeySecretDocument } from "./key-page.documents.js";

const DAY_SECONDS = 86_400;

/** Lets a rotated-out secret go on for some days, counted from now. */
export function ExtendSecretDialog({ secret, onClose, onDone }: SecretDialogProps) {
  const [days, setDays] = useState<number | string>(7);
  const overlapSeconds = Number(days) * DAY_SECONDS;
  const problem = overlapSeconds > 0 ? overlapProblem(overlapSeconds) : "Enter at least one day.";
  const [extend, { loading, error }] = useMutation(ExtendApiKeySecretDocument, {
    variables: { input: { id: secret.id, overlapSeconds } },
  });
  const confirm = async () => {
    try {
      await extend();
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone("The old secret works for longer.");
    onDone();
  };
  return (
    <Dialog onClose={onClose} title="Extend the old secret">
      <Stack>
        <Text size="sm">
          Both secrets go on working until then. It never works past the key’s own expiry.
        </Text>
        <NumberInput
          label="Days from now"
          min={1}
          max={OVERLAP_MAX_SECONDS / DAY_SECONDS}
          allowDecimal={false}
          value={days}
          onChange={setDays}
          error={problem}
        />
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons
          word="Extend"
          isBusy={loading}
          isBarred={problem !== null}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
