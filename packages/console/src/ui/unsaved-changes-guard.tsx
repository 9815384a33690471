import { Stack, Text } from "@mantine/core";
import { useEffect } from "react";
import { useBlocker } from "react-router";
import { paths } from "../paths.js";
import { ConfirmButtons } from "./confirm-buttons.js";
import { Dialog } from "./dialog.js";

/**
 * While it is on a page, leaving that page asks first; closing the browser's tab does too. A session
 * that has ended goes to sign in unasked: there is nothing left to save with.
 */
export function UnsavedChangesGuard({
  title = "Leave without saving?",
  children,
}: {
  title?: string;
  children: string;
}) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== paths.signIn.link(),
  );
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  if (blocker.state !== "blocked") return null;
  return (
    <Dialog title={title} onClose={() => blocker.reset()}>
      <Stack>
        <Text size="sm">{children}</Text>
        <ConfirmButtons
          word="Leave"
          isDangerous
          isBusy={false}
          onCancel={() => blocker.reset()}
          onConfirm={() => blocker.proceed()}
        />
      </Stack>
    </Dialog>
  );
}
