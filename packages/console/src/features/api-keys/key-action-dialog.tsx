import { ConfirmActionDialog } from "./confirm-action-dialog.js";
import { DeleteApiKeyDialog } from "./delete-api-key-dialog.js";
import type { KeyAction } from "./key-actions.js";
import type { KeyDialogProps } from "./key-dialog-props.js";
import { RotateApiKeyDialog } from "./rotate-api-key-dialog.js";
import { UpdateApiKeyDialog } from "./update-api-key-dialog.js";

/** The dialog of an action. */
export function KeyActionDialog({ action, ...dialog }: KeyDialogProps & { action: KeyAction }) {
  switch (action) {
    case "update":
      return <UpdateApiKeyDialog {...dialog} />;
    case "rotate":
      return <RotateApiKeyDialog {...dialog} />;
    case "delete":
      return <DeleteApiKeyDialog {...dialog} />;
    default:
      return <ConfirmActionDialog action={action} {...dialog} />;
  }
}
