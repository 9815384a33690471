import {
  DEFAULT_RATE_LIMITS,
  type Problems,
  type RateLimit,
  rateLimitProblems,
} from "@latchkey/shared";
import { rateLimitsText } from "../../format/rate-limit.js";

/** The windows that have a name; every other one is a number of seconds. */
export const NAMED_WINDOWS = [
  { value: "1", label: "a second" },
  { value: "60", label: "a minute" },
  { value: "3600", label: "an hour" },
  { value: "86400", label: "a day" },
] as const;

/** Stands for a window whose seconds are typed. */
export const CUSTOM_WINDOW = "CUSTOM";

/** A window as its row holds it; numbers are texts where what was typed is none. */
export interface RateLimitRow {
  readonly id: number;
  readonly limit: number | string;
  /** The seconds of a named window, or `CUSTOM`. */
  readonly window: string;
  /** The typed seconds, kept while another window is chosen. */
  readonly seconds: number | string;
}

/** The rows of a key's windows, the longest first. */
export function rateLimitRows(limits: readonly RateLimit[]): RateLimitRow[] {
  return [...limits]
    .sort((a, b) => b.windowSeconds - a.windowSeconds)
    .map(({ windowSeconds, limit }, id) => ({
      id,
      limit,
      window: isNamed(windowSeconds) ? String(windowSeconds) : CUSTOM_WINDOW,
      seconds: windowSeconds,
    }));
}

/** The rows with one more, of the longest named window that is still free. */
export function withNewRow(rows: readonly RateLimitRow[]): RateLimitRow[] {
  const free = NAMED_WINDOWS.findLast(({ value }) => rows.every(({ window }) => window !== value));
  const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
  return [...rows, { id, limit: "", window: free?.value ?? CUSTOM_WINDOW, seconds: "" }];
}

/** The windows that the rows describe; NaN where something is no number. */
export function rateLimitsOf(rows: readonly RateLimitRow[]): RateLimit[] {
  return rows.map(({ limit, window, seconds }) => ({
    limit: numberOf(limit),
    windowSeconds: window === CUSTOM_WINDOW ? numberOf(seconds) : Number(window),
  }));
}

/** The windows as the API takes them: null for the defaults. */
export function rateLimitsInput(rows: readonly RateLimitRow[]): RateLimit[] | null {
  const limits = rateLimitsOf(rows);
  return isSameLimits(limits, DEFAULT_RATE_LIMITS) ? null : limits;
}

/**
 * What is wrong with the rows, by the rule that the server has too; paths as the API names them.
 * Limits that stay as they are, and the defaults, are only cut by the maximum and never refused.
 */
export function rateLimitRowProblems(
  rows: readonly RateLimitRow[],
  before: readonly RateLimit[],
  maximum: number,
): Problems {
  const limits = rateLimitsOf(rows);
  if (isSameLimits(limits, before) || isSameLimits(limits, DEFAULT_RATE_LIMITS)) return {};
  return rateLimitProblems(limits, maximum);
}

/** The first sentence of what is wrong with the rows, or null. */
export function rateLimitProblem(
  rows: readonly RateLimitRow[],
  before: readonly RateLimit[],
  maximum: number,
): string | null {
  return Object.values(rateLimitRowProblems(rows, before, maximum))[0] ?? null;
}

/** Whether two lists hold the same windows, in whatever order. */
export function isSameLimits(one: readonly RateLimit[], other: readonly RateLimit[]): boolean {
  return rateLimitsText(one) === rateLimitsText(other);
}

function isNamed(windowSeconds: number): boolean {
  return NAMED_WINDOWS.some(({ value }) => value === String(windowSeconds));
}

function numberOf(value: number | string): number {
  return typeof value === "number" ? value : Number.NaN;
}
