import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { serverCommand } from "./server-cores.js";

const START_MAX_MS = 120_000;
const STOP_MAX_MS = 20_000;

const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A server under measurement: a Node process of its own, on a server core. */
export class ServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** What `readReady` found in its output. */
    readonly ready: string,
  ) {}

  /** Starts it and waits until its output matches; the first group of the pattern is kept. */
  static async start(
    file: string,
    env: Readonly<Record<string, string>>,
    readReady: RegExp,
    replica = 0,
  ): Promise<ServerProcess> {
    const [command, ...args] = serverCommand(file, replica);
    const child = spawn(command, args, {
      env: { PATH: process.env["PATH"] ?? "", NODE_ENV: "production", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return new ServerProcess(child, await untilReady(child, file, readReady));
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error("The server never started");
    return this.child.pid;
  }

  async stop(): Promise<void> {
    if (!running.has(this.child)) return;
    const insist = setTimeout(() => this.child.kill("SIGKILL"), STOP_MAX_MS);
    const ended = once(this.child, "exit");
    this.child.kill("SIGTERM");
    await ended;
    clearTimeout(insist);
  }
}

function untilReady(child: ChildProcess, file: string, readReady: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const give = (problem: string) => {
      clearTimeout(timer);
      reject(new Error(`${file} ${problem}:\n${output.trim()}`));
    };
    const timer = setTimeout(() => give("did not start in time"), START_MAX_MS);
    child.once("error", (error) => give(error.message));
    child.once("exit", () => give("ended"));
    const keep = (chunk: Buffer) => {
      if (output.length < 1_000_000) output += chunk.toString();
      const found = readReady.exec(output)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on("data", keep);
    child.stderr?.on("data", keep);
  });
}
