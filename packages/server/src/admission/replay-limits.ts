import type { RateLimit } from "@latchkey/shared";
import { KeyCounters } from "./key-counters.js";

/** Whether each of a key's requests would have found room under these limits, asked in the order in which they came; counted as the limiter counts, in windows that begin empty. */
export function replayLimits(
  limits: readonly RateLimit[],
): (units: number, atMs: number) => boolean {
  const counters = new KeyCounters();
  return (units, atMs) => counters.spend("", limits, units, atMs).kind === "spent";
}
