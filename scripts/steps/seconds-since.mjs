/** The time since a reading of `performance.now()`, for people: "3.1 s". */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
