import { useMutation } from "@apollo/client/react";
import { INVITATION_DAYS, invitationProblems, type RoleName } from "@latchkey/shared";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { FormDialog } from "../../ui/form-dialog.js";
import type { NewInvitation } from "./invitation-link-dialog.js";
import { InviteMemberDocument } from "./members.documents.js";
import { RoleField } from "./role-field.js";

/** What the form starts with; `isRepeated` when the person has a link already. */
export interface InvitationDraft {
  readonly email: string;
  readonly role: RoleName;
  readonly isRepeated: boolean;
}

/** The form a person is invited with. The link in the server's answer goes to `onInvited` and is not kept here. */
export function InviteMemberDialog(props: {
  readonly draft: InvitationDraft;
  readonly onClose: () => void;
  readonly onInvited: (invitation: NewInvitation) => void;
}) {
  const { draft, onClose, onInvited } = props;
  const [refusal, setRefusal] = useState<string | null>(null);
  const [inviteMember, { loading }] = useMutation(InviteMemberDocument, {
    fetchPolicy: "no-cache",
  });
  const form = useForm({
    initialValues: { email: draft.email, role: draft.role },
    validate: (values) => ({ ...invitationProblems(values) }),
  });

  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    try {
      const input = { email: values.email.trim(), role: values.role };
      const { data } = await inviteMember({ variables: { input } });
      const sent = data?.inviteMember;
      if (sent) onInvited({ ...sent.invitation, token: sent.token });
    } catch (error) {
      const found = fieldErrors(error, ["email"]);
      form.setErrors(found);
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
  });

  return (
    <FormDialog
      title={draft.isRepeated ? "Invite again" : "Invite Member"}
      isChanged={form.isDirty()}
      onClose={onClose}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          {refusal && <FailureAlert>{refusal}</FailureAlert>}
          <TextInput
            label="Email"
            type="email"
            autoComplete="off"
            readOnly={draft.isRepeated}
            data-autofocus={!draft.isRepeated}
            {...form.getInputProps("email")}
          />
          <RoleField {...form.getInputProps("role")} />
          <Text size="sm" c="dimmed">
            {draft.isRepeated
              ? "You get a new link to hand over. The one before stops working."
              : `You get a link to hand over; no e-mail is sent. It works once, for ${INVITATION_DAYS} days.`}
          </Text>
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={loading}>
              Create Link
            </Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  );
}
