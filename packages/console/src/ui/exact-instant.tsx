import { exactTime, timeAgo } from "../format/time.js";

/** An instant to the second in the reader's zone; the ISO form on hover. */
export function ExactInstant({ at }: { at: string }) {
  return (
    <time dateTime={at} title={at}>
      {exactTime(at)}
    </time>
  );
}

/** How long ago an instant was; the exact time on hover. */
export function TimeAgo({ at }: { at: string }) {
  return (
    <time dateTime={at} title={`${exactTime(at)} (${at})`}>
      {timeAgo(at, Date.now())}
    </time>
  );
}
