import { useMutation } from "@apollo/client/react";
import { displayKey } from "@latchkey/shared";
import { Alert, Button, Code, Group, Stack, Text } from "@mantine/core";
import { errorText } from "../../api/error-text.js";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { Dialog } from "../../ui/dialog.js";
import { notifyDone } from "../../ui/notify.js";
import { RevokeApiKeyDocument } from "./api-keys.documents.js";

/** Asks before a key is revoked: it works at once and cannot be undone. */
export function RevokeApiKeyDialog(props: {
  readonly apiKey: ApiKeyRowFragment;
  readonly onClose: () => void;
}) {
  const { apiKey, onClose } = props;
  const [revoke, { loading, error }] = useMutation(RevokeApiKeyDocument, {
    variables: { input: { id: apiKey.id } },
  });
  const confirm = async () => {
    try {
      await revoke();
    } catch {
      return; // The dialog shows `error`.
    }
    notifyDone(`${apiKey.name} is revoked.`);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title="Revoke API Key">
      <Stack>
        <Text size="sm">
          Revoke <strong>{apiKey.name}</strong>{" "}
          <Code>{displayKey(apiKey.start, apiKey.lastFour)}</Code>? Every program that uses it is
          refused from this moment on.
        </Text>
        <Text size="sm">
          This is immediate and permanent: a revoked key cannot be brought back. It stays in the
          list, marked Revoked.
        </Text>
        {error && (
          <Alert color="red" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <Group justify="flex-end" mt="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={loading} onClick={confirm}>
            Revoke
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
