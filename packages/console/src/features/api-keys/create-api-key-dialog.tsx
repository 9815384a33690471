import { useMutation } from "@apollo/client/react";
import { KEY_ENVIRONMENTS } from "@latchkey/shared";
import {
  Alert,
  Button,
  Divider,
  Group,
  Input,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Textarea,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { errorText, fieldErrors } from "../../api/error-text.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { FormDialog } from "../../ui/form-dialog.js";
import { AllowlistAlert } from "./allowlist-alert.js";
import { AllowlistField } from "./allowlist-field.js";
import { CreateApiKeyDocument } from "./api-keys.documents.js";
import { CampaignSelect } from "./campaign-select.js";
import { ExpirationField } from "./expiration-field.js";
import { newKeyFormErrors, newKeyInput, startingNewKey } from "./new-key-form.js";
import { OwnerSelect } from "./owner-select.js";
import { type Permissions, scopesOf } from "./permissions.js";
import { PermissionsField } from "./permissions-field.js";
import { RateLimitsField } from "./rate-limits-field.js";
import type { NewSecret } from "./secret-dialog.js";
import { useAllowlistWarning } from "./use-allowlist-warning.js";

const OWN_NAMED = [
  "name",
  "description",
  "environment",
  "campaignId",
  "ownerId",
  "rateLimits",
] as const;
const FIELDS = [...OWN_NAMED, "scopes", "ipAllowlist", "expiration", "expiresAt"] as const;

/** The form a key is made with. The server's answer goes to `onCreated` and is not kept here. */
export function CreateApiKeyDialog(props: {
  /** What the form starts with. */
  readonly permissions: Permissions;
  readonly onClose: () => void;
  readonly onCreated: (created: NewSecret) => void;
}) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [createApiKey] = useMutation(CreateApiKeyDocument, { fetchPolicy: "no-cache" });
  const { rateLimitMax } = useWorkspaceSession().workspace;
  const form = useForm({
    initialValues: { ...startingNewKey, permissions: props.permissions },
    validate: (values) => newKeyFormErrors(values, new Date(), rateLimitMax),
  });

  const warning = useAllowlistWarning({
    apiKeyId: null,
    before: [],
    allowlist: form.values.allowlist,
  });

  const submit = form.onSubmit(async (values) => {
    if (warning.holdUntilSeen()) return;
    setRefusal(null);
    setIsSending(true);
    try {
      const { data } = await createApiKey({ variables: { input: newKeyInput(values) } });
      const created = data?.createApiKey;
      if (created) props.onCreated({ ...created.apiKey, secret: created.secret });
    } catch (error) {
      const found = fieldErrors(error, FIELDS);
      const { scopes, ipAllowlist, expiration, expiresAt, ...rest } = found;
      form.setErrors({
        ...rest,
        permissions: scopes,
        allowlist: ipAllowlist,
        lifetime: expiresAt ?? expiration,
      });
      if (Object.keys(found).length === 0) setRefusal(errorText(error));
    }
    setIsSending(false);
  });

  return (
    <FormDialog title="Create API Key" size="lg" isChanged={form.isDirty()} onClose={props.onClose}>
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
          <Divider label="Limits" labelPosition="left" />
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
            <CampaignSelect {...form.getInputProps("campaignId")} />
            <ExpirationField {...form.getInputProps("lifetime")} />
          </SimpleGrid>
          <div>
            <AllowlistField
              scopes={scopesOf(form.values.permissions)}
              {...form.getInputProps("allowlist")}
            />
            <AllowlistAlert warning={warning} />
          </div>
          <RateLimitsField before={null} {...form.getInputProps("rateLimits")} />
          <Divider label="For you and your team" labelPosition="left" />
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
          <OwnerSelect
            scopes={scopesOf(form.values.permissions)}
            {...form.getInputProps("ownerId")}
          />
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
    </FormDialog>
  );
}
