import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../../server/dist/main.js", import.meta.url));

/** What `npm start` writes for a newcomer. */
export interface DemoAccess {
  readonly url: string;
  readonly workspace: string;
  readonly email: string;
  readonly password: string;
  readonly apiKey: string;
}

/** The real server with its demo data, in a process and a folder of its own. */
export class DemoServer {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly access: DemoAccess,
  ) {}

  static async start(): Promise<DemoServer> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-console-test-"));
    const child = spawn(process.execPath, [MAIN, "--demo"], {
      env: { PATH: process.env["PATH"] ?? "", LATCHKEY_DATA_DIR: folder, PORT: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const url = await readyUrl(child);
    const access: DemoAccess = JSON.parse(readFileSync(path.join(folder, "demo.json"), "utf8"));
    return new DemoServer(child, folder, { ...access, url });
  }

  /** Sends one GraphQL request with a key, as an integrator's program does. */
  async query(apiKey: string, query: string, variables: Record<string, unknown> = {}) {
    const response = await fetch(`${this.access.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": apiKey },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  }

  async stop(): Promise<void> {
    this.child.kill("SIGTERM");
    if (this.child.exitCode === null) await once(this.child, "exit");
    rmSync(this.folder, { recursive: true });
  }
}

/** The address the server announces once it listens. */
function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += String(chunk);
      const [, url] = /is ready:\s+(http:\S+)/.exec(output) ?? [];
      if (url && output.includes("curl -s")) resolve(url);
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}: ${output}`)));
  });
}
