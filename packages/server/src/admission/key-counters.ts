import type { RateLimit } from "@latchkey/shared";
import type { Spending, WindowState } from "./rate-limiter.js";
import { SlidingWindow } from "./sliding-window.js";

/** After so many spendings, keys whose windows are all empty are forgotten. */
const SWEEP_EVERY = 100_000;

interface Counter {
  readonly windows: Map<number, SlidingWindow>;
}

/** The units of each key in each of its windows, in this process's memory. */
export class KeyCounters {
  private readonly counters = new Map<string, Counter>();
  private untilSweep = SWEEP_EVERY;

  /** How many keys have windows. */
  get size(): number {
    return this.counters.size;
  }

  /** Spends from all windows, or from none when one has too little left. */
  spend(keyId: string, limits: readonly RateLimit[], units: number, nowMs: number): Spending {
    this.untilSweep -= 1;
    if (this.untilSweep <= 0) this.sweep(nowMs);
    const windows = this.windowsOf(keyId, limits);
    const isRefused =
      units > 0 &&
      limits.some(({ limit }, index) => (windows[index]?.used(nowMs) ?? 0) + units > limit);
    if (units > 0 && !isRefused) {
      for (const window of windows) window.add(units);
    }
    const states: WindowState[] = [];
    let by: WindowState | undefined;
    for (const [index, window] of windows.entries()) {
      const limit = limits[index];
      if (!limit) continue;
      const used = window.used(nowMs);
      const isRefusing = isRefused && used + units > limit.limit;
      const state = {
        ...limit,
        remaining: Math.max(0, limit.limit - used),
        resetAtMs:
          used === 0
            ? nowMs
            : window.leavesAtMost(isRefusing ? Math.max(0, limit.limit - units) : 0),
      };
      states.push(state);
      if (isRefusing && (!by || state.resetAtMs > by.resetAtMs)) by = state;
    }
    return by ? { kind: "refused", windows: states, by } : { kind: "spent", windows: states };
  }

  private windowsOf(keyId: string, limits: readonly RateLimit[]): SlidingWindow[] {
    let counter = this.counters.get(keyId);
    if (!counter) {
      counter = { windows: new Map() };
      this.counters.set(keyId, counter);
    }
    const { windows } = counter;
    return limits.map(({ windowSeconds }) => {
      let window = windows.get(windowSeconds);
      if (!window) {
        window = new SlidingWindow(windowSeconds);
        windows.set(windowSeconds, window);
      }
      return window;
    });
  }

  private sweep(nowMs: number): void {
    this.untilSweep = SWEEP_EVERY;
    for (const [keyId, { windows }] of this.counters) {
      if ([...windows.values()].every((window) => window.used(nowMs) === 0)) {
        this.counters.delete(keyId);
      }
    }
  }
}
