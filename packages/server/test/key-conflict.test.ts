import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("an edit of a key that somebody else changed", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let id = "";

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
  });
  beforeEach(async () => {
    ({ id } = await workspace.createKey(["leads:read"]));
  });
  afterAll(() => server.stop());

  const edit = (input: Record<string, unknown>, caller: TestCaller = workspace.admin) =>
    caller.query(
      "mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { version } } }",
      { input: { id, ...input } },
    );
  const conflictOf = async (input: Record<string, unknown>, caller?: TestCaller) => {
    const answer = await edit(input, caller);
    expect([answer.status, answer.error.extensions.code]).toEqual([409, "CONFLICT"]);
    return answer.error.extensions;
  };

  test("is told which fields are different, and who changed them when, the newest first", async () => {
    await edit({ version: 1, name: "Importer", scopes: ["leads:write"] });
    await workspace.admin.query(
      "mutation ($id: ID!) { deactivateApiKey(input: { id: $id }) { apiKey { id } } }",
      { id },
    );
    await edit({ version: 3, description: "nightly" });
    const told = await conflictOf({ version: 1, name: "Mine" });
    expect(told["changedFields"]).toEqual(["name", "scopes", "description"]);
    const by = workspace.admin.user.email;
    const at = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(told["changes"]).toEqual([
      { at, by, action: "updateApiKey", fields: ["description"] },
      { at, by, action: "deactivateApiKey", fields: [] },
      { at, by, action: "updateApiKey", fields: ["name", "scopes"] },
    ]);
    expect((await conflictOf({ version: 3, name: "Mine" }))["changedFields"]).toEqual([
      "description",
    ]);
  });

  test("is not told of what was changed back, nor of what is no field of an edit", async () => {
    await edit({ name: "Other", ipAllowlist: ["203.0.113.7"] });
    await edit({ name: "Test key" });
    await workspace.admin.query(
      "mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { secret } }",
      { id },
    );
    expect((await conflictOf({ version: 1, name: "Mine" }))["changedFields"]).toEqual([
      "ipAllowlist",
    ]);
    expect((await conflictOf({ version: 3, name: "Mine" }))["changedFields"]).toEqual([]);
  });

  test("is told the fields without the names when the caller may not read the audit log", async () => {
    const blind = await workspace.createKey(["credentials:write", "leads:read"]);
    await edit({ name: "Other" });
    const told = await conflictOf({ version: 1, name: "Mine" }, blind);
    expect(told["changedFields"]).toEqual(["name"]);
    expect(told).not.toHaveProperty("changes");
    const campaign = workspace.campaigns[0];
    const limited = await workspace.createKey(["credentials:write", "leads:read", "logs:read"], {
      campaign,
    });
    ({ id } = await workspace.createKey(["leads:read"], { campaign }));
    await edit({ name: "Other" });
    expect(await conflictOf({ version: 1, name: "Mine" }, limited)).not.toHaveProperty("changes");
  });

  test("of edits sent at once, each that loses is told what the winner changed", async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => edit({ version: 1, name: `Edit ${index}` })),
    );
    const lost = answers.filter((answer) => answer.status === 409);
    expect(lost).toHaveLength(7);
    for (const answer of lost) {
      expect(answer.error.extensions["changedFields"]).toEqual(["name"]);
    }
  });
});
