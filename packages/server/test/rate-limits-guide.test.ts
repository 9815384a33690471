import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { DEFAULT_RATE_LIMITS } from "@latchkey/shared";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const GUIDE = readFileSync(
  fileURLToPath(new URL("../../../docs/rate-limits.md", import.meta.url)),
  "utf8",
);

let server: TestServer;
let workspace: TestWorkspace;
/** Where the clock stands; null while it goes. */
let stoppedAt: Date | null = null;

beforeAll(async () => {
  server = await TestServer.start("sqlite", { clock: { now: () => stoppedAt ?? new Date() } });
  workspace = await TestWorkspace.create(server);
});
afterEach(() => {
  stoppedAt = null;
});
afterAll(() => server.stop());

function blockOf(language: string): string {
  const [, block = ""] = new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``).exec(GUIDE) ?? [];
  return block.trim();
}

function createKey(rateLimits = DEFAULT_RATE_LIMITS): Promise<TestKey> {
  return workspace.createKey(["leads:read"], { rateLimits });
}

/** Runs a module in a process of its own; returns what it printed. */
async function runProgram(program: string, key: TestKey): Promise<string> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: {
      PATH: process.env["PATH"] ?? "",
      LATCHKEY_URL: `${server.url}/graphql`,
      LATCHKEY_API_KEY: key.secret,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += String(chunk);
  });
  await once(child, "close");
  return output;
}

test("the guide's client waits as it is told and gets every answer in the end", async () => {
  const key = await createKey([{ windowSeconds: 1, limit: 2 }]);
  const program = `${blockOf("js")}
    const realFetch = fetch;
    let refusals = 0;
    globalThis.fetch = async (...request) => {
      const response = await realFetch(...request);
      if (response.status === 429) refusals += 1;
      return response;
    };
    const answers = await Promise.all([1, 2, 3, 4].map(() => send("{ leads(first: 1) { totalCount } }")));
    console.log(JSON.stringify({ answers, refusals }));`;
  const { answers, refusals } = JSON.parse(await runProgram(program, key));
  expect(answers).toEqual([1, 2, 3, 4].map(() => ({ data: { leads: { totalCount: 0 } } })));
  expect(refusals).toBeGreaterThan(0);
}, 30_000);

test("an answer's headers are those of the guide", async () => {
  const { headers } = await (await createKey()).query("{ leads { totalCount } }");
  const told = blockOf("http").split("\n");
  const withoutTime = (line: string) => line.replace(/(reset: |t=)\d+/g, "$1");
  expect(told.map((line) => line.split(": ")[0])).toHaveLength(5);
  for (const line of told) {
    const [name = ""] = line.split(": ");
    expect(withoutTime(`${name}: ${headers.get(name)}`)).toBe(withoutTime(line));
  }
});

test("a refusal is that of the guide, and costs nothing", async () => {
  stoppedAt = new Date();
  const key = await createKey();
  const six = `{ ${["a", "b", "c", "d", "e", "f"].map((name) => `${name}: __typename`).join(" ")} }`;
  await key.query(six);
  const refused = await key.query(six);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  const told = JSON.parse(blockOf("json"));
  const [{ extensions }] = told.errors;
  const { decisionId, resetAt } = refused.error.extensions;
  expect(refused.body).toEqual({
    errors: [{ ...told.errors[0], extensions: { ...extensions, decisionId, resetAt } }],
  });
  const { headers } = await key.query("{ __typename }");
  expect(headers.get("ratelimit")).toContain(`"hour";r=${1000 - 6 - 1};`);
});

test("what an answer costs is what the guide says", async () => {
  const key = await createKey([{ windowSeconds: 3600, limit: 100 }]);
  const left = async (query: string) =>
    Number((await key.query(query)).headers.get("x-ratelimit-remaining"));
  expect(await left("{ a: leads { totalCount } b: leads { totalCount } __typename }")).toBe(97);
  expect(await left("{ nonsense }")).toBe(96);
  expect(await left("{ apiKeys { totalCount } leads { totalCount } }")).toBe(94);
  expect(await left(`{ lead(id: "01a1fd62-9ad3-73ef-8e93-4af5fe10a2a1") { id } }`)).toBe(93);
  expect(await left("{ leads(first: 100) { nodes { name } } }")).toBe(92);
  const setAllowlist = (entries: string) =>
    workspace.admin.query(
      `mutation { updateApiKey(input: { id: "${key.id}", ipAllowlist: [${entries}] }) { apiKey { id } } }`,
    );
  await setAllowlist(`"10.0.0.0/8"`);
  expect((await key.query("{ __typename }")).status).toBe(403);
  await setAllowlist("");
  expect(await left("{ __typename }")).toBe(91);
});
