/** How far a percentile may be from the true one, as a share of it. */
export const SKETCH_ERROR = 0.02;

const GROWTH = (1 + SKETCH_ERROR) / (1 - SKETCH_ERROR);
/** The natural logarithm of a bucket's width, for those who count in SQL. */
export const LOG_GROWTH = Math.log(GROWTH);
/** Response times are kept to the microsecond. */
export const SHORTEST_MS = 0.001;
const LONGEST_MS = 86_400_000;

const [SPACE, MINUS, DIGIT_0, COLON, LETTER_A] = [0x20, 0x2d, 0x30, 0x3a, 0x61] as const;

/** The bucket a response time belongs to. */
function bucketOf(ms: number): number {
  return Math.ceil(Math.log(Math.max(ms, SHORTEST_MS)) / LOG_GROWTH);
}

/** What is faster or slower than any request is counted with the fastest or slowest: a list of buckets stays short. */
const BUCKET_MIN = bucketOf(SHORTEST_MS);
const BUCKET_MAX = bucketOf(LONGEST_MS);

/**
 * Response times counted in buckets that grow by a constant factor (DDSketch, Masson et al. 2019):
 * two can be added without loss, and any percentile is within 2 % of the true one. Its text is
 * `bucket:count` pairs in base 36, each bucket told as its distance from the one before.
 */
export class LatencySketch {
  /** Of each bucket from `lowest` on: they lie close together, and so are cheaper than a map's. */
  private counts: number[] = [];
  private lowest = 0;

  add(ms: number): void {
    this.addToBucket(bucketOf(ms), 1);
  }

  /** Adds requests whose bucket is known. */
  addToBucket(bucket: number, count: number): void {
    const { counts } = this;
    const index = bucket - this.lowest;
    if (index >= 0 && index < counts.length) counts[index] = (counts[index] ?? 0) + count;
    else this.reach(bucket, count);
  }

  merge(other: LatencySketch): void {
    const { counts, lowest } = other;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count > 0) this.addToBucket(lowest + index, count);
    }
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
    const { counts, lowest } = this;
    const total = counts.reduce((sum, count) => sum + count, 0);
    let index = 0;
    let seen = counts[0] ?? 0;
    return shares.map((share) => {
      if (total === 0) return null;
      const rank = Math.max(1, Math.ceil(share * total));
      while (index < counts.length - 1 && seen < rank) {
        index += 1;
        seen += counts[index] ?? 0;
      }
      return timeOf(lowest + index);
    });
  }

  write(): string {
    const { counts, lowest } = this;
    let text = "";
    let before = 0;
    for (let index = 0; index < counts.length; index += 1) {
      const count = counts[index] ?? 0;
      if (count === 0) continue;
      const bucket = lowest + index;
      text += `${text && " "}${(bucket - before).toString(36)}:${count.toString(36)}`;
      before = bucket;
    }
    return text;
  }

  /** Adds to a bucket that the list does not have yet, and those between. */
  private reach(bucket: number, count: number): void {
    const { counts } = this;
    const near = Math.min(Math.max(bucket, BUCKET_MIN), BUCKET_MAX);
    if (counts.length === 0) this.lowest = near;
    if (near < this.lowest) {
      const below = new Array<number>(this.lowest - near).fill(0);
      this.counts = below.concat(counts);
      this.lowest = near;
    }
    while (this.counts.length <= near - this.lowest) this.counts.push(0);
    const index = near - this.lowest;
    this.counts[index] = (this.counts[index] ?? 0) + count;
  }
}

/** The time in a bucket that is no further than the error from either of its ends. */
function timeOf(bucket: number): number {
  return (2 * GROWTH ** bucket) / (GROWTH + 1);
}
