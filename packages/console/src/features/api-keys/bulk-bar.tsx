import { Button, Checkbox, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { useWorkspaceSession } from "../../api/workspace-session.js";
import { counted } from "../../format/number.js";
import { downloadText } from "../../ui/download-text.js";
import type { BulkAction } from "./bulk-action-dialog.js";
import { offeredActions } from "./key-actions.js";
import { keyCsv } from "./key-csv.js";

/** What can be done with many keys at once: those selected, or for the export all that are shown. */
export function BulkBar(props: {
  readonly keys: readonly ApiKeyRowFragment[];
  readonly selected: readonly ApiKeyRowFragment[];
  readonly onSelectAll: (isSelected: boolean) => void;
  readonly onAction: (action: BulkAction) => void;
}) {
  const { keys, selected, onSelectAll, onAction } = props;
  const session = useWorkspaceSession();
  const allows = (action: BulkAction) =>
    selected.some((key) => offeredActions(key, session).includes(action));
  const exported = selected.length > 0 ? selected : keys;
  return (
    <Group justify="space-between" mb="sm" gap="sm" mih={36}>
      <Checkbox
        label={selected.length > 0 ? `${counted(selected.length, "key")} selected` : "Select all"}
        checked={selected.length > 0 && selected.length === keys.length}
        indeterminate={selected.length > 0 && selected.length < keys.length}
        onChange={(event) => onSelectAll(event.currentTarget.checked)}
      />
      <Group gap="xs">
        {allows("deactivate") && (
          <Button variant="default" size="xs" onClick={() => onAction("deactivate")}>
            Deactivate selected
          </Button>
        )}
        {allows("revoke") && (
          <Button color="red" variant="light" size="xs" onClick={() => onAction("revoke")}>
            Revoke selected
          </Button>
        )}
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} />}
          onClick={() => downloadText("api-keys.csv", keyCsv(exported), "text/csv")}
        >
          Export CSV
        </Button>
      </Group>
    </Group>
  );
}
