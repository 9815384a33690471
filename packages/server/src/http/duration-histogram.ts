/** Upper bounds in milliseconds. */
const BOUNDS_MS = [
  0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000,
] as const;

/**
 * A histogram of durations for each request to come by: noting one is a walk over a few numbers, and
 * everything else is done when somebody reads it.
 */
export class DurationHistogram {
  /** The last one is for what is longer than all bounds. */
  private readonly counts = new Float64Array(BOUNDS_MS.length + 1);
  private sumMs = 0;

  constructor(
    private readonly name: string,
    private readonly help: string,
  ) {}

  observe(durationMs: number): void {
    let index = 0;
    while (durationMs > (BOUNDS_MS[index] ?? Number.POSITIVE_INFINITY)) index += 1;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
    this.sumMs += durationMs;
  }

  /** In Prometheus's text format, in seconds. */
  toText(): string {
    const { name, help, counts, sumMs } = this;
    let sum = 0;
    const buckets = Array.from(counts, (count, index) => {
      sum += count;
      const bound = BOUNDS_MS[index];
      return `${name}_bucket{le="${bound === undefined ? "+Inf" : bound / 1000}"} ${sum}`;
    });
    return [
      `# HELP ${name} ${help}`,
      `# TYPE ${name} histogram`,
      ...buckets,
      `${name}_sum ${sumMs / 1000}`,
      `${name}_count ${sum}`,
      "",
    ].join("\n");
  }
}
