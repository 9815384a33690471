import type { RateLimit } from "@latchkey/shared";
import { rateLimitText } from "../../format/rate-limit.js";
import { capitalized } from "../../format/sentence.js";

/** A refusal for a full window: its limit, and the units that the request asked for. */
export interface RateRefusal extends RateLimit {
  readonly units: number;
}

const REASON = /^(\d+) unit\(s\) would be more than (\d+) in (\d+) s$/;

/** What the log's reason tells of a full window: one, or none where the refusal was for something else. */
export function readRateRefusal(refusal: { readonly reason?: string | null }): RateRefusal[] {
  const [, ...figures] = REASON.exec(refusal.reason ?? "") ?? [];
  const [units, limit, windowSeconds] = figures.map(Number);
  if (!units || !limit || !windowSeconds) return [];
  return [{ units, limit, windowSeconds }];
}

/** What happened, in words; the same for every refusal that the same remedy helps. */
export function rateRefusalTitle(refusal: RateRefusal): string {
  const window = rateLimitText(refusal);
  return refusal.units > refusal.limit
    ? `One request asked for more than the window of ${window} holds`
    : `The window of ${window} was full`;
}

const WAIT =
  "let the program wait as Retry-After says, and get more done with each request: larger pages, bulk operations.";

/** What helps against refusals by one window, by the windows that the key has now; null where there were none. */
export function rateRefusalRemedy(
  refusals: readonly RateRefusal[],
  limits: readonly RateLimit[],
): string | null {
  const [first] = refusals;
  if (!first) return null;
  const now = limits.find(({ windowSeconds }) => windowSeconds === first.windowSeconds);
  if (!now) return "This is over: the key no longer has this window.";
  const units = Math.max(...refusals.map((refusal) => refusal.units));
  if (units > now.limit) {
    return `A request for ${units} units never fits into ${rateLimitText(now)}, however long it waits. Split it into several, or raise the limit with Edit.`;
  }
  if (now.limit > first.limit) {
    return `By now the key has ${rateLimitText(now)}. Where that is not enough, ${WAIT}`;
  }
  return `${capitalized(WAIT)} If it must do more than ${rateLimitText(now)}, raise the limit with Edit.`;
}
