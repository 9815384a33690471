import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { VerificationOutcomeEnum } from "../dist/resources/verification/verification-outcome.js";
import { codeBlocks } from "./testkit/code-blocks.js";
import { runInShell } from "./testkit/run-in-shell.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

const GUIDE = "docs/verify.md";
let server: TestServer;
let env: Record<string, string>;
let keyId: string;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
  const workspace = await TestWorkspace.create(server);
  const verifier = await workspace.createKey(["credentials:verify"]);
  const { data } = await workspace.admin.query(
    `mutation { createApiKey(input: { name: "Importer", scopes: ["leads:read"] }) { secret apiKey { id } } }`,
  );
  const { secret, apiKey } = data.createApiKey;
  keyId = apiKey.id;
  env = { VERIFYING_KEY: verifier.secret, CLIENTS_KEY: secret };
});
afterAll(() => server.stop());

test("the guide's commands answer as it says", async () => {
  const commands = codeBlocks(GUIDE, "sh");
  const [one, many] = codeBlocks(GUIDE, "json").map((block) => JSON.parse(block));
  expect(commands).toHaveLength(2);
  const [verification, verifications] = await Promise.all(
    commands.map(async (command) => JSON.parse(await runInShell(command, server.url, env))),
  );
  expect(verification).toEqual({
    ...one,
    apiKey: { ...one.apiKey, id: keyId },
    rateLimits: one.rateLimits.map((window: object) => ({
      ...window,
      resetAt: expect.any(String),
    })),
  });
  expect(verifications).toMatchObject(many);
});

test("the guide tells every outcome, in the order of asking", () => {
  const text = readFileSync(fileURLToPath(new URL(`../../../${GUIDE}`, import.meta.url)), "utf8");
  const told = [...text.matchAll(/^\| `([A-Z_]+)` /gm)].map(([, outcome]) => outcome);
  expect(told).toEqual(Object.keys(VerificationOutcomeEnum));
});
