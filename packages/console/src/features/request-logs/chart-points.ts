/** A moment of the chart: the requests answered well and those refused or failed. */
export interface ChartPoint {
  readonly at: string;
  readonly successes: number;
  readonly errors: number;
}

interface Bucket {
  readonly at: string;
  readonly total: number;
  readonly errors: number;
}

/** One point an interval from `from` up to `to`, both in milliseconds; silent intervals count zero. */
export function chartPoints(
  buckets: readonly Bucket[],
  span: { readonly from: number; readonly to: number; readonly intervalSeconds: number },
): ChartPoint[] {
  const step = span.intervalSeconds * 1000;
  const length = Math.max(0, Math.ceil((span.to - span.from) / step));
  const sums = Array.from({ length }, () => ({ total: 0, errors: 0 }));
  for (const bucket of buckets) {
    const sum = sums[Math.floor((Date.parse(bucket.at) - span.from) / step)];
    if (!sum) continue;
    sum.total += bucket.total;
    sum.errors += bucket.errors;
  }
  return sums.map(({ total, errors }, index) => ({
    at: new Date(span.from + index * step).toISOString(),
    successes: total - errors,
    errors,
  }));
}
