import { Stack, Text } from "@mantine/core";
import { ConfirmButtons } from "./confirm-buttons.js";
import { Dialog } from "./dialog.js";
import { useLeaving } from "./use-leaving.js";

/**
 * Beside a form that somebody filled: leaving its page asks first, and closing it, which the form tells
 * by `isClosing`. `onDiscard` closes the form, where leaving the page does not.
 */
export function EntryGuard(props: {
  readonly isClosing?: boolean;
  readonly onKeep?: () => void;
  readonly onDiscard?: () => void;
}) {
  const { isClosing = false, onKeep, onDiscard } = props;
  const leaving = useLeaving();
  if (!isClosing && leaving.state !== "blocked") return null;
  const keep = () => {
    leaving.reset?.();
    onKeep?.();
  };
  const discard = () => {
    leaving.proceed?.();
    onDiscard?.();
  };
  return (
    <Dialog title="Discard what you entered?" onClose={keep}>
      <Stack>
        <Text size="sm">None of it is saved.</Text>
        <ConfirmButtons
          word="Discard"
          wayOut="Keep editing"
          isDangerous
          isBusy={false}
          onCancel={keep}
          onConfirm={discard}
        />
      </Stack>
    </Dialog>
  );
}
