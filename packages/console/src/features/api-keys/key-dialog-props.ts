import type { Scope } from "@latchkey/shared";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import type { NewSecret } from "./secret-dialog.js";

/** What every dialog about one key is given. */
export interface KeyDialogProps {
  readonly apiKey: ApiKeyRowFragment;
  /** Of an edit: permissions that it begins with, instead of the key's. */
  readonly proposedScopes?: readonly Scope[] | undefined;
  readonly onClose: () => void;
  /** Told when it was carried out; a rotation hands over the new secret. */
  readonly onDone: (rotated?: NewSecret) => void;
}
