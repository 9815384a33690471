import { badInput } from "../../base/api-error.js";
import type { RequestLogFilter } from "./request-log.inputs.js";

const INTERVAL_MIN_SECONDS = 60;
const INTERVAL_MAX_SECONDS = 604_800;
const HOUR_SECONDS = 3600;
const BUCKETS_MAX = 1000;
/** 90 days by the hour. */
const HOURLY_BUCKETS_MAX = 2160;

/** Where each interval of a filter's span begins, in epoch seconds; 400 when there would be too many. */
export function bucketStarts(
  filter: RequestLogFilter,
  intervalSeconds: number,
  now: Date,
): number[] {
  if (intervalSeconds < INTERVAL_MIN_SECONDS || intervalSeconds > INTERVAL_MAX_SECONDS) {
    throw badInput({
      intervalSeconds: `intervalSeconds must be from ${INTERVAL_MIN_SECONDS} to ${INTERVAL_MAX_SECONDS}.`,
    });
  }
  if (!filter.from) {
    throw badInput({ "filter.from": "intervalSeconds needs filter.from." });
  }
  const first = Math.floor(filter.from.getTime() / 1000 / intervalSeconds);
  const end = (filter.to ?? now).getTime() / 1000 / intervalSeconds;
  const count = Math.max(0, Math.ceil(end) - first);
  // A span that begins within an interval touches one more than it is long.
  const most = (intervalSeconds >= HOUR_SECONDS ? HOURLY_BUCKETS_MAX : BUCKETS_MAX) + 1;
  if (count > most) {
    throw badInput({
      intervalSeconds: `The span would have more than ${most - 1} buckets; choose wider ones.`,
    });
  }
  return Array.from({ length: count }, (_, index) => (first + index) * intervalSeconds);
}
