import { useEffect, useState } from "react";

let opener: HTMLElement | null = null;

/**
 * Gives the focus back, once the last of a chain of dialogs is closed, to what opened the first; from a
 * dialog over another one, to where it was in that.
 */
export function useReturnFocus(): void {
  const [inDialog] = useState(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement)) return null;
    if (active.closest("[role='dialog']")) return active;
    opener = active;
    return null;
  });
  useEffect(
    () => () => {
      // The dialog that may follow this one takes the focus itself.
      setTimeout(() => {
        const origin = inDialog?.isConnected ? inDialog : opener;
        if (document.activeElement === document.body && origin?.isConnected) origin.focus();
      });
    },
    [inDialog],
  );
}
