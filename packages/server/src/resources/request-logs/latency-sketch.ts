/** How far a percentile may be from the true one, as a share of it. */
export const SKETCH_ERROR = 0.02;

const GROWTH = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR);
/** The natural logarithm of a bucket's width, for those who count in SQL. */
export const LOG_GROWTH = Math.log(GROWTH);
/** Response times are kept to the microsecond. */
export const SHORTEST_MS = 0.001;

const [SPACE, MINUS, DIGIT_0, COLON, LETTER_A] = [0x20, 0x2d, 0x30, 0x3a, 0x61] as const;

/** The bucket a response time belongs to. */
function bucketOf(ms: number): number {
  return Math.ceil(Math.log(Math.max(ms, SHORTEST_MS)) / LOG_GROWTH);
}

/**
 * Response times counted in buckets that grow by a constant factor (DDSketch, Masson et al. 2019):
 * two can be added without loss, and any percentile is within 2 % of the true one. Its text is
 * `bucket:count` pairs in base 36, each bucket told as its distance from the one before.
 */
export class LatencySketch {
  private readonly counts = new Map<number, number>();

  add(ms: number): void {
    this.addToBucket(bucketOf(ms), 1);
  }

  /** Adds requests whose bucket is known. */
  addToBucket(bucket: number, count: number): void {
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + count);
  }

  merge(other: LatencySketch): void {
    for (const [bucket, count] of other.counts) this.addToBucket(bucket, count);
  }

  /** Adds what `write` made of another sketch. A page's figures are made of thousands: this reads its text once, by its characters. */
  mergeText(text: string): void {
    let bucket = 0;
    let sign = 1;
    let number = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (code === COLON) {
        bucket += sign * number;
        sign = 1;
        number = 0;
      } else if (code === SPACE) {
        this.addToBucket(bucket, number);
        number = 0;
      } else if (code === MINUS) {
        sign = -1;
      } else {
        number = number * 36 + (code < LETTER_A ? code - DIGIT_0 : code - LETTER_A + 10);
      }
    }
    if (text !== "") this.addToBucket(bucket, number);
  }

  /** The times that these shares of the requests did not exceed, by nearest rank; null without requests. Shares ascend. */
  percentiles(shares: readonly number[]): Array<number | null> {
    const sorted = this.sorted();
    const total = sorted.reduce((sum, [, count]) => sum + count, 0);
    let index = 0;
    let seen = 0;
    return shares.map((share) => {
      if (total === 0) return null;
      const rank = Math.max(1, Math.ceil(share * total));
      while (index < sorted.length - 1 && seen + (sorted[index]?.[1] ?? 0) < rank) {
        seen += sorted[index]?.[1] ?? 0;
        index += 1;
      }
      return timeOf(sorted[index]?.[0] ?? 0);
    });
  }

  write(): string {
    let before = 0;
    return this.sorted()
      .map(([bucket, count]) => {
        const step = bucket - before;
        before = bucket;
        return `${step.toString(36)}:${count.toString(36)}`;
      })
      .join(" ");
  }

  private sorted(): Array<[number, number]> {
    return [...this.counts].sort(([a], [b]) => a - b);
  }
}

/** The time in a bucket that is no further than the error from either of its ends. */
function timeOf(bucket: number): number {
  return (2 * GROWTH ** bucket) / (GROWTH + 1);
}
