import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { parseKey } from "@latchkey/shared";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestWorkspace } from "./testkit/test-workspace.js";

const CREATE = `mutation ($input: CreateApiKeyInput!) {
  createApiKey(input: $input) {
    secret
    apiKey {
      id name description environment start lastFour scopes effectiveScopes status
      campaign { id } owner { email } createdAt lastUsedAt revokedAt
    }
  }
}`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id status revokedAt effectiveScopes } } }`;

describeOnEachDatabase("API keys", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const create = (caller: TestCaller, input: Record<string, unknown>): Promise<Answer> =>
    caller.query(CREATE, { input: { name: "Lead Upload", scopes: ["leads:read"], ...input } });

  test("a new key has the contract's format and shows its start and last four", async () => {
    const answer = await create(workspace.admin, {
      name: "  Lead Upload ",
      description: " nightly ",
      environment: "TEST",
      scopes: ["leads:write", "campaigns:read", "leads:write"],
      campaignId: workspace.campaigns[0].id,
    });
    const { secret, apiKey } = answer.data.createApiKey;
    expect(secret).toMatch(/^lk_test_[0-9A-Za-z]{44}$/);
    expect(parseKey(secret, "lk")).toMatchObject({ environment: "TEST" });
    expect(apiKey).toMatchObject({
      name: "Lead Upload",
      description: "nightly",
      environment: "TEST",
      start: secret.slice(0, 12),
      lastFour: secret.slice(-4),
      scopes: ["campaigns:read", "leads:write"],
      effectiveScopes: ["campaigns:read", "leads:read", "leads:write"],
      status: "ACTIVE",
      campaign: { id: workspace.campaigns[0].id },
      owner: { email: workspace.admin.user.email },
      lastUsedAt: null,
      revokedAt: null,
    });
    expect(Date.parse(apiKey.createdAt)).toBeLessThanOrEqual(Date.now());
  });

  test.each([
    ["no name", { name: " " }, { "input.name": "Name is required." }],
    [
      "a long name",
      { name: "x".repeat(81) },
      { "input.name": "Name can have at most 80 characters." },
    ],
    [
      "a long description",
      { description: "x".repeat(501) },
      { "input.description": "Description can have at most 500 characters." },
    ],
    ["no scopes", { scopes: [] }, { "input.scopes": "Choose at least one permission." }],
    [
      "a scope that is none",
      { scopes: ["leads:fly"] },
      { "input.scopes.0": "Expected a value of type Scope." },
    ],
    [
      "a scope for people only",
      { scopes: ["leads:read", "members:read"] },
      { "input.scopes.1": "members:read cannot be given to a key." },
    ],
  ])("%s is 400 with the field and a sentence", async (_name, input, fields) => {
    const answer = await create(workspace.admin, input);
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual(Object.keys(fields));
    if (!("input.scopes.0" in fields)) expect(answer.error.extensions["fields"]).toEqual(fields);
  });

  test("nobody makes a key stronger than themselves", async () => {
    const byEditor = await create(workspace.editor, { scopes: ["leads:write", "webhooks:read"] });
    expect([byEditor.status, byEditor.error.extensions["missingScopes"]]).toEqual([
      403,
      ["webhooks:read"],
    ]);
    expect((await create(workspace.editor, { scopes: ["leads:write"] })).status).toBe(200);
    const byViewer = await create(workspace.viewer, {});
    expect([byViewer.status, byViewer.error.extensions["missingScopes"]]).toEqual([
      403,
      ["credentials:write"],
    ]);
    const maker = await workspace.createKey(["credentials:write", "leads:read", "campaigns:read"]);
    expect((await create(maker, { scopes: ["leads:write"] })).status).toBe(403);
    expect((await create(maker, { scopes: ["leads:read"] })).status).toBe(200);
  });

  test("a revoked key is refused at the next request, for good, and stays listed", async () => {
    const key = await workspace.createKey(["leads:read"]);
    expect((await key.query("{ leads { totalCount } }")).status).toBe(200);
    const revoked = await workspace.admin.query(REVOKE, { id: key.id });
    expect(revoked.data.revokeApiKey.apiKey).toMatchObject({
      status: "REVOKED",
      effectiveScopes: [],
    });
    const answer = await key.query("{ leads { totalCount } }");
    expect([answer.status, answer.error.message]).toEqual([401, "Invalid or inactive API key"]);
    const listed = await workspace.admin.query("query ($id: ID!) { apiKey(id: $id) { status } }", {
      id: key.id,
    });
    expect(listed.data.apiKey.status).toBe("REVOKED");
  });

  test("revoking twice changes nothing", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const [first, second] = await Promise.all([
      workspace.admin.query(REVOKE, { id: key.id }),
      workspace.admin.query(REVOKE, { id: key.id }),
    ]);
    const third = await workspace.admin.query(REVOKE, { id: key.id });
    const instants = [first, second, third].map(
      (answer) => answer.data.revokeApiKey.apiKey.revokedAt,
    );
    expect(new Set(instants).size).toBe(1);
  });

  test("a member manages their own keys, an admin everybody's", async () => {
    const adminsKey = await workspace.createKey(["leads:read"]);
    const editorsKey = await workspace.createKey(["leads:read"], { as: workspace.editor });
    expect((await workspace.editor.query(REVOKE, { id: adminsKey.id })).status).toBe(403);
    expect((await workspace.viewer.query(REVOKE, { id: editorsKey.id })).status).toBe(403);
    expect((await workspace.editor.query(REVOKE, { id: editorsKey.id })).status).toBe(200);
    expect((await workspace.admin.query(REVOKE, { id: adminsKey.id })).status).toBe(200);
  });

  test("a key knows when and from where it was last used", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await key.query("{ leads { totalCount } }");
    const read = async () =>
      (
        await workspace.admin.query(
          "query ($id: ID!) { apiKey(id: $id) { lastUsedAt lastUsedIp } }",
          { id: key.id },
        )
      ).data.apiKey;
    let seen = await read();
    while (seen.lastUsedAt === null) seen = await read();
    expect(seen.lastUsedIp).toBe("127.0.0.1");
    expect(Math.abs(Date.parse(seen.lastUsedAt) - Date.now())).toBeLessThan(60_000);
  });
});
