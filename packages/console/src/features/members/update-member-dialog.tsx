import { useMutation } from "@apollo/client/react";
import type { RoleName } from "@latchkey/shared";
import { Alert, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import type { MemberRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { aRole } from "../../format/role.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { KeyEffectList } from "./key-effect-list.js";
import { keyEffects } from "./key-effects.js";
import { LAST_ADMIN_TEXT } from "./last-admin.js";
import { roleEffectText } from "./member-sentences.js";
import { UpdateMemberDocument } from "./members.documents.js";
import { RoleField } from "./role-field.js";
import { useMemberKeys } from "./use-member-keys.js";

/** Gives a member another role, and says beforehand what that does to their keys. */
export function UpdateMemberDialog(props: {
  readonly member: MemberRowFragment;
  readonly isLastAdmin: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { member, isLastAdmin, onClose, onDone } = props;
  const { user } = useWorkspaceSession();
  const [role, setRole] = useState<RoleName>(member.role);
  const { keys = [], totalCount, error: keysError } = useMemberKeys(member);
  const [updateMember, { loading, error }] = useMutation(UpdateMemberDocument);
  const isChanged = role !== member.role;
  const effects = keyEffects(keys, member, { ...member, role });

  const confirm = async () => {
    try {
      await updateMember({ variables: { input: { id: member.id, role } } });
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(`${member.name} is ${aRole(role)} now.`);
    onDone();
  };

  return (
    <Dialog onClose={onClose} title="Change role">
      <Stack>
        <Text size="sm">
          <strong>{member.name}</strong> ({member.email})
        </Text>
        {isLastAdmin && <Alert color="yellow">{LAST_ADMIN_TEXT}</Alert>}
        <RoleField value={role} onChange={setRole} isDisabled={isLastAdmin} />
        <div role="status">
          {isChanged && (
            <Stack gap="xs">
              <Text size="sm">{roleEffectText(totalCount, member, role)}</Text>
              {effects.length > 0 && <KeyEffectList effects={effects} />}
              {member.id === user.id && !user.isPlatformAdmin && (
                <Text size="sm" fw={600}>
                  This is you: you will no longer manage members, and only another admin can undo
                  it.
                </Text>
              )}
            </Stack>
          )}
        </div>
        {(error ?? keysError) !== undefined && (
          <FailureAlert>{errorText(error ?? keysError)}</FailureAlert>
        )}
        <ConfirmButtons
          word="Change role"
          isBusy={loading}
          isBarred={!isChanged}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
