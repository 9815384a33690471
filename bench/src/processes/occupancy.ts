import { coreSeconds, cpuSeconds } from "./cpu-seconds.js";
import { serverCores } from "./server-cores.js";

/** Who had the server cores, as shares of one core; null where the system does not tell. */
export interface Occupancy {
  readonly serverBusy: number | null;
  /** Other programs on the servers' cores: what they took, the server could not have. */
  readonly othersBusy: number | null;
}

/** Begins to watch some servers' processes; call the result at the end of `seconds`. */
export function watchOccupancy(pids: readonly number[]): (seconds: number) => Occupancy {
  const cores = serverCores();
  const before = { server: cpuSeconds(pids), cores: coreSeconds(cores) };
  return (seconds) => {
    const after = { server: cpuSeconds(pids), cores: coreSeconds(cores) };
    const server = difference(before.server, after.server);
    const all = difference(before.cores, after.cores);
    return {
      serverBusy: server === null ? null : server / seconds,
      othersBusy: server === null || all === null ? null : Math.max(0, all - server) / seconds,
    };
  };
}

function difference(before: number | null, after: number | null): number | null {
  return before === null || after === null ? null : after - before;
}
