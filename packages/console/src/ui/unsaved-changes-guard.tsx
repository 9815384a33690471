import { Stack, Text } from "@mantine/core";
import { ConfirmButtons } from "./confirm-buttons.js";
import { Dialog } from "./dialog.js";
import { useLeaving } from "./use-leaving.js";

/** While it is on a page, leaving that page asks first. */
export function UnsavedChangesGuard({
  title = "Leave without saving?",
  children,
}: {
  title?: string;
  children: string;
}) {
  const leaving = useLeaving();
  if (leaving.state !== "blocked") return null;
  return (
    <Dialog title={title} onClose={() => leaving.reset()}>
      <Stack>
        <Text size="sm">{children}</Text>
        <ConfirmButtons
          word="Leave"
          isDangerous
          isBusy={false}
          onCancel={() => leaving.reset()}
          onConfirm={() => leaving.proceed()}
        />
      </Stack>
    </Dialog>
  );
}
