import { ActionIcon, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";

/** The bin of a row. */
export function RevokeAction({ onClick }: { onClick: () => void }) {
  return (
    <Tooltip label="Revoke">
      <ActionIcon color="red" size="lg" my={-6} aria-label="Revoke" onClick={onClick}>
        <IconTrash size={18} />
      </ActionIcon>
    </Tooltip>
  );
}
