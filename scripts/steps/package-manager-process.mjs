import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const SHELL = /^-?(sh|dash|bash|zsh|ash)$/;

/** Whether the npm or pnpm that runs this script is still there: returns a function to ask again and again. */
export function watchPackageManager() {
  const parent = process.ppid;
  const origin = readProcess(parent);
  // npm runs scripts through a shell, which outlives it; some shells replace themselves by the command.
  const isThroughShell = origin !== null && SHELL.test(origin.name);
  return () => {
    if (process.ppid !== parent) return false;
    if (!isThroughShell) return true;
    return process.platform === "linux"
      ? readProcess(parent)?.parent === origin.parent
      : isRunning(origin.parent);
  };
}

/** A process's parent and name; null when that cannot be known. */
function readProcess(pid) {
  try {
    if (process.platform === "linux") {
      // "pid (name) state parent ..."; the name may hold spaces and brackets.
      const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
      const nameEnd = stat.lastIndexOf(")");
      return {
        name: stat.slice(stat.indexOf("(") + 1, nameEnd),
        parent: Number(stat.slice(nameEnd + 2).split(" ")[1]),
      };
    }
    const line = execFileSync("ps", ["-o", "ppid=,comm=", "-p", String(pid)], { encoding: "utf8" });
    const [parent = "", command = ""] = line.trim().split(/\s+/);
    return { name: command.replace(/.*\//, ""), parent: Number(parent) };
  } catch {
    return null;
  }
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}
