import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

const HOUR = 3600;

describeOnEachDatabase("a workspace's settings", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date();

  beforeAll(async () => {
    server = await TestServer.start(kind, { clock: { now: () => now } });
  });
  beforeEach(async () => {
    now = new Date();
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const update = (input: Record<string, unknown>) =>
    workspace.admin.query(
      "mutation ($input: UpdateWorkspaceInput!) { updateWorkspace(input: $input) { workspace { name rateLimitMax } } }",
      { input },
    );
  const preview = (rateLimitMax: number, caller = workspace.admin) =>
    caller.query("query ($max: Int!) { rateLimitMaxPreview(rateLimitMax: $max) { id } }", {
      max: rateLimitMax,
    });
  const createKey = (fields: string) =>
    workspace.admin.query(
      `mutation { createApiKey(input: { name: "K", scopes: ["leads:read"], ${fields} }) { apiKey { id } } }`,
    );
  const idOf = async (fields: string): Promise<string> =>
    (await createKey(fields)).data.createApiKey.apiKey.id;
  const run = (mutation: string, id: string) =>
    workspace.admin.query(`mutation { ${mutation}(input: { id: "${id}" }) { apiKey { id } } }`);

  test("a preview of a maximum names the keys above it, defaults too, and none that has ended", async () => {
    const defaults = await idOf("");
    const high = await idOf(`rateLimits: [{ windowSeconds: ${HOUR}, limit: 5000 }]`);
    const byTheSecond = await idOf("rateLimits: [{ windowSeconds: 1, limit: 2 }]");
    const low = await idOf("rateLimits: [{ windowSeconds: 60, limit: 1 }]");
    const ended = await idOf(
      `rateLimits: [{ windowSeconds: ${HOUR}, limit: 5000 }], expiration: ONE_HOUR`,
    );
    for (const mutation of ["revokeApiKey", "deleteApiKey"]) {
      await run(mutation, await idOf(`rateLimits: [{ windowSeconds: ${HOUR}, limit: 5000 }]`));
    }
    await run("deactivateApiKey", high);
    now = new Date(now.getTime() + (HOUR + 1) * 1000);
    const touched = async (rateLimitMax: number) =>
      (await preview(rateLimitMax)).data.rateLimitMaxPreview.map(({ id }: { id: string }) => id);
    expect(await touched(5000)).toEqual([byTheSecond]);
    expect(await touched(4999)).toEqual([byTheSecond, high]);
    expect(await touched(999)).toEqual([byTheSecond, high, defaults]);
    expect(await touched(59)).toEqual([low, byTheSecond, high, defaults]);
    expect(await touched(1)).not.toContain(ended);
  });

  test("a preview is for those who may change the workspace, and for maxima that can be kept", async () => {
    expect((await preview(100, workspace.editor)).status).toBe(403);
    const limited = await workspace.createKey(["workspaces:write", "credentials:read"], {
      campaign: workspace.campaigns[0],
    });
    const byKey = await limited.query("{ rateLimitMaxPreview(rateLimitMax: 100) { id } }");
    expect(byKey.status).toBe(403);
    const refused = await preview(0);
    expect([refused.status, Object.keys(refused.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["rateLimitMax"],
    ]);
  });

  test("of two changes at once neither undoes the other, and the audit log tells both", async () => {
    for (let round = 1; round <= 10; round += 1) {
      await Promise.all([update({ name: `Round ${round}` }), update({ rateLimitMax: round })]);
      const { data } = await workspace.admin.query(
        "{ context { workspace { name rateLimitMax } } }",
      );
      expect(data.context.workspace).toEqual({ name: `Round ${round}`, rateLimitMax: round });
    }
    const { data } = await workspace.admin.query(
      "{ auditEvents(first: 100) { nodes { action before after } } }",
    );
    const events = data.auditEvents.nodes.filter(
      ({ action }: { action: string }) => action === "updateWorkspace",
    );
    expect(events).toHaveLength(20);
    events.slice(1).forEach((event: { after: string }, index: number) => {
      expect(JSON.parse(events[index].before)).toEqual(JSON.parse(event.after));
    });
  });
});
