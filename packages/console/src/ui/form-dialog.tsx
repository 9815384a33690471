import { type ReactNode, useState } from "react";
import { Dialog } from "./dialog.js";
import { EntryGuard } from "./entry-guard.js";

/**
 * A dialog with a form. Once something in it is changed, Escape, its cross, a click beside it and
 * leaving the page ask before what was entered is lost; its own buttons do as they say.
 */
export function FormDialog(props: {
  readonly title: string;
  readonly isChanged: boolean;
  readonly onClose: () => void;
  readonly size?: "md" | "lg";
  readonly children: ReactNode;
}) {
  const { isChanged, onClose, ...dialog } = props;
  const [isClosing, setIsClosing] = useState(false);
  return (
    <>
      <Dialog {...dialog} onClose={isChanged ? () => setIsClosing(true) : onClose} />
      {isChanged && (
        <EntryGuard isClosing={isClosing} onKeep={() => setIsClosing(false)} onDiscard={onClose} />
      )}
    </>
  );
}
