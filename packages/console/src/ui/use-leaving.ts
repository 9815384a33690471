import { useEffect } from "react";
import { type Blocker, useBlocker } from "react-router";
import { paths } from "../paths.js";

/**
 * Holds back whatever leads off the page, until its reader has decided; closing the browser's tab asks,
 * too. A session that has ended goes to sign in unasked: there is nothing left to save with.
 */
export function useLeaving(): Blocker {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);
  return useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      nextLocation.pathname !== paths.signIn.link(),
  );
}
