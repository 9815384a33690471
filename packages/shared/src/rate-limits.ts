import { ProblemList, type Problems } from "./problems.js";

/** At most so many units in any span of so many seconds. */
export interface RateLimit {
  readonly windowSeconds: number;
  /** Units; a request costs as many as the root fields it runs. */
  readonly limit: number;
}

/** What a key gets when nothing else is said (Lupitor's hour, AIsoule's minute and second). */
export const DEFAULT_RATE_LIMITS: readonly RateLimit[] = [
  { windowSeconds: 3600, limit: 1000 },
  { windowSeconds: 60, limit: 100 },
  { windowSeconds: 1, limit: 10 },
];

/** Units an hour that no key of a workspace passes, unless an admin lowers it. */
export const DEFAULT_RATE_LIMIT_MAX = 100_000;

/** How many windows a key can have, how long they can be, and how many units an hour are thinkable. */
export const RATE_LIMIT_BOUNDS = {
  windowsMax: 5,
  windowSecondsMax: 86_400,
  limitMax: 10_000_000,
} as const;

const HOUR_SECONDS = 3600;

/** The most units that windows together can let through in an hour. */
export function hourlyMaximum(limits: readonly RateLimit[]): number {
  return Math.min(
    ...limits.map(
      ({ windowSeconds, limit }) => limit * Math.max(1, Math.ceil(HOUR_SECONDS / windowSeconds)),
    ),
  );
}

/** Says what is wrong with each of a key's windows; `maximum` is the workspace's, in units an hour. */
export function rateLimitProblems(limits: readonly RateLimit[], maximum: number): Problems {
  const list = new ProblemList();
  const { windowsMax, windowSecondsMax, limitMax } = RATE_LIMIT_BOUNDS;
  if (limits.length === 0) {
    return list.add("rateLimits", "Give at least one window, or leave the limits out.").problems;
  }
  if (limits.length > windowsMax) {
    list.add("rateLimits", `A key can have at most ${windowsMax} windows.`);
  }
  limits.forEach(({ windowSeconds, limit }, index) => {
    if (!isWhole(windowSeconds, windowSecondsMax)) {
      list.add(
        `rateLimits.${index}.windowSeconds`,
        `A window must be a whole number of seconds from 1 to ${withCommas(windowSecondsMax)}.`,
      );
    } else if (limits.findIndex((other) => other.windowSeconds === windowSeconds) !== index) {
      list.add(`rateLimits.${index}.windowSeconds`, "This window is given twice.");
    }
    if (!isWhole(limit, limitMax)) {
      list.add(
        `rateLimits.${index}.limit`,
        `A limit must be a whole number from 1 to ${withCommas(limitMax)}.`,
      );
    }
  });
  if (Object.keys(list.problems).length === 0 && hourlyMaximum(limits) > maximum) {
    list.add(
      "rateLimits",
      `Together these windows let more than ${withCommas(maximum)} units through in an hour, which is this workspace's maximum. Add a window of an hour, or lower one.`,
    );
  }
  return list.problems;
}

/** Says what is wrong with a workspace's maximum, in units an hour. */
export function rateLimitMaxProblem(maximum: number): string | null {
  return isWhole(maximum, DEFAULT_RATE_LIMIT_MAX)
    ? null
    : `The maximum must be a whole number from 1 to ${withCommas(DEFAULT_RATE_LIMIT_MAX)} units an hour.`;
}

/**
 * The windows that hold now: the key's own or the defaults, longest first, cut to the workspace's
 * maximum, which may have been lowered since the key was made.
 */
export function effectiveRateLimits(
  own: readonly RateLimit[] | null,
  maximum: number,
): readonly RateLimit[] {
  const limits = own ?? DEFAULT_RATE_LIMITS;
  const within =
    hourlyMaximum(limits) <= maximum
      ? limits
      : [
          { windowSeconds: HOUR_SECONDS, limit: maximum },
          ...limits.filter(({ windowSeconds }) => windowSeconds !== HOUR_SECONDS),
        ];
  return [...within].sort((a, b) => b.windowSeconds - a.windowSeconds);
}

/** One text for a list of windows, for a database column: `3600:1000,60:100`. */
export function formatRateLimits(limits: readonly RateLimit[]): string {
  return limits.map(({ windowSeconds, limit }) => `${windowSeconds}:${limit}`).join(",");
}

/** The windows of such a text. */
export function parseRateLimits(text: string): RateLimit[] {
  return text.split(",").map((part) => {
    const [windowSeconds, limit] = part.split(":").map(Number);
    if (!windowSeconds || !limit) throw new SyntaxError("Not a list of rate limits");
    return { windowSeconds, limit };
  });
}

function withCommas(value: number): string {
  return value.toLocaleString("en-US");
}

function isWhole(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max;
}
