import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever the kernel's own clock does. */
const TICKS_PER_SECOND = 100;

/** CPU time that processes have used since they began; null where the system does not tell (not Linux). */
export function cpuSeconds(pids: readonly number[]): number | null {
  if (process.platform !== "linux") return null;
  return sum(
    pids.map((pid) => {
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      // "pid (name) state …": the name may hold spaces and brackets. User and system time are fields 14 and 15.
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return Number(fields[11]) + Number(fields[12]);
    }),
  );
}

/** CPU time that all programs together have had of these cores, and what the host took of them. */
export function coreSeconds(cores: readonly string[]): number | null {
  if (process.platform !== "linux" || cores.length === 0) return null;
  const stat = readFileSync("/proc/stat", "utf8");
  return sum(
    cores.map((core) => {
      const [, user, nice, system, , , , , steal] =
        new RegExp(`^cpu${core} .*$`, "m").exec(stat)?.[0].split(" ") ?? [];
      return Number(user) + Number(nice) + Number(system) + Number(steal);
    }),
  );
}

function sum(ticks: readonly number[]): number {
  return ticks.reduce((total, one) => total + one, 0) / TICKS_PER_SECOND;
}
