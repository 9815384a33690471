import { ActionIcon, Group, Menu, Tooltip } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { KEY_ACTION_ICONS } from "./key-action-icons.js";
import { KEY_ACTIONS, type KeyAction } from "./key-actions.js";

/** A row's bin, which revokes, and the menu with everything else that can be done. */
export function RowActions(props: {
  readonly actions: readonly KeyAction[];
  readonly onChoose: (action: KeyAction) => void;
}) {
  const { actions, onChoose } = props;
  const others = actions.filter((action) => action !== "revoke");
  return (
    <Group gap={2} wrap="nowrap" justify="flex-end" my={-6}>
      {actions.includes("revoke") && (
        <Tooltip label="Revoke">
          <ActionIcon color="red" size="lg" aria-label="Revoke" onClick={() => onChoose("revoke")}>
            <IconTrash size={18} />
          </ActionIcon>
        </Tooltip>
      )}
      {others.length > 0 && (
        <Menu position="bottom-end" shadow="md" radius="md" withInitialFocusPlaceholder={false}>
          <Menu.Target>
            <ActionIcon size="lg" aria-label="Actions">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {others.map((action) => {
              const Icon = KEY_ACTION_ICONS[action];
              return (
                <Menu.Item
                  key={action}
                  leftSection={<Icon size={16} />}
                  c={action === "delete" ? "var(--mantine-color-error)" : undefined}
                  onClick={() => onChoose(action)}
                >
                  {KEY_ACTIONS[action]}
                </Menu.Item>
              );
            })}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}
