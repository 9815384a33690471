import { useMutation } from "@apollo/client/react";
import { Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import type { InvitationRowFragment } from "../../api/generated/graphql.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { RevokeInvitationDocument } from "./members.documents.js";

/** Takes an invitation back when confirmed. */
export function RevokeInvitationDialog(props: {
  readonly invitation: InvitationRowFragment;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { invitation, onClose, onDone } = props;
  const [revokeInvitation, { loading, error }] = useMutation(RevokeInvitationDocument);
  const confirm = async () => {
    try {
      await revokeInvitation({ variables: { input: { id: invitation.id } } });
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(`The invitation of ${invitation.email} is revoked.`);
    onDone();
  };
  return (
    <Dialog onClose={onClose} title="Revoke invitation">
      <Stack>
        <Text size="sm">
          Revoke the invitation of <strong>{invitation.email}</strong>? Its link stops working at
          once. You can invite them again.
        </Text>
        {error && <FailureAlert>{errorText(error)}</FailureAlert>}
        <ConfirmButtons
          word="Revoke"
          isDangerous
          isBusy={loading}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
