import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));

/** Longest wait for a server to say something; shorter than a test may take. */
const START_MAX_MS = 25_000;

/** The server as a process of its own, as an operator runs it. */
export class ServerProcess {
  private text = "";

  private constructor(
    readonly child: ChildProcess,
    private readonly folder: string,
  ) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on("data", (chunk) => {
        this.text += String(chunk);
      });
    }
  }

  static run(folder: string, args: string[], env: Record<string, string> = {}): ServerProcess {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { PATH: process.env["PATH"] ?? "", LATCHKEY_DATA_DIR: folder, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    return new ServerProcess(child, folder);
  }

  /** Starts with the demo's data, and resolves once it serves. */
  static async startDemo(
    folder: string,
    port: number,
    env: Record<string, string> = {},
    patienceMs = START_MAX_MS,
  ): Promise<ServerProcess> {
    const started = ServerProcess.run(folder, ["--demo"], { ...env, PORT: String(port) });
    await started.until(() => started.output().includes("curl -s"), patienceMs);
    return started;
  }

  /** Everything it has said. */
  output(): string {
    return this.text;
  }

  /** What it keeps in `demo.json`. */
  access(): Record<"url" | "workspace" | "email" | "password" | "apiKey", string> {
    return JSON.parse(readFileSync(path.join(this.folder, "demo.json"), "utf8"));
  }

  /** Makes a key that no limit stops, as the demo's admin; returns its secret. */
  async createKey(scopes: readonly string[]): Promise<string> {
    const { url, workspace, email, password } = this.access();
    const ask = async (query: string, input: unknown, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", ...headers },
        body: JSON.stringify({ query, variables: { input } }),
      });
      const cookie = response.headers.get("set-cookie")?.split(";")[0] ?? "";
      return { cookie, data: JSON.parse(await response.text()).data };
    };
    const { cookie } = await ask(
      "mutation ($input: SignInInput!) { signIn(input: $input) { user { id } } }",
      { email, password },
    );
    const { data } = await ask(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }",
      { name: "Unlimited", scopes, rateLimits: [{ windowSeconds: 3600, limit: 100_000 }] },
      { cookie, "x-workspace": workspace },
    );
    return data.createApiKey.secret;
  }

  /** Waits for something the process itself brings about; fails when the process ends before. */
  async until(condition: () => boolean, patienceMs = START_MAX_MS): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!condition()) {
      if (Date.now() > deadline) throw new Error(`It did not come to that: ${this.text}`);
      if (this.child.exitCode !== null) throw new Error(`It ended: ${this.text}`);
      // A pause, since looking without one takes the processor from the process that is waited for.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Ends it, whatever it is at. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (typeof address !== "object" || !address) throw new Error("No port");
  return address.port;
}
