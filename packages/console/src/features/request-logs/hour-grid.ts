/** The requests of one hour, or of the same hour of several days. */
export interface HourCell {
  readonly total: number;
  readonly errors: number;
  /** `14:00`, or `14:30` where the reader's zone is half an hour off: the server's hours are UTC's. */
  readonly clock: string;
  /** When the hour begins; null where it stands for several. */
  readonly fromMs: number | null;
}

/** A row of hours, from midnight on; null for those outside the span. */
export interface HourRow {
  readonly id: string;
  readonly title: string;
  readonly hours: readonly (HourCell | null)[];
}

/** An instant's day and hour where the reader is. */
export interface LocalHour {
  /** `2026-11-21`, which sorts. */
  readonly day: string;
  /** `Sat 21 Nov`. */
  readonly dayTitle: string;
  /** 0 for Monday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** More days than these are laid over one another, weekday by weekday. */
const DAYS_MAX = 15;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** Hourly buckets as a grid of days and hours, or of weekdays and hours where there are many days. */
export function hourGrid(
  buckets: readonly { readonly at: string; readonly total: number; readonly errors: number }[],
  localHourOf: (ms: number) => LocalHour,
): HourRow[] {
  const placed = buckets.map((bucket) => {
    const fromMs = Date.parse(bucket.at);
    return { ...bucket, fromMs, local: localHourOf(fromMs) };
  });
  const days = new Set(placed.map(({ local }) => local.day));
  const isByDay = days.size <= DAYS_MAX;
  const rows = new Map<string, { title: string; hours: (HourCell | null)[] }>();
  for (const { local, total, errors, fromMs } of placed) {
    const id = isByDay ? local.day : String(local.weekday);
    const title = isByDay ? local.dayTitle : (WEEKDAYS[local.weekday] ?? "");
    const row = rows.get(id) ?? { title, hours: Array.from({ length: 24 }, () => null) };
    rows.set(id, row);
    const cell = row.hours[local.hour];
    row.hours[local.hour] = {
      total: total + (cell?.total ?? 0),
      errors: errors + (cell?.errors ?? 0),
      clock: `${twoDigits(local.hour)}:${twoDigits(local.minute)}`,
      // The hour that comes twice when clocks go back begins with its first.
      fromMs: isByDay ? (cell?.fromMs ?? fromMs) : null,
    };
  }
  return [...rows].map(([id, row]) => ({ id, ...row })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

const DAY_TITLE = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
});

/** An instant's day and hour in the zone of this computer. */
export function localHourOf(ms: number): LocalHour {
  const date = new Date(ms);
  return {
    day: `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`,
    dayTitle: DAY_TITLE.format(date),
    weekday: (date.getDay() + 6) % 7,
    hour: date.getHours(),
    minute: date.getMinutes(),
  };
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** How dark a cell is, in five steps from 0: by the root, since a few hours usually have most of the requests. */
export function shadeOf(value: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (value === 0 || most === 0) return 0;
  const share = Math.sqrt(value / most);
  return share > 0.75 ? 4 : share > 0.5 ? 3 : share > 0.25 ? 2 : 1;
}
