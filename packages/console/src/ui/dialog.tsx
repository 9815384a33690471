import { Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { keepFocus } from "./keep-focus.js";
import { useReturnFocus } from "./use-return-focus.js";

const stayOpen = () => {};

/**
 * A titled dialog. Without `onClose` nothing but its own buttons closes it: neither Escape, nor a
 * click beside it, nor a closing cross.
 */
export function Dialog(props: {
  readonly title: string;
  readonly onClose?: () => void;
  readonly size?: "md" | "lg";
  readonly children: ReactNode;
}) {
  const { title, onClose, size = "md", children } = props;
  useReturnFocus();
  return (
    <Modal.Root
      opened
      centered
      size={size}
      padding="lg"
      onClose={onClose ?? stayOpen}
      closeOnEscape={onClose !== undefined}
      closeOnClickOutside={onClose !== undefined}
    >
      <Modal.Overlay backgroundOpacity={0.5} blur={2} onMouseDown={keepFocus} />
      <Modal.Content radius="lg">
        <Modal.Body pt="lg" style={{ overflowWrap: "anywhere" }}>
          <Group justify="space-between" wrap="nowrap" mb="md">
            <Modal.Title fz="lg" fw={650}>
              {title}
            </Modal.Title>
            {onClose && <Modal.CloseButton aria-label="Close" />}
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
