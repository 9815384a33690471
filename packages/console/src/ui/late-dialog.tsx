import { Button, Group, Stack, Text } from "@mantine/core";
import { Component, type ReactNode, Suspense } from "react";
import { Dialog } from "./dialog.js";
import { OUT_OF_REACH, reloadPage } from "./reload-page.js";

interface Props {
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Around a dialog that is fetched when it is asked for. When it cannot be had, a dialog says so and the
 * page behind it stays, with all that was entered there. React has no other form for this than a class.
 */
export class LateDialog extends Component<Props, { readonly isMissing: boolean }> {
  override state = { isMissing: false };

  static getDerivedStateFromError() {
    return { isMissing: true };
  }

  override render() {
    const { onClose, children } = this.props;
    if (!this.state.isMissing) return <Suspense>{children}</Suspense>;
    return (
      <Dialog title="This could not be opened" onClose={onClose}>
        <Stack>
          <Text size="sm" role="alert">
            {OUT_OF_REACH} Reload the page and try again.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              Close
            </Button>
            <Button onClick={reloadPage}>Reload</Button>
          </Group>
        </Stack>
      </Dialog>
    );
  }
}
