import { useMutation } from "@apollo/client/react";
import { Stack, Text } from "@mantine/core";
import { useState } from "react";
import { errorText } from "../../api/error-text.js";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { ConfirmButtons } from "../../ui/confirm-buttons.js";
import { Dialog } from "../../ui/dialog.js";
import { FailureAlert } from "../../ui/failure-alert.js";
import { notifyDone } from "../../ui/notify.js";
import { BulkKeys } from "./bulk-keys.js";
import { DeactivateApiKeyDocument, RevokeApiKeyDocument } from "./key-actions.documents.js";
import { KEY_ACTIONS, type KeyAction, offeredActions } from "./key-actions.js";

/** What can be done to many keys at once. */
export type BulkAction = Extract<KeyAction, "revoke" | "deactivate">;

const TEXTS = {
  revoke: { after: "This is immediate and permanent.", done: "revoked" },
  deactivate: { after: "You can activate them again at any time.", done: "deactivated" },
} as const;

/** Does one action to many keys, one after the other, and names each that refused. */
export function BulkActionDialog(props: {
  readonly action: BulkAction;
  readonly keys: readonly ApiKeyRowFragment[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}) {
  const { action, onClose, onDone } = props;
  const session = useWorkspaceSession();
  // What is chosen when the dialog opens; the list behind it may change while it works.
  const [chosen] = useState(props.keys);
  const [keys] = useState(() =>
    chosen.filter((key) => offeredActions(key, session).includes(action)),
  );
  const [isBusy, setIsBusy] = useState(false);
  const [refusals, setRefusals] = useState<readonly string[]>([]);
  const revoke = useMutation(RevokeApiKeyDocument);
  const deactivate = useMutation(DeactivateApiKeyDocument);
  const [run] = { revoke, deactivate }[action];
  const word = KEY_ACTIONS[action];
  const skipped = chosen.length - keys.length;

  const confirm = async () => {
    setIsBusy(true);
    const refused: string[] = [];
    for (const key of keys) {
      await run({ variables: { input: { id: key.id } } }).catch((error: unknown) => {
        refused.push(`${key.name}: ${errorText(error)}`);
      });
    }
    setIsBusy(false);
    setRefusals(refused);
    if (refused.length > 0) return;
    notifyDone(`${counted(keys.length, "key")} ${TEXTS[action].done}.`);
    onDone();
  };

  return (
    <Dialog onClose={onClose} title={`${word} ${counted(keys.length, "API Key")}`}>
      <Stack>
        <Text size="sm">
          Every program that uses one of these is refused from this moment on. {TEXTS[action].after}
        </Text>
        <BulkKeys keys={keys} />
        {skipped > 0 && (
          <Text size="sm" c="dimmed">
            {counted(skipped, "selected key")} cannot be {TEXTS[action].done} by you or in the
            present state.
          </Text>
        )}
        {refusals.length > 0 && <FailureAlert>{refusals.join(" ")}</FailureAlert>}
        <ConfirmButtons
          word={word}
          isDangerous
          isBusy={isBusy}
          onCancel={onClose}
          onConfirm={confirm}
        />
      </Stack>
    </Dialog>
  );
}
