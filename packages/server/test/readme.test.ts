import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const README = readFileSync(fileURLToPath(new URL("../../../README.md", import.meta.url)), "utf8");
const COMMANDS = [...README.matchAll(/```sh\n([\s\S]*?)```/g)]
  .map(([, block = ""]) => block.replace(/^ {3}/gm, "").trim())
  .filter((block) => block.startsWith("curl "));

let server: TestServer;
let key: TestKey;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  const workspace = await TestWorkspace.create(server);
  key = await workspace.createKey(["leads:read"], { campaign: workspace.campaigns[0] });
});
afterAll(() => server.stop());

async function runInShell(command: string): Promise<string> {
  const shell = spawn("sh", ["-c", command.replaceAll("http://127.0.0.1:4000", server.url)], {
    env: { PATH: process.env["PATH"] ?? "", LATCHKEY_API_KEY: key.secret },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  shell.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  await once(shell, "close");
  return output;
}

test("the quickstart's commands answer as it says", async () => {
  expect(COMMANDS).toHaveLength(2);
  const [context, refusal] = await Promise.all(COMMANDS.map(runInShell));
  expect(JSON.parse(context ?? "").data.context).toEqual({
    workspace: { name: expect.any(String) },
    campaign: { name: "First" },
    scopes: ["leads:read"],
  });
  const [error] = JSON.parse(refusal ?? "").errors;
  expect(error).toMatchObject({
    message: "Insufficient permissions",
    extensions: { code: "FORBIDDEN", missingScopes: ["leads:write"] },
  });
});
