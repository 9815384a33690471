import { useMutation } from "@apollo/client/react";
import { PASSWORD_MIN, passwordChangeProblems } from "@latchkey/shared";
import { Button, Group, PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { graphql } from "../../api/generated/gql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { notifyDone } from "../../ui/notify.js";

const ChangePasswordDocument = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      user {
        id
      }
    }
  }
`);

/** The form a person changes their own password with. */
export function ChangePasswordDialog({ onClose }: { onClose: () => void }) {
  const { user } = useWorkspaceSession();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [changePassword, { loading }] = useMutation(ChangePasswordDocument, {
    fetchPolicy: "no-cache",
  });
  const form = useForm({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: (values) => ({ ...passwordChangeProblems(values, user.email) }),
  });

  const submit = form.onSubmit(async (input) => {
    setRefusal(null);
    try {
      await changePassword({ variables: { input } });
      notifyDone("Your password is changed. You are signed out everywhere else.");
      onClose();
    } catch (error) {
      const found = fieldErrors(error, ["currentPassword", "newPassword"]);
      form.setErrors(found);
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
  });

  const visibilityToggleButtonProps = { "aria-label": "Show what is typed", tabIndex: 0 };
  return (
    <FormDialog title="Change password" isChanged={form.isDirty()} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {refusal && <FailureAlert>{refusal}</FailureAlert>}
          <input type="email" autoComplete="username" value={user.email} readOnly hidden />
          <PasswordInput
            label="Current password"
            autoComplete="current-password"
            data-autofocus
            visibilityToggleButtonProps={visibilityToggleButtonProps}
            {...form.getInputProps("currentPassword")}
          />
          <PasswordInput
            label="New password"
            description={`At least ${PASSWORD_MIN} characters; a few unrelated words are good`}
            autoComplete="new-password"
            visibilityToggleButtonProps={visibilityToggleButtonProps}
            {...form.getInputProps("newPassword")}
          />
          <Text size="sm" c="dimmed">
            Every other browser you are signed in with is signed out.
          </Text>
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={loading}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  );
}
