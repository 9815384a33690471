import type { Lane, Sample } from "./lane.js";

/** Does something again and again; what it says it did and took is counted. */
export function inProcessLane(
  name: string,
  work: () => Promise<number | { count: number; tookMs: number }>,
): Lane {
  return {
    name,
    async measure(seconds): Promise<Sample> {
      const endsAtMs = performance.now() + seconds * 1000;
      const before = process.cpuUsage();
      const tookMs: number[] = [];
      let count = 0;
      do {
        const startedAtMs = performance.now();
        const done = await work();
        const isTold = typeof done === "object";
        count += isTold ? done.count : done;
        tookMs.push(isTold ? done.tookMs : performance.now() - startedAtMs);
      } while (performance.now() < endsAtMs);
      const { user, system } = process.cpuUsage(before);
      tookMs.sort((a, b) => a - b);
      const rank = (share: number) => tookMs[Math.ceil(share * tookMs.length) - 1] ?? null;
      return {
        count,
        perSecond: count / (tookMs.reduce((sum, ms) => sum + ms, 0) / 1000),
        perCpuSecond: count / ((user + system) / 1e6),
        p50Ms: rank(0.5),
        p99Ms: rank(0.99),
        serverBusy: null,
        othersBusy: null,
        loadBusy: null,
        leftoverSeconds: 0,
      };
    },
  };
}
