import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { freePort, ServerProcess } from "./testkit/server-process.js";

const MAIN = fileURLToPath(new URL("../dist/main.js", import.meta.url));

let folder: string;
const running: ServerProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
});
afterEach(async () => {
  for (const started of running.splice(0)) await started.kill();
  rmSync(folder, { recursive: true });
});

function run(args: string[], env: Record<string, string> = {}): ServerProcess {
  const started = ServerProcess.run(folder, args, env);
  running.push(started);
  return started;
}

async function startDemo(port: number): Promise<ServerProcess> {
  const started = await ServerProcess.startDemo(folder, port);
  running.push(started);
  return started;
}

function readAccess(): Record<"url" | "workspace" | "email" | "password" | "apiKey", string> {
  return JSON.parse(readFileSync(path.join(folder, "demo.json"), "utf8"));
}

async function ask(query: string, headers: Record<string, string>) {
  const response = await fetch(`${readAccess().url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query }),
  });
  return { response, body: JSON.parse(await response.text()) };
}

test("the printed curl line works when pasted, and a second start prints the same", async () => {
  const port = await freePort();
  const first = await startDemo(port);
  const access = readAccess();
  expect(statSync(path.join(folder, "demo.json")).mode & 0o777).toBe(0o600);
  expect(Object.keys(access).sort()).toEqual(["apiKey", "email", "password", "url", "workspace"]);
  for (const value of Object.values(access)) expect(first.output()).toContain(value);

  const line =
    first
      .output()
      .split("\n")
      .find((text) => text.startsWith("curl ")) ?? "";
  const curl = spawn("sh", ["-c", line], { stdio: ["ignore", "pipe", "inherit"] });
  let answer = "";
  curl.stdout.on("data", (chunk) => {
    answer += String(chunk);
  });
  await once(curl, "close");
  expect(JSON.parse(answer).data.leads.nodes).toHaveLength(3);

  first.child.kill("SIGTERM");
  const [code] = await once(first.child, "exit");
  expect(code).toBe(0);
  const second = await startDemo(port);
  expect(second.output()).toContain(line);
  expect(second.output()).not.toContain("Migrated");
  expect(readAccess()).toEqual(access);
});

test("an interrupted first start is made good by the next", async () => {
  const first = run(["--demo"], { PORT: "0" });
  await first.until(() => first.output().includes("5000 of 10000"));
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  const second = await startDemo(await freePort());
  expect(second.output()).toContain("starting over");
  const { body } = await ask("{ leads { totalCount } }", { "x-api-key": readAccess().apiKey });
  expect(body.data.leads.totalCount).toBe(10_000);
});

test("demo.json names the address of the present start", async () => {
  const { child } = await startDemo(await freePort());
  child.kill("SIGTERM");
  await once(child, "exit");
  const port = await freePort();
  await startDemo(port);
  expect(readAccess().url).toBe(`http://127.0.0.1:${port}`);
});

test("the demo has three workspaces, 10,000 leads in one of them, and members in three roles", async () => {
  await startDemo(await freePort());
  const { email, password, apiKey, workspace } = readAccess();
  const leads = await ask("{ leads { totalCount } campaigns { totalCount } }", {
    "x-api-key": apiKey,
  });
  expect(leads.body.data.leads.totalCount).toBe(10_000);
  expect(leads.body.data.campaigns.totalCount).toBeGreaterThanOrEqual(5);
  const signIn = await ask(
    `mutation { signIn(input: { email: "${email}", password: "${password}" }) { user { id } } }`,
    {},
  );
  const cookie = signIn.response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const { body } = await ask("{ workspaces { workspace { slug } } apiKeys { totalCount } }", {
    cookie,
    "x-workspace": workspace,
  });
  expect(body.data.workspaces).toHaveLength(3);
  expect(body.data.apiKeys.totalCount).toBeGreaterThanOrEqual(4);
});

