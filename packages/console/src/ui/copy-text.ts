/**
 * Puts text on the clipboard and says whether it got there. `navigator.clipboard` is missing on
 * plain http away from localhost; there a selection and the old copy command do it. The selection
 * is made inside `within`, because an open dialog keeps the focus to itself.
 */
export async function copyText(text: string, within: HTMLElement): Promise<boolean> {
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Permission refused or the page not focused: the old way may still work.
    }
  }
  return copyBySelection(text, within);
}

function copyBySelection(text: string, within: HTMLElement): boolean {
  const field = document.createElement("textarea");
  const focused = document.activeElement;
  field.value = text;
  field.readOnly = true;
  field.ariaHidden = "true";
  field.style.position = "fixed";
  field.style.opacity = "0";
  within.append(field);
  try {
    field.focus({ preventScroll: true });
    field.select();
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
