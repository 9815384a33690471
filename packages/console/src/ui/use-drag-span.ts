import { useEffect, useState } from "react";

/** From one bar of a chart to another, by their places; either may be the earlier. */
interface Drag {
  readonly start: number;
  readonly end: number;
}

interface Pointed {
  readonly activeTooltipIndex?: number | string | null | undefined;
}

/** Lets a stretch of a chart be chosen by dragging over it; `onChosen` gets its first and last place. */
export function useDragSpan(onChosen: (first: number, last: number) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const finish = () => {
    setDrag(null);
    // A press without a drag is no choice.
    if (!drag || drag.start === drag.end) return;
    onChosen(Math.min(drag.start, drag.end), Math.max(drag.start, drag.end));
  };
  const isDragging = drag !== null;
  useEffect(() => {
    if (!isDragging) return undefined;
    const stop = (event: KeyboardEvent) => {
      if (event.key === "Escape") setDrag(null);
    };
    window.addEventListener("keydown", stop);
    return () => window.removeEventListener("keydown", stop);
  }, [isDragging]);
  useEffect(() => {
    if (!isDragging) return undefined;
    window.addEventListener("mouseup", finish);
    return () => window.removeEventListener("mouseup", finish);
  });
  return {
    drag,
    handlers: {
      onMouseDown: ({ activeTooltipIndex: place }: Pointed) => {
        if (isPlace(place)) setDrag({ start: Number(place), end: Number(place) });
      },
      onMouseMove: ({ activeTooltipIndex: place }: Pointed) => {
        if (isPlace(place)) setDrag((now) => now && { ...now, end: Number(place) });
      },
    },
  };
}

function isPlace(place: Pointed["activeTooltipIndex"]): boolean {
  return place !== null && place !== undefined && Number.isInteger(Number(place));
}
