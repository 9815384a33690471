import { spawn } from "node:child_process";
import { root } from "./root.mjs";
import { whileRunning } from "./running.mjs";
import { StepFailure } from "./step-failure.mjs";

/** Runs a command to its end and keeps what it prints: { code, output }. */
export function run(command, args, { env = process.env, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const isWindowsShim = process.platform === "win32" && command === "npx";
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
      shell: isWindowsShim,
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) =>
      reject(new StepFailure(`Cannot run ${command}: ${error.message}`)),
    );
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
    whileRunning(child);
  });
}

/** Runs a command that has to succeed; its output is shown only when it does not. */
export async function runOrFail(message, command, args, options) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new StepFailure(message, output);
  return output;
}
