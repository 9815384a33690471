import { useMutation } from "@apollo/client/react";
import { DEFAULT_RATE_LIMIT_MAX } from "@latchkey/shared";
import { Button, Group, NumberInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { notifyDone } from "../../ui/notify.js";
import { CutKeys } from "./cut-keys.js";
import { UpdateWorkspaceDocument } from "./settings.documents.js";
import { newRateLimitMax, workspaceEditChanges, workspaceEditErrors } from "./workspace-edit.js";

/** Changes the workspace's name and maximum; says beforehand which keys a new maximum cuts. */
export function UpdateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { workspace } = useWorkspaceSession();
  const [refusal, setRefusal] = useState<string | null>(null);
  const [updateWorkspace, { loading }] = useMutation(UpdateWorkspaceDocument);
  const form = useForm({
    initialValues: {
      name: workspace.name,
      rateLimitMax: workspace.rateLimitMax as number | string,
    },
    validate: workspaceEditErrors,
  });
  const rateLimitMax = newRateLimitMax(workspace, form.values);

  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    const input = workspaceEditChanges(workspace, values);
    if (Object.keys(input).length === 0) {
      onClose();
      return;
    }
    try {
      await updateWorkspace({ variables: { input } });
      notifyDone("The workspace is saved.");
      onClose();
    } catch (error) {
      const found = fieldErrors(error, ["name", "rateLimitMax"]);
      form.setErrors(found);
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
  });

  return (
    <FormDialog title="Edit workspace" isChanged={form.isDirty()} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {refusal && <FailureAlert>{refusal}</FailureAlert>}
          <TextInput
            label="Name"
            description="Its address stays as it is."
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <NumberInput
            label="Maximum for rate limits"
            description="Units an hour that no key passes, whatever its own limits"
            min={1}
            max={DEFAULT_RATE_LIMIT_MAX}
            clampBehavior="none"
            allowDecimal={false}
            allowNegative={false}
            hideControls
            thousandSeparator=","
            suffix=" an hour"
            {...form.getInputProps("rateLimitMax")}
          />
          <div role="status">
            {rateLimitMax !== null && <CutKeys rateLimitMax={rateLimitMax} />}
          </div>
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={loading}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </FormDialog>
  );
}
