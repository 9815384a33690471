import { lazy, useState } from "react";
import { LateDialog } from "../../ui/late-dialog.js";
import { ApiKeyTable, type ListedKey } from "./api-key-table.js";
import type { BulkAction } from "./bulk-action-dialog.js";
import { BulkBar } from "./bulk-bar.js";
import { useKeyActions } from "./use-key-actions.js";

const BulkActionDialog = lazy(async () => {
  const { BulkActionDialog: component } = await import("./bulk-action-dialog.js");
  return { default: component };
});

/** The key table, what is selected in it, and the dialogs behind one row's or many rows' actions. */
export function SelectableKeys(props: {
  readonly keys: readonly ListedKey[] | undefined;
  readonly isOld: boolean;
  readonly onChanged: () => void;
}) {
  const { keys, isOld, onChanged } = props;
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState<{ readonly action: BulkAction } | null>(null);
  const { ask, dialogs } = useKeyActions(onChanged);
  const selected = keys?.filter((key) => selectedIds.has(key.id)) ?? [];
  const select = (apiKeyId: string, isSelected: boolean) => {
    const next = new Set(selectedIds);
    if (isSelected) next.add(apiKeyId);
    else next.delete(apiKeyId);
    setSelectedIds(next);
  };
  // What ends late, after it was closed, leaves the dialog alone that was opened since, and the selection.
  const closeBulk = () => {
    setBulk((now) => (now === bulk ? null : now));
    onChanged();
  };
  const finishBulk = () => {
    setSelectedIds((now) => (now === selectedIds ? new Set() : now));
    closeBulk();
  };
  return (
    <>
      {keys && (
        <BulkBar
          keys={keys}
          selected={selected}
          onSelectAll={(isOn) => setSelectedIds(new Set(isOn ? keys.map((key) => key.id) : []))}
          onAction={(action) => setBulk({ action })}
        />
      )}
      <ApiKeyTable
        keys={keys}
        isOld={isOld}
        selected={selectedIds}
        onSelect={select}
        onAction={ask}
      />
      {dialogs}
      {bulk && (
        <LateDialog onClose={closeBulk}>
          <BulkActionDialog {...bulk} keys={selected} onClose={closeBulk} onDone={finishBulk} />
        </LateDialog>
      )}
    </>
  );
}
