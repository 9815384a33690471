const LOCALE = "en-GB";

const toTheSecond = new Intl.DateTimeFormat(LOCALE, {
  year: "numeric",
  month: "short",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
const toTheDay = new Intl.DateTimeFormat(LOCALE, {
  year: "numeric",
  month: "short",
  day: "numeric",
});
const clock = new Intl.DateTimeFormat(LOCALE, {
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const dayAndClock = new Intl.DateTimeFormat(LOCALE, {
  month: "short",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** An instant to the second in the reader's zone: `21 Nov 2026, 05:13:01`. */
export function exactTime(instant: string): string {
  return format(toTheSecond, instant);
}

/** The day of an instant in the reader's zone: `21 Nov 2026`. */
export function dayOf(instant: string): string {
  return format(toTheDay, instant);
}

/** The hour and minute of an instant; with its day when `withDay`. */
export function clockTime(instant: string, withDay: boolean): string {
  return format(withDay ? dayAndClock : clock, instant);
}

const STEPS: readonly (readonly [unit: string, seconds: number])[] = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago an instant was, in its largest whole unit: `5 minutes ago`; the day after 30 days. */
export function timeAgo(instant: string, now: number): string {
  const seconds = Math.floor((now - Date.parse(instant)) / 1000);
  if (Number.isNaN(seconds)) return "";
  if (seconds >= 30 * 86_400) return dayOf(instant);
  for (const [unit, size] of STEPS) {
    const count = Math.floor(seconds / size);
    if (count >= 1) return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
  }
  return "just now";
}

function format(formatter: Intl.DateTimeFormat, instant: string): string {
  const time = Date.parse(instant);
  return Number.isNaN(time) ? "" : formatter.format(time);
}
