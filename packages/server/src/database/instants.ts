/** Reads an instant, or none, from a raw query: MySQL gives dates, SQLite UTC text. */
export function readInstantOrNull(value: unknown): Date | null {
  return value === null || value === undefined ? null : readInstant(value);
}

function readInstant(value: unknown): Date {
  if (value instanceof Date) return value;
  if (typeof value === "string") return new Date(`${value.replace(" ", "T")}Z`);
  throw new TypeError("Not an instant");
}

/** A UTC instant as both databases take it, and as SQLite keeps it: `2026-11-21 05:00:00.000`; it sorts as time does. */
export function formatInstant(instant: Date): string {
  const ms = instant.getTime();
  if (ms !== latest.ms) {
    const text = instant.toISOString();
    latest = { ms, text: `${text.slice(0, 10)} ${text.slice(11, -1)}` };
  }
  return latest.text;
}

/** Rows that are written together have few instants. */
let latest = { ms: Number.NaN, text: "" };
