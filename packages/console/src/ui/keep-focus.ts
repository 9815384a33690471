import type { MouseEvent } from "react";

/** Pressing the mouse here leaves the focus where it is, so that what this opens can give it back. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
