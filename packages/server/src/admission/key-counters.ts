import type { RateLimit } from "@latchkey/shared";
import type { Spending, WindowState } from "./rate-limiter.js";
import { SlidingWindow } from "./sliding-window.js";

/** After so many spendings, keys whose windows are all empty are forgotten. */
const SWEEP_EVERY = 100_000;

interface Counter {
  readonly windows: Map<number, SlidingWindow>;
  /** The limits that were last spent from, and their windows in the same order. */
  limits: readonly RateLimit[];
  inOrder: readonly SlidingWindow[];
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
    const isRefused = units > 0 && !haveLeft(windows, limits, units, nowMs);
    if (units > 0 && !isRefused) {
      for (const window of windows) window.add(units);
    }
    const states: WindowState[] = [];
    let by: WindowState | undefined;
    for (let index = 0; index < windows.length; index += 1) {
      const window = windows[index];
      const limit = limits[index];
      if (!window || !limit) continue;
      const used = window.used(nowMs);
      const isRefusing = isRefused && used + units > limit.limit;
      const leftover = isRefusing ? Math.max(0, limit.limit - units) : 0;
      const state = {
        windowSeconds: limit.windowSeconds,
        limit: limit.limit,
        remaining: Math.max(0, limit.limit - used),
        resetAtMs: used === 0 ? nowMs : window.leavesAtMost(leftover),
      };
      states.push(state);
      if (isRefusing && (!by || state.resetAtMs > by.resetAtMs)) by = state;
    }
    return by ? { kind: "refused", windows: states, by } : { kind: "spent", windows: states };
  }

  private windowsOf(keyId: string, limits: readonly RateLimit[]): readonly SlidingWindow[] {
    let counter = this.counters.get(keyId);
    if (!counter) {
      counter = { windows: new Map(), limits: [], inOrder: [] };
      this.counters.set(keyId, counter);
    }
    if (counter.limits === limits) return counter.inOrder;
    const { windows } = counter;
    counter.limits = limits;
    counter.inOrder = limits.map(({ windowSeconds }) => {
      let window = windows.get(windowSeconds);
      if (!window) {
        window = new SlidingWindow(windowSeconds);
        windows.set(windowSeconds, window);
      }
      return window;
    });
    return counter.inOrder;
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

function haveLeft(
  windows: readonly SlidingWindow[],
  limits: readonly RateLimit[],
  units: number,
  nowMs: number,
): boolean {
  return limits.every(({ limit }, index) => (windows[index]?.used(nowMs) ?? 0) + units <= limit);
}
