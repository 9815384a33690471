import { notifyFailure } from "./notify.js";

/** Why a part of the console may be missing. */
export const OUT_OF_REACH =
  "The server cannot be reached, or there is a new version of the console since you opened it.";

/** Opens the page anew, from the server as it is by now; while that one is away, says so and keeps the page. */
export async function reloadPage(): Promise<void> {
  try {
    await fetch(window.location.pathname, { method: "HEAD", cache: "no-store" });
  } catch {
    notifyFailure("The page stays as it is", "The server cannot be reached. Try again shortly.");
    return;
  }
  window.location.reload();
}
