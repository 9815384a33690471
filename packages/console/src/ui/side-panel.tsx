import { Drawer, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { keepFocus } from "./keep-focus.js";
import { useReturnFocus } from "./use-return-focus.js";

/** A titled panel at the page's side; Escape, its cross and a click beside it close it, and the focus goes back to what opened it. */
export function SidePanel(props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const { title, onClose, children } = props;
  useReturnFocus();
  return (
    <Drawer.Root opened position="right" size="lg" padding="lg" onClose={onClose}>
      <Drawer.Overlay backgroundOpacity={0.5} blur={2} onMouseDown={keepFocus} />
      <Drawer.Content>
        <Drawer.Body pt="lg" style={{ overflowWrap: "anywhere" }}>
          <Group justify="space-between" wrap="nowrap" mb="md">
            <Drawer.Title fz="lg" fw={650}>
              {title}
            </Drawer.Title>
            <Drawer.CloseButton aria-label="Close" />
          </Group>
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
