import { setTimeout as pause } from "node:timers/promises";
import { cpuSeconds } from "./cpu-seconds.js";

const LOOK_EVERY_MS = 200;
const IDLE_SHARE = 0.1;
const PATIENCE_MS = 60_000;

/**
 * Waits until servers have nothing left to do after the last answer, and returns the CPU seconds
 * that took: a log still to be written is work of the requests before it, and must neither be
 * left out of the count nor burden the next server's turn.
 */
export async function settle(pids: readonly number[]): Promise<number> {
  const start = cpuSeconds(pids);
  if (start === null) {
    await pause(LOOK_EVERY_MS);
    return 0;
  }
  const deadline = performance.now() + PATIENCE_MS;
  let last = start;
  for (;;) {
    const sinceMs = performance.now();
    await pause(LOOK_EVERY_MS);
    const now = cpuSeconds(pids) ?? last;
    const share = (now - last) / ((performance.now() - sinceMs) / 1000);
    last = now;
    if (share < IDLE_SHARE) return now - start;
    if (performance.now() > deadline)
      throw new Error("A server is still busy a minute after its last answer");
  }
}
