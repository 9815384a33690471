import { ALERT_THRESHOLDS } from "@latchkey/shared";

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const MAD_SCALE = 1.4826;
const { spike, errors } = ALERT_THRESHOLDS;

/** A key's requests of one hour or day. */
export interface HourCount {
  /** Where it begins, in seconds since 1970. */
  readonly startSeconds: number;
  readonly total: number;
  readonly errors: number;
}

/** What a key usually does at an hour, and from where on it is a spike. */
export interface UsualHour {
  readonly expected: number;
  readonly threshold: number;
}

/** The hours that say what is usual at an hour: it and those beside it, of each of the days before. */
export function comparedHours(hourSeconds: number): number[] {
  return Array.from({ length: spike.historyDays }, (_, index) =>
    [-1, 0, 1].map((beside) => hourSeconds - (index + 1) * DAY_SECONDS + beside * HOUR_SECONDS),
  ).flat();
}

/**
 * What is usual for a key at an hour: the median, over the days since it was first used, of the fullest
 * of that hour and those beside it, because a job or a change of daylight saving time may move it. Null
 * while the key is known for too short a time. Pure.
 */
export function usualHour(
  hourSeconds: number,
  knownSinceSeconds: number,
  counts: readonly HourCount[],
): UsualHour | null {
  const totals = new Map(counts.map(({ startSeconds, total }) => [startSeconds, total]));
  const days: number[] = [];
  const sameWeekdays: number[] = [];
  for (let back = 1; back <= spike.historyDays; back += 1) {
    const start = hourSeconds - back * DAY_SECONDS;
    if (start < knownSinceSeconds) break;
    const beside = [-1, 0, 1].map((step) => totals.get(start + step * HOUR_SECONDS) ?? 0);
    const most = Math.max(...beside);
    days.push(most);
    if (back % 7 === 0) sameWeekdays.push(most);
  }
  if (days.length < spike.historyDaysMin) return null;
  const expected = medianOf(days);
  const deviation = MAD_SCALE * medianOf(days.map((most) => Math.abs(most - expected)));
  const threshold = Math.max(
    spike.requestsMin,
    spike.factor * expected,
    expected + spike.deviations * deviation,
    spike.weekdayFactor * Math.max(0, ...sameWeekdays),
  );
  return { expected, threshold };
}

/** Whether an hour is below every threshold that the same hour a week before leaves possible. Pure. */
export function isWithinWeekBefore(total: number, weekBefore: number): boolean {
  return total < spike.weekdayFactor * weekBefore;
}

/** How a key's errors of an hour stand against those of the days before. */
export interface ErrorShare {
  readonly observed: number;
  readonly expected: number;
  readonly threshold: number;
}

/** Whether the errors of an hour are those of an integration that used to be stable; null where they are not. Pure. */
export function errorShare(
  { total, errors: failed }: Pick<HourCount, "total" | "errors">,
  before: Pick<HourCount, "total" | "errors">,
): ErrorShare | null {
  if (total < errors.requestsMin || failed < errors.errorsMin) return null;
  if (before.total < errors.stableRequestsMin) return null;
  const expected = before.errors / before.total;
  if (expected >= errors.stableShareMax) return null;
  const threshold = Math.max(errors.shareMin, errors.factor * expected);
  if (!isShareAbove({ total, errors: failed }, threshold)) return null;
  return { observed: failed / total, expected, threshold };
}

/** Whether even the lower end of an hour's share of errors is above a threshold. Pure. */
export function isShareAbove(
  { total, errors: failed }: Pick<HourCount, "total" | "errors">,
  threshold: number,
): boolean {
  return wilsonLowerBound(failed, total, errors.deviations) > threshold;
}

/** The lower end of a share's confidence interval (Wilson 1927). */
export function wilsonLowerBound(hits: number, total: number, deviations: number): number {
  if (total === 0) return 0;
  const share = hits / total;
  const square = deviations ** 2;
  const centre = share + square / (2 * total);
  const margin = deviations * Math.sqrt((share * (1 - share) + square / (4 * total)) / total);
  return Math.max(0, (centre - margin) / (1 + square / total));
}

function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}
