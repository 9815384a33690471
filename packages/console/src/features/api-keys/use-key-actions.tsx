import type { Scope } from "@latchkey/shared";
import { lazy, type ReactNode, useState } from "react";
import type { ApiKeyRowFragment } from "../../api/generated/graphql.js";
import { LateDialog } from "../../ui/late-dialog.js";
import type { KeyAction } from "./key-actions.js";
import { type NewSecret, SecretDialog } from "./secret-dialog.js";

const KeyActionDialog = lazy(async () => {
  const { KeyActionDialog: component } = await import("./key-action-dialog.js");
  return { default: component };
});

/** What somebody asked for: an action, and the key to do it to. */
export interface KeyRequest {
  readonly action: KeyAction;
  readonly apiKey: ApiKeyRowFragment;
  /** Of an edit: permissions that it begins with. */
  readonly proposedScopes?: readonly Scope[];
}

/**
 * The dialogs behind a key's actions. `onEnd` is told when one is closed, also when nothing was done:
 * it may have been refused because the key is another by now. A rotation's new secret is then shown
 * until its reader is done with it.
 */
export function useKeyActions(onEnd: (action: KeyAction, isDone: boolean) => void): {
  readonly ask: (request: KeyRequest) => void;
  readonly dialogs: ReactNode;
} {
  const [request, setRequest] = useState<KeyRequest | null>(null);
  const [secret, setSecret] = useState<NewSecret | null>(null);
  // What ends late, after it was closed, leaves the dialog alone that was opened since.
  const leave = () => setRequest((now) => (now === request ? null : now));
  const finish = (rotated?: NewSecret) => {
    if (request) onEnd(request.action, true);
    leave();
    if (rotated) setSecret(rotated);
  };
  const close = () => {
    if (request) onEnd(request.action, false);
    leave();
  };
  const dialogs = (
    <>
      {request && (
        <LateDialog onClose={close}>
          <KeyActionDialog {...request} onClose={close} onDone={finish} />
        </LateDialog>
      )}
      {secret && <SecretDialog created={secret} onDone={() => setSecret(null)} />}
    </>
  );
  return { ask: setRequest, dialogs };
}
