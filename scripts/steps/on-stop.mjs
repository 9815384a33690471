import { constants } from "node:os";
import { watchPackageManager } from "./package-manager-process.mjs";

const LOOK_EVERY_MS = 500;

/**
 * Calls `stop(signal)` once: at SIGINT, SIGTERM or SIGHUP, or when npm, which started this, is gone
 * (a killed npm passes nothing on).
 */
export function onStop(stop) {
  let isStopping = false;
  const stopOnce = (signal) => {
    if (isStopping) return;
    isStopping = true;
    stop(signal);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stopOnce);
  process.on("SIGHUP", () => stopOnce("SIGTERM"));

  // Started by hand, a parent that ends is only a shell that was closed: `nohup` must work.
  if (!process.env.npm_lifecycle_event) return;
  const isThere = watchPackageManager();
  setInterval(() => isThere() || stopOnce("SIGTERM"), LOOK_EVERY_MS).unref();
}

/** The exit code of a process that ended by itself or by a signal, as shells count. */
export function exitCodeOf(code, signal) {
  return code ?? 128 + (constants.signals[signal] ?? 0);
}
