import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { REST_OPERATIONS, restMethods } from "../dist/http/rest/rest-operations.js";
import { codeBlocks } from "./testkit/code-blocks.js";
import { runInShell } from "./testkit/run-in-shell.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const GUIDE = "docs/rest.md";
const TEXT = readFileSync(fileURLToPath(new URL(`../../../${GUIDE}`, import.meta.url)), "utf8");
const OPENAPI = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../../docs/openapi.json", import.meta.url)), "utf8"),
);

let server: TestServer;
let workspace: TestWorkspace;
let key: TestKey;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  workspace = await TestWorkspace.create(server);
  key = await workspace.createKey(["leads:write"]);
});
afterAll(() => server.stop());

test("the guide's commands answer as it says", async () => {
  const [lead] = await workspace.insertLeads(1);
  const [page, bulk, refusal] = codeBlocks(GUIDE, "json").map((block) => JSON.parse(block));
  const answers: unknown[] = [];
  for (const command of codeBlocks(GUIDE, "sh")) {
    const filled = command
      .replaceAll("CAMPAIGN_ID", workspace.campaigns[0].id)
      .replaceAll("LEAD_ID", lead?.id ?? "");
    answers.push(
      JSON.parse(await runInShell(filled, server.url, { LATCHKEY_API_KEY: key.secret })),
    );
  }
  const [context, listed, created, changed, upserted, refused] = answers;
  expect(answers).toHaveLength(6);
  expect(context).toMatchObject({ scopes: ["leads:read", "leads:write"] });
  expect(shapeOf(listed)).toEqual(shapeOf(page));
  expect(created).toMatchObject({ name: "Ada Lovelace", status: "NEW", version: 1 });
  expect(changed).toMatchObject({ company: "Analytical Engines", phone: null, version: 2 });
  expect(upserted).toMatchObject(bulk);
  expect(refused).toMatchObject({
    errors: [
      {
        message: refusal.errors[0].message,
        extensions: { ...refusal.errors[0].extensions, decisionId: expect.any(String) },
      },
    ],
  });
});

test("the guide's table has every path with its methods and operations", () => {
  const rows = [...TEXT.matchAll(/^\| `(\/[^`]+)` +\|(.*)\|(.*)\|$/gm)].map(
    ([, path, ...cells]) => [path, ...cells.map((cell) => cell.match(/[\w:]+(?=`)/g) ?? [])],
  );
  expect(rows).toEqual(
    [...restMethods()].map(([path, methods]) => {
      const operations = REST_OPERATIONS.filter((operation) => operation.path === path);
      return [path.replace(/:(\w+)/g, "{$1}"), methods, operations.map(({ field }) => field)];
    }),
  );
});

test("a GET takes the read scope of its resource, and any other method the write scope", () => {
  for (const { method, path } of REST_OPERATIONS) {
    const resource = path.split("/")[1] ?? "";
    const { [method.toLowerCase()]: operation } =
      OPENAPI.paths[`/api/v1${path.replace(/:(\w+)/g, "{$1}")}`];
    const scope = `${resource}:${method === "GET" ? "read" : "write"}`;
    expect([path, operation["x-required-scopes"]]).toEqual([
      path,
      resource === "context" ? [] : [scope],
    ]);
  }
});

/** The names in a value and of what kind each is; of lists the first item. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(shapeOf);
  if (typeof value !== "object" || value === null) return typeof value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
}
