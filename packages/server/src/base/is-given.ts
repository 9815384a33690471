/** Whether an optional argument was given. An empty text was: it names nothing, rather than everything. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}
