import { useMutation } from "@apollo/client/react";
import { Alert, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import type { MemberRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { type KeysDecision, KeysDecisionField } from "./keys-decision-field.js";
import { isLastAdmin, LAST_ADMIN_TEXT } from "./last-admin.js";
import { removalText } from "./member-sentences.js";
import { RemoveMemberDocument } from "./members.documents.js";
import { useMemberKeys } from "./use-member-keys.js";

/** Ends a membership, once it is said what becomes of the member's keys. */
export function RemoveMemberDialog(props: {
  readonly member: MemberRowFragment;
  readonly members: readonly MemberRowFragment[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { member, members, onClose, onDone } = props;
  const { user, workspace } = useWorkspaceSession();
  const [decision, setDecision] = useState<KeysDecision>({ keys: null, handOverToId: null });
  const owned = useMemberKeys(member);
  const [removeMember, { loading, error }] = useMutation(RemoveMemberDocument);
  const isMe = member.id === user.id;
  const isLast = isLastAdmin(members, member.id);
  const isDecided =
    owned.totalCount === 0 || decision.keys === "REVOKE" || decision.handOverToId !== null;

  const confirm = async () => {
    const { keys, handOverToId } =
      owned.totalCount > 0 ? decision : { keys: null, handOverToId: null };
    try {
      await removeMember({ variables: { input: { id: member.id, keys, handOverToId } } });
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(isMe ? `You have left ${workspace.name}.` : `${member.name} is removed.`);
    onDone();
  };

  return (
    <Dialog onClose={onClose} title={isMe ? "Leave workspace" : "Remove member"} size="lg">
      <Stack>
        {isLast ? (
          <Alert color="yellow">{LAST_ADMIN_TEXT}</Alert>
        ) : (
          <Text size="sm">
            {isMe ? (
              <>
                Leave <strong>{workspace.name}</strong>?
              </>
            ) : (
              <>
                Remove <strong>{member.name}</strong> ({member.email}) from {workspace.name}?
              </>
            )}{" "}
            {removalText(member, isMe)}{" "}
            {owned.totalCount === 0
              ? "No key is concerned."
              : `${counted(owned.totalCount, "key")} ${owned.totalCount === 1 ? "belongs" : "belong"} to ${isMe ? "you" : "them"}.`}
          </Text>
        )}
        {!isLast && owned.totalCount > 0 && (
          <KeysDecisionField
            member={member}
            candidates={members.filter(({ id }) => id !== member.id)}
            keys={owned.keys}
            totalCount={owned.totalCount}
            value={decision}
            onChange={setDecision}
          />
        )}
        {(error ?? owned.error) !== undefined && (
          <FailureAlert>{errorText(error ?? owned.error)}</FailureAlert>
        )}
        <ConfirmButtons
          word={isMe ? "Leave" : "Remove"}
          isDangerous
          isBusy={loading}
          isBarred={isLast || !isDecided}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
