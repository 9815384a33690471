import { ActionIcon, Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import type { ComponentType } from "react";

/** One thing that can be done with a row. */
export interface RowDeed {
  readonly word: string;
  readonly icon: ComponentType<{ size: number }>;
  readonly isDangerous?: boolean;
  readonly onChoose: () => void;
}

/** The menu of what can be done with a row. */
export function RowMenu(props: { readonly label: string; readonly deeds: readonly RowDeed[] }) {
  return (
    <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon size="lg" my={-6} aria-label={props.label}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {props.deeds.map(({ word, icon: Icon, isDangerous, onChoose }) => (
          <Menu.Item
            key={word}
            leftSection={<Icon size={16} />}
            c={isDangerous ? "var(--mantine-color-error)" : undefined}
            onClick={onChoose}
          >
            {word}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
