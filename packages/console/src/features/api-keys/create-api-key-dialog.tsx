import { useMutation } from "@apollo/client/react";
import {
  KEY_ENVIRONMENTS,
  type KeyEnvironment,
  newKeyProblems,
  type Scope,
  tidyText,
} from "@latchkey/shared";
import {
  Alert,
  Button,
  Group,
  Input,
  SegmentedControl,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { Dialog } from "../../ui/dialog.js";
import { CreateApiKeyDocument } from "./api-keys.documents.js";
import { CampaignSelect } from "./campaign-select.js";
import { type Permissions, scopesOf, startingPermissions } from "./permissions.js";
import { PermissionsField } from "./permissions-field.js";
import type { NewSecret } from "./secret-dialog.js";

const FIELDS = ["name", "description", "environment", "scopes", "campaignId"] as const;

/** The form a key is made with. The server's answer goes to `onCreated` and is not kept here. */
export function CreateApiKeyDialog(props: {
  readonly onClose: () => void;
  readonly onCreated: (created: NewSecret) => void;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [createApiKey] = useMutation(CreateApiKeyDocument, { fetchPolicy: "no-cache" });
  const form = useForm({
    initialValues: {
      name: "",
      description: "",
      environment: "LIVE" as KeyEnvironment,
      permissions: startingPermissions,
      campaignId: null as string | null,
    },
    validate: (values) => {
      const { scopes, ...problems } = newKeyProblems({ ...values, scopes: chosen(values) });
      return { ...problems, ...(scopes ? { permissions: scopes } : {}) };
    },
  });

  const submit = form.onSubmit(async (values) => {
    setRefusal(null);
    setIsSending(true);
    const { name, environment, campaignId } = values;
    const description = tidyText(values.description);
    const input = { name: name.trim(), description, environment, campaignId };
    try {
      const { data } = await createApiKey({
        variables: { input: { ...input, scopes: chosen(values) } },
      });
      const created = data?.createApiKey;
      if (created) props.onCreated({ ...created.apiKey, secret: created.secret });
    } catch (error) {
      const { scopes, ...rest } = fieldErrors(error, FIELDS);
      form.setErrors({ ...rest, permissions: scopes });
      if (!scopes && Object.keys(rest).length === 0) setRefusal(errorText(error));
    }
    setIsSending(false);
  });

  return (
    <Dialog onClose={props.onClose} title="Create API Key" size="lg">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          {refusal && (
            <Alert color="red" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label="Name"
            description="What uses it, so that you know it again: “Lead Upload”"
            data-autofocus
            autoComplete="off"
            {...form.getInputProps("name")}
          />
          <PermissionsField {...form.getInputProps("permissions")} />
          <CampaignSelect {...form.getInputProps("campaignId")} />
          <Input.Wrapper label="Environment" labelElement="div" id="environment">
            <div>
              <SegmentedControl
                aria-label="Environment"
                mt={4}
                data={Object.entries(KEY_ENVIRONMENTS).map(([value, { title }]) => ({
                  value,
                  label: title,
                }))}
                {...form.getInputProps("environment")}
              />
            </div>
          </Input.Wrapper>
          <Textarea
            label="Description"
            description="Optional: what it is for and who looks after it"
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps("description")}
          />
          <Group justify="flex-end" mt="xs">
            <Button variant="default" onClick={props.onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              Create Key
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function chosen(values: { permissions: Permissions }): Scope[] {
  return scopesOf(values.permissions);
}
