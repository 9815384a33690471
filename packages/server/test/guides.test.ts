import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ERROR_CODES } from "@latchkey/shared";
import { codeBlocks } from "./testkit/code-blocks.js";
import { runProgram } from "./testkit/run-program.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LEADS = 120;

let server: TestServer;
let reader: TestKey;
let slow: TestKey;
let manager: TestKey;
let writer: TestKey;
let campaignId: string;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  const workspace = await TestWorkspace.create(server);
  await workspace.insertLeads(LEADS);
  reader = await workspace.createKey(["leads:read"]);
  slow = await workspace.createKey(["leads:read"], {
    rateLimits: [{ windowSeconds: 1, limit: 1 }],
  });
  manager = await workspace.createKey(["credentials:write"]);
  writer = await workspace.createKey(["leads:write"]);
  campaignId = workspace.campaigns[0].id;
});
afterAll(() => server.stop());

/** Runs every program of a guide in one language, as its reader would; what each printed. */
async function runAll(guide: string, language: string, key = reader): Promise<string[]> {
  const outputs: string[] = [];
  for (const block of codeBlocks(`docs/${guide}.md`, language)) {
    const program = block
      .replaceAll("http://127.0.0.1:4000", server.url)
      .replaceAll("KEY_ID", manager.id)
      .replaceAll("CAMPAIGN_ID", campaignId);
    const env = { LATCHKEY_API_KEY: key.secret };
    const { code, output, complaints } = await runProgram(language, program, env);
    expect([code, complaints]).toEqual([0, ""]);
    outputs.push(output);
  }
  return outputs;
}

async function answers(guide: string, key = reader) {
  return (await runAll(guide, "sh", key)).map((output) => JSON.parse(output).data);
}

test("the quickstart's commands answer with the workspace and its leads", async () => {
  expect(await answers("quickstart")).toEqual([
    { context: { workspace: { name: expect.any(String) }, scopes: ["leads:read"] } },
    { leads: { totalCount: LEADS, nodes: expect.any(Array) } },
  ]);
});

test("the commands about authentication tell what a key holds and what an operation needs", async () => {
  expect(await answers("authentication")).toMatchObject([
    { context: { scopes: ["leads:read"] } },
    { explainOperation: { keyScopes: ["leads:read"], missingScopes: [], units: 1 } },
  ]);
});

test("the programs that go through all pages find every lead once, and wait where a limit is full", async () => {
  const printed = [
    ...(await runAll("pagination", "js", slow)),
    ...(await runAll("pagination", "python", slow)),
  ];
  expect(printed.map((text) => text.trim())).toEqual([`${LEADS} leads`, `${LEADS} leads`]);
});

test("the program about errors tells of the field that failed beside the data", async () => {
  const [printed = ""] = await runAll("errors", "js");
  expect(printed).toContain(`totalCount: ${LEADS}`);
  expect(printed).toMatch(/lead: Not found \(NOT_FOUND, decision [\w-]+\)/);
});

test("every status that a request can fail with is told with what to do", () => {
  const guide = readFileSync(
    fileURLToPath(new URL("../../../docs/errors.md", import.meta.url)),
    "utf8",
  );
  const { PERSISTED_QUERY_NOT_FOUND: _, ...failures } = ERROR_CODES;
  for (const { status } of Object.values(failures)) expect(guide).toMatch(`\n| ${status} `);
});

test("the commands about rotation give a new secret, and both to be watched", async () => {
  const [rotation, watched] = await answers("rotation", manager);
  expect(rotation.rotateApiKey.secret).toMatch(/^lk_live_/);
  expect(watched.apiKey.secrets).toHaveLength(2);
});

test("the import's commands say what they would do, do it, and get it back as a file", async () => {
  const [rehearsed = "", done = "", file = ""] = await runAll("importing", "sh", writer);
  const outcomes = (output: string) =>
    JSON.parse(output).data.upsertLeads.results.map(
      (result: { outcome: string }) => result.outcome,
    );
  expect([outcomes(rehearsed), outcomes(done)]).toEqual([
    ["CREATED", "REFUSED"],
    ["CREATED", "REFUSED"],
  ]);
  expect(file).toContain("Ada Lovelace");
});