test("a killed server loses no row of an answered request", async () => {
  const port = await freePort();
  const answered: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child } = await startDemo(port);
    const { apiKey } = readAccess();
    for (let index = 0; index < 20; index += 1) {
      const { response } = await ask("{ context { scopes } }", { "x-api-key": apiKey });
      answered.push(response.headers.get("x-request-id") ?? "");
    }
    child.kill("SIGKILL");
    await once(child, "exit");
  }
  await startDemo(port);
  const { email, password, workspace } = readAccess();
  const signIn = await ask(
    `mutation { signIn(input: { email: "${email}", password: "${password}" }) { user { id } } }`,
    {},
  );
  const cookie = signIn.response.headers.get("set-cookie")?.split(";")[0] ?? "";
  const list = async () => {
    const { body } = await ask(
      `{ requestLogs(first: 100, filter: { operation: "context" }) { nodes { id } } }`,
      {
        cookie,
        "x-workspace": workspace,
      },
    );
    return body.data.requestLogs.nodes.map((row: { id: string }) => row.id).sort();
  };
  let rows = await list();
  while (rows.length < answered.length) rows = await list();
  expect(rows).toEqual(answered.sort());
});

test("the commands read beside the server: the audit log is whole, and the pepper is counted", async () => {
  await startDemo(await freePort());
  const runCommand = async (name: string) => {
    const child = spawn(process.execPath, [MAIN.replace("main.js", "command.js"), name], {
      env: { PATH: process.env["PATH"] ?? "", LATCHKEY_DATA_DIR: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    const [code] = await once(child, "close");
    return { code, output };
  };
  expect(await runCommand("verify-audit")).toEqual({
    code: 0,
    output: "acme: 7 events, whole\nbluebird: 7 events, whole\nnorthwind: 7 events, whole\n",
  });
  expect(await runCommand("peppers")).toEqual({
    code: 0,
    output: "version 1: 15 usable secrets (hashes new secrets)\n",
  });
  expect((await runCommand("nonsense")).code).toBe(2);
});

test("two servers do not share a data folder", async () => {
  await startDemo(await freePort());
  const second = run([], { PORT: "0" });
  const [code] = await once(second.child, "exit");
  expect([code, second.output()]).toEqual([
    1,
    expect.stringContaining("Another Latchkey is running on"),
  ]);
});

test("a wrong environment is told all at once, without a stack, and nothing opens", async () => {
  const started = run([], {
    PORT: "http",
    LATCHKEY_KEY_PREFIX: "LK",
    DATABASE_URL: "mysql://root@127.0.0.1:1/x",
  });
  const [code] = await once(started.child, "exit");
  expect(code).toBe(1);
  for (const name of [
    "PORT",
    "LATCHKEY_KEY_PREFIX",
    "LATCHKEY_PEPPERS",
    "LATCHKEY_ADMIN_EMAIL",
    "LATCHKEY_ADMIN_PASSWORD",
  ]) {
    expect(started.output()).toContain(`${name} `);
  }
  expect(started.output()).not.toMatch(/\.js:\d+/);
});

test("a port in use is said so", async () => {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const started = run([], { PORT: String(port) });
  const [code] = await once(started.child, "exit");
  server.close();
  expect([code, started.output()]).toEqual([1, expect.stringContaining("port is in use")]);
});

test("a database that cannot be reached is said so, without a stack", async () => {
  const started = run([], {
    PORT: "0",
    DATABASE_URL: "mysql://root@127.0.0.1:1/x",
    LATCHKEY_PEPPERS: `1:${Buffer.alloc(32, 1).toString("base64")}`,
    LATCHKEY_ADMIN_EMAIL: "admin@example.com",
    LATCHKEY_ADMIN_PASSWORD: "correct horse battery",
  });
  const [code] = await once(started.child, "exit");
  expect([code, started.output()]).toEqual([
    1,
    expect.stringContaining("The database cannot be reached. (ECONNREFUSED"),
  ]);
  expect(started.output()).not.toMatch(/\.js:\d+/);
});
