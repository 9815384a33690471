import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { onPath } from "../services/on-path.mjs";

/**
 * Divides the machine: the servers under measurement get the first cores, this process and whatever
 * it starts (databases, the load) the last one. Returns the servers' cores, "0" or "0,1,2"; null
 * where cores cannot be bound, or there is only one.
 */
export function divideCores() {
  const cores = process.platform === "linux" && onPath("taskset") ? allowedCores() : [];
  const last = cores.pop();
  if (cores.length === 0) return null;
  const { status } = spawnSync("taskset", ["-a", "-c", "-p", last, String(process.pid)]);
  return status === 0 ? cores.join(",") : null;
}

/** The cores this process may run on: "0-2,5" gives 0, 1, 2, 5. */
function allowedCores() {
  const list = /^Cpus_allowed_list:\s*(\S+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  return (list ?? "").split(",").flatMap((range) => {
    const [first, last = first] = range.split("-").map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
  });
}
