import { useEffect, useState } from "react";

let opener: HTMLElement | null = null;

/** Gives the focus back, once the last of a chain of dialogs is closed, to what opened the first. */
export function useReturnFocus(): void {
  useState(() => {
    const active = document.activeElement;
    const isInDialog = active?.closest("[role='dialog']") !== null;
    if (active instanceof HTMLElement && !isInDialog) opener = active;
  });
  useEffect(
    () => () => {
      // The dialog that may follow this one takes the focus itself.
      setTimeout(() => {
        if (document.activeElement === document.body && opener?.isConnected) opener.focus();
      });
    },
    [],
  );
}
