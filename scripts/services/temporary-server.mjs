import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { isAlive, stopChild, whileRunning } from "../steps/running.mjs";
import { freePort } from "./free-port.mjs";

const START_TIMEOUT_MS = 60_000;

/**
 * Starts a server on a free port in a temporary folder and waits until `probe(port)` succeeds.
 * `prepare(folder)` fills the folder, `commandOf({ folder, port })` names the command line.
 * Resolves to { port, stop }; stopping removes the folder as well.
 */
export async function startTemporaryServer({ name, prepare, commandOf, probe }) {
  const folder = mkdtempSync(path.join(tmpdir(), `latchkey-${name}-`));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  let child = null;
  const stop = async () => {
    if (child) await stopChild(child);
    remove();
    process.off("exit", remove);
  };
  try {
    await prepare?.(folder);
    const port = await freePort();
    const [command, args] = commandOf({ folder, port });
    child = whileRunning(spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] }));
    const output = keepTail(child);
    await untilAnswering(child, () => probe(port), output);
    return { port, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilAnswering(child, probe, output) {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (!isAlive(child)) throw new Error(`it ended at once: ${output() || "it said nothing"}`);
      if (Date.now() > deadline) throw new Error(`it did not answer in time: ${error.message}`);
    }
    await pause(100);
  }
}

/** The last line of what a child prints. */
function keepTail(child) {
  let tail = "";
  const keep = (chunk) => {
    tail = `${tail}${chunk}`.slice(-2_000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.on("error", keep);
  return () => tail.trim().split("\n").at(-1) ?? "";
}
