/** Rows so many at a time, the last ones fewer. */
export function* inBatches<T>(rows: readonly T[], size: number): Generator<readonly T[]> {
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}
