/**
 * The lowest id that a row of this instant can have: UUIDv7 begins with its milliseconds, so an
 * index that ends in the id serves a span of time too.
 */
export function firstIdOf(instant: Date): string {
  const time = Math.max(0, instant.getTime()).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}
