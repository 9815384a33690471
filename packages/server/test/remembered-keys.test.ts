import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { KEY_LEASE_MS } from "../dist/admission/key-cache.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("a key that is remembered", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  test("is read again after two seconds at the latest, so that a change in the database itself holds", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const ask = async () => (await key.query("{ context { scopes } }")).status;
    expect(await ask()).toBe(200);
    await server.database.query("UPDATE api_keys SET revokedAt = ? WHERE id = ?", [
      new Date(),
      key.id,
    ]);
    const changedAtMs = performance.now();
    let sentAtMs = changedAtMs;
    while ((await ask()) === 200) {
      // Every request that was sent after the lease is judged by what is true.
      expect(sentAtMs - changedAtMs).toBeLessThanOrEqual(KEY_LEASE_MS);
      sentAtMs = performance.now();
    }
    expect(await ask()).toBe(401);
  });
});
