import { setImmediate } from "node:timers/promises";

/** What such work takes at a time, in milliseconds. */
const TURN_MS = 5;

/** Long work over many items, a few milliseconds at a time: requests are answered in between. */
export async function inTurns<T>(items: Iterable<T>, work: (item: T) => void): Promise<void> {
  let begunAtMs = performance.now();
  for (const item of items) {
    work(item);
    if (performance.now() - begunAtMs < TURN_MS) continue;
    await setImmediate();
    begunAtMs = performance.now();
  }
}
