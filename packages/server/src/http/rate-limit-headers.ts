import type { RateLimitState } from "../base/request-context.js";

const WINDOW_NAMES: Readonly<Record<number, string>> = {
  1: "second",
  60: "minute",
  3600: "hour",
  86400: "day",
};

/**
 * What an answer says of a key's rate limits: `X-RateLimit-*` of the window that is nearest to empty
 * (`Reset` in UTC epoch seconds), and all windows as draft-ietf-httpapi-ratelimit-headers has them
 * (`t` in seconds from now).
 */
export function rateLimitHeaders(
  windows: readonly RateLimitState[],
  nowMs: number,
): Record<string, string> {
  const [first, ...others] = windows;
  if (!first) return {};
  let nearest = first;
  for (const window of others) {
    if (window.remaining * nearest.limit < nearest.remaining * window.limit) nearest = window;
  }
  return {
    "x-ratelimit-limit": String(nearest.limit),
    "x-ratelimit-remaining": String(nearest.remaining),
    "x-ratelimit-reset": String(Math.ceil(nearest.resetAtMs / 1000)),
    "ratelimit-policy": windows
      .map(({ windowSeconds, limit }) => `"${nameOf(windowSeconds)}";q=${limit};w=${windowSeconds}`)
      .join(", "),
    ratelimit: windows
      .map(({ windowSeconds, remaining, resetAtMs }) => {
        const seconds = Math.max(0, Math.ceil((resetAtMs - nowMs) / 1000));
        return `"${nameOf(windowSeconds)}";r=${remaining};t=${seconds}`;
      })
      .join(", "),
  };
}

function nameOf(windowSeconds: number): string {
  return WINDOW_NAMES[windowSeconds] ?? `${windowSeconds}s`;
}
