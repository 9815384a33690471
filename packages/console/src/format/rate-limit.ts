import type { RateLimit } from "@latchkey/shared";
import { wholeNumber } from "./number.js";

const SPANS: readonly (readonly [seconds: number, one: string, many: string])[] = [
  [86_400, "a day", "days"],
  [3600, "an hour", "hours"],
  [60, "a minute", "minutes"],
  [1, "a second", "seconds"],
];

/** A window's length after its units: `an hour`, `in 5 minutes`. */
function windowText(windowSeconds: number): string {
  for (const [seconds, one, many] of SPANS) {
    if (windowSeconds === seconds) return one;
    if (windowSeconds % seconds === 0) return `in ${windowSeconds / seconds} ${many}`;
  }
  return `in ${windowSeconds} seconds`;
}

/** One window of a key: `1,000 an hour`. */
export function rateLimitText({ limit, windowSeconds }: RateLimit): string {
  return `${wholeNumber(limit)} ${windowText(windowSeconds)}`;
}

/** All windows of a key, the longest first: `1,000 an hour, 100 a minute, 10 a second`. */
export function rateLimitsText(limits: readonly RateLimit[]): string {
  return [...limits]
    .sort((a, b) => b.windowSeconds - a.windowSeconds)
    .map(rateLimitText)
    .join(", ");
}
