import { useApolloClient, useMutation } from "@apollo/client/react";
import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { readFailure } from "../../api/api-failure.js";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { notifyDone } from "../../ui/notify.js";
import { AllowlistAlert } from "./allowlist-alert.js";
import { AllowlistField } from "./allowlist-field.js";
import { ChangedMeanwhile, type KeyConflict } from "./changed-meanwhile.js";
import { FixedFields } from "./fixed-fields.js";
import { CurrentApiKeyDocument, UpdateApiKeyDocument } from "./key-actions.documents.js";
import type { KeyDialogProps } from "./key-dialog-props.js";
import {
  keyDifferences,
  keyEditChanges,
  keyEditErrors,
  keyEditForm,
  rebasedForm,
} from "./key-edit.js";
import { narrowedEdit } from "./narrowed-edit.js";
import { OwnerSelect } from "./owner-select.js";
import { scopesOf } from "./permissions.js";
import { PermissionsField } from "./permissions-field.js";
import { RateLimitsField } from "./rate-limits-field.js";
import { RehearsalAlert } from "./rehearsal-alert.js";
import { useAllowlistWarning } from "./use-allowlist-warning.js";
import { useRehearsal } from "./use-rehearsal.js";

const FIELDS = ["name", "description", "scopes", "ipAllowlist", "rateLimits", "ownerId"] as const;

/** The form a key is changed with. What somebody else changed meanwhile is shown, never lost. */
export function UpdateApiKeyDialog({ apiKey, proposedScopes, onClose, onDone }: KeyDialogProps) {
  const client = useApolloClient();
  const [base, setBase] = useState(apiKey);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [conflict, setConflict] = useState<KeyConflict | null>(null);
  const [updateApiKey, { loading }] = useMutation(UpdateApiKeyDocument);
  const { rateLimitMax } = useWorkspaceSession().workspace;
  const form = useForm({
    initialValues: keyEditForm(proposedScopes ? { ...apiKey, scopes: proposedScopes } : apiKey),
    validate: (values) => keyEditErrors(base, values, rateLimitMax),
  });
  const warning = useAllowlistWarning({
    apiKeyId: apiKey.id,
    before: base.ipAllowlist,
    allowlist: form.values.allowlist,
  });

  const rehearsal = useRehearsal(apiKey.id, narrowedEdit(base, form.values, rateLimitMax));

  const takeOver = async (refused: unknown) => {
    const { data } = await client.query({
      query: CurrentApiKeyDocument,
      variables: { id: apiKey.id },
      fetchPolicy: "network-only",
    });
    const current = data?.apiKey;
    if (!current || current.version === base.version) {
      setRefusal(errorText(refused));
      return;
    }
    const { changedFields, changes } = readFailure(refused);
    const values = { ...keyEditForm(base), ...form.getValues() };
    const touched = keyEditChanges(base, values);
    setConflict({
      changes,
      differences: keyDifferences(base, current),
      contested: new Set(changedFields.filter((field) => Object.hasOwn(touched, field))),
    });
    form.setValues(rebasedForm(values, base, current));
    setBase(current);
  };

  const submit = form.onSubmit(async (values) => {
    if (warning.holdUntilSeen()) return;
    setRefusal(null);
    setConflict(null);
    const changes = keyEditChanges(base, values);
    if (Object.keys(changes).length === 0) {
      onClose();
      return;
    }
    const { id, version } = base;
    const input = { id, version, ...changes };
    try {
      await updateApiKey({ variables: { input } });
      notifyDone(`${values.name.trim()} is saved.`);
      onDone();
    } catch (error) {
      if (readFailure(error).code === "CONFLICT") {
        await takeOver(error).catch(() => setRefusal(errorText(error)));
        return;
      }
      const found = fieldErrors(error, FIELDS);
      const { scopes, ipAllowlist, ...rest } = found;
      form.setErrors({ ...rest, permissions: scopes, allowlist: ipAllowlist });
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
  });

  return (
    <FormDialog title="Edit API Key" size="lg" isChanged={form.isDirty()} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {refusal && <FailureAlert>{refusal}</FailureAlert>}
          {conflict && <ChangedMeanwhile {...conflict} />}
          <TextInput
            label="Name"
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <Textarea
            label="Description"
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps("description")}
          />
          <PermissionsField {...form.getInputProps("permissions")} />
          <div>
            <AllowlistField
              scopes={scopesOf(form.values.permissions)}
              {...form.getInputProps("allowlist")}
            />
            <AllowlistAlert warning={warning} />
          </div>
          <RateLimitsField before={base.rateLimits} {...form.getInputProps("rateLimits")} />
          <OwnerSelect
            scopes={scopesOf(form.values.permissions)}
            {...form.getInputProps("ownerId")}
          />
          <FixedFields apiKey={base} />
          <RehearsalAlert state={rehearsal} />
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
