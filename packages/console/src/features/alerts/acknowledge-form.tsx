import { useMutation } from "@apollo/client/react";
import { ALERT_LIMITS, alertNoteProblems } from "@latchkey/shared";
import { Button, Group, Paper, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { EntryGuard } from "../../ui/entry-guard.js";
import { notifyDone, notifyFailure } from "../../ui/notify.js";
import { AcknowledgeAlertDocument, AlertsDocument } from "./alerts.documents.js";

/**
 * Says that somebody knows, with a note for the others. Whatever comes of it, the alert as it is
 * now is shown: `onRefused` asks for it again.
 */
export function AcknowledgeForm(props: {
  readonly alertId: string;
  readonly onDone: () => void;
  readonly onRefused: () => void;
}) {
  const { alertId, onDone, onRefused } = props;
  const { user } = useWorkspaceSession();
  const [note, setNote] = useState("");
  const problem = alertNoteProblems(note)["note"];
  // The list's answer brings the number of open ones too.
  const [acknowledge, { loading }] = useMutation(AcknowledgeAlertDocument, {
    variables: { input: { id: alertId, note } },
    refetchQueries: [AlertsDocument],
  });
  const confirm = async () => {
    try {
      const { data } = await acknowledge();
      const by = data?.acknowledgeAlert?.alert.acknowledgedBy;
      notifyDone(
        by === user.email
          ? "The alert is acknowledged."
          : `${by} had acknowledged it already.${note.trim() ? " Your note stands with it." : ""}`,
      );
      onDone();
    } catch (error) {
      // It stays when the form goes, as it does with an alert that has closed meanwhile.
      notifyFailure("The alert was not acknowledged", errorText(error));
      onRefused();
    }
  };
  return (
    <Paper withBorder radius="md" p="md">
      <Stack gap="sm">
        <Textarea
          label="Note for the others"
          description="Optional: what is behind it, or what was done."
          autosize
          minRows={2}
          maxRows={8}
          maxLength={ALERT_LIMITS.noteMax}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          error={problem}
        />
        <Group justify="space-between" gap="sm">
          <Text size="xs" c="dimmed" flex={1} miw="12rem">
            It says no more until it is over and comes back.
          </Text>
          <Button loading={loading} disabled={problem !== undefined} onClick={confirm}>
            Acknowledge
          </Button>
        </Group>
      </Stack>
      {note.trim() !== "" && <EntryGuard />}
    </Paper>
  );
}
