const SLICES = 60;
const RING = SLICES + 1;

/**
 * How many units were spent in the last so many seconds, in sixtieths of the window; the oldest,
 * which has only partly left, is counted whole. So in every span of the window's length no unit is
 * overlooked, and each is counted for at most one sixtieth longer than it must be. Time that steps
 * back is taken as standing still.
 */
export class SlidingWindow {
  private readonly slices = new Uint32Array(RING);
  private readonly windowMs: number;
  private head = -1;
  private total = 0;

  constructor(windowSeconds: number) {
    this.windowMs = windowSeconds * 1000;
  }

  /** Units counted at this instant, in epoch milliseconds. */
  used(nowMs: number): number {
    this.advance(nowMs);
    return this.total;
  }

  /** Counts units as spent at the instant last asked about. */
  add(units: number): void {
    const at = this.head % RING;
    this.slices[at] = (this.slices[at] ?? 0) + units;
    this.total += units;
  }

  /** The first instant, in epoch milliseconds, at which no more than so many of the units are still counted. */
  leavesAtMost(units: number): number {
    if (units === 0 && this.slices[this.head % RING]) return this.startOf(this.head + RING);
    let left = this.total;
    for (let slice = this.head - SLICES; slice <= this.head; slice += 1) {
      if (left <= units) return this.startOf(slice + SLICES);
      left -= slice < 0 ? 0 : (this.slices[slice % RING] ?? 0);
    }
    return this.startOf(this.head + RING);
  }

  /** The first whole millisecond of a slice; multiplied first, so that no rounding makes it one too early. */
  private startOf(slice: number): number {
    return Math.ceil((slice * this.windowMs) / SLICES);
  }

  private advance(nowMs: number): void {
    const now = Math.floor((nowMs * SLICES) / this.windowMs);
    if (now <= this.head) return;
    if (now - this.head >= RING) {
      this.slices.fill(0);
      this.total = 0;
    } else {
      for (let slice = this.head + 1; slice <= now; slice += 1) {
        this.total -= this.slices[slice % RING] ?? 0;
        this.slices[slice % RING] = 0;
      }
    }
    this.head = now;
  }
}
