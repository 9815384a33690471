import { useEffect, useRef } from "react";

/** Calls back when the page comes into sight again, after another tab or window was before it. */
export function useOnReturn(callback: () => void): void {
  const latest = useRef(callback);
  latest.current = callback;
  useEffect(() => {
    const look = () => {
      if (!document.hidden) latest.current();
    };
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);
}
