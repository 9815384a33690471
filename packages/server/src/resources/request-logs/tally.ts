import { LatencySketch } from "./latency-sketch.js";
import type { RequestFigures } from "./request-stats.inputs.js";

/** Requests counted together; tallies of different requests can be added. */
export class Tally {
  total = 0;
  errors = 0;
  sumMs = 0;
  lastAtMs = 0;
  readonly sketch = new LatencySketch();

  merge(other: Tally): void {
    this.mergeCounts(other);
    this.sketch.merge(other.sketch);
  }

  /** Adds what was kept of others, with their sketch as its text. */
  mergeKept(other: TallyCounts, sketch: string): void {
    this.mergeCounts(other);
    this.sketch.mergeText(sketch);
  }

  mergeCounts(other: TallyCounts): void {
    this.total += other.total;
    this.errors += other.errors;
    this.sumMs += other.sumMs;
    this.lastAtMs = Math.max(this.lastAtMs, other.lastAtMs);
  }

  toFigures(): RequestFigures {
    const { total, errors } = this;
    const [p50Ms = null, p95Ms = null, p99Ms = null] = this.sketch.percentiles([0.5, 0.95, 0.99]);
    return {
      total,
      errors,
      successRate: total === 0 ? null : (total - errors) / total,
      averageMs: total === 0 ? null : this.sumMs / total,
      p50Ms,
      p95Ms,
      p99Ms,
    };
  }
}

/** A tally without its response times. */
export type TallyCounts = Pick<Tally, "total" | "errors" | "sumMs" | "lastAtMs">;

/** The tally under a key, made when it is first asked for. */
export function tallyAt<K>(tallies: Map<K, Tally>, key: K): Tally {
  let tally = tallies.get(key);
  if (!tally) {
    tally = new Tally();
    tallies.set(key, tally);
  }
  return tally;
}
