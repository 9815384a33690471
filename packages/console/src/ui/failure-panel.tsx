import { Button } from "@mantine/core";
import { IconAlertTriangle, IconRefresh } from "@tabler/icons-react";
import { StatePanel } from "./state-panel.js";

/** Says what could not be loaded and why, and offers to try again. */
export function FailurePanel(props: {
  readonly title: string;
  readonly reason: string;
  readonly onRetry: () => void;
}) {
  return (
    <StatePanel
      isFailure
      icon={<IconAlertTriangle size={26} />}
      title={props.title}
      action={
        <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={props.onRetry}>
          Try again
        </Button>
      }
    >
      {props.reason}
    </StatePanel>
  );
}
