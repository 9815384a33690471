/** Whether the whole of an element can be seen, neither scrolled out of its dialog nor of the window. */
export function isOnScreen(element: HTMLElement): boolean {
  const inner = element.getBoundingClientRect();
  const frame = element.closest('[role="dialog"]')?.getBoundingClientRect();
  const top = Math.max(0, frame?.top ?? 0);
  const bottom = Math.min(window.innerHeight, frame?.bottom ?? window.innerHeight);
  return inner.top >= top && inner.bottom <= bottom;
}
