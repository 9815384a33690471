import { Button, Group } from "@mantine/core";

/** A dialog's way out, which has the focus, and its deed. */
export function ConfirmButtons(props: {
  readonly word: string;
  readonly wayOut?: string;
  readonly isDangerous?: boolean;
  readonly isBusy: boolean;
  readonly isBarred?: boolean;
  readonly onCancel: () => void;
  readonly onConfirm: () => void;
}) {
  return (
    <Group justify="flex-end" mt="xs">
      <Button variant="default" onClick={props.onCancel} data-autofocus>
        {props.wayOut ?? "Cancel"}
      </Button>
      <Button
        color={props.isDangerous ? "red" : undefined}
        loading={props.isBusy}
        disabled={props.isBarred ?? false}
        onClick={props.onConfirm}
      >
        {props.word}
      </Button>
    </Group>
  );
}
