import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { codeBlocks } from "./testkit/code-blocks.js";
import { runInShell } from "./testkit/run-in-shell.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const COMMANDS = codeBlocks("README.md", "sh").filter((block) => block.startsWith("curl "));

let server: TestServer;
let key: TestKey;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  const workspace = await TestWorkspace.create(server);
  key = await workspace.createKey(["leads:read"], { campaign: workspace.campaigns[0] });
});
afterAll(() => server.stop());

test("the quickstart's commands answer as it says", async () => {
  expect(COMMANDS).toHaveLength(2);
  const env = { LATCHKEY_API_KEY: key.secret };
  const [context, refusal] = await Promise.all(
    COMMANDS.map((command) => runInShell(command, server.url, env)),
  );
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
