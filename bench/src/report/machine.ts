import { execFileSync } from "node:child_process";
import os from "node:os";

/** What the figures were measured on, in a sentence. */
export function describeMachine(): string {
  const [cpu] = os.cpus();
  const loads = os.loadavg()[1]?.toFixed(1) ?? "unknown";
  const cores = process.env["BENCH_SERVER_CORES"];
  const division =
    cores === undefined
      ? "processes not bound to cores"
      : `servers on core ${cores}, all else on the other${os.cpus().length > 2 ? "s" : ""}`;
  return `${os.cpus().length} cores (${cpu?.model.trim() ?? "unknown"}), ${division}; Node ${process.versions.node}, ${os.type()} ${os.release()}; commit ${commit()}, ${new Date().toISOString().slice(0, 10)}; load average ${loads}.`;
}

function commit(): string {
  try {
    const git = (...args: string[]) =>
      execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    const changed = git("status", "--porcelain", "packages") === "" ? "" : " with changes";
    return `${git("rev-parse", "--short", "HEAD")}${changed}`;
  } catch {
    return "unknown";
  }
}
