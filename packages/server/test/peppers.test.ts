import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, TestWorkspace } from "./testkit/test-workspace.js";

const PEPPERS = "{ peppers { version secrets isFirst isConfigured isNeededForAuditLog } }";
const ASK = "{ context { scopes } }";

describeOnEachDatabase("the rotation of peppers", (kind) => {
  const servers: TestServer[] = [];
  afterEach(async () => {
    // The first one made the database, and drops it.
    for (const server of servers.splice(0).reverse()) await server.stop();
  });

  async function start(
    peppers: ReadonlyArray<{ version: number; secret: Buffer }>,
  ): Promise<TestServer> {
    const [replicaOf] = servers;
    const server = await TestServer.start(kind, {
      config: { peppers },
      ...(replicaOf ? { replicaOf } : {}),
    });
    servers.push(server);
    return server;
  }

  test("a used key moves to the new pepper, an unused one is counted, and at zero the old one can go", async () => {
    const old = { version: 1, secret: randomBytes(32) };
    const fresh = { version: 2, secret: randomBytes(32) };
    const before = await start([old]);
    const workspace = await TestWorkspace.create(before);
    const used = await workspace.createKey(["leads:read"]);
    const unused = await workspace.createKey(["leads:read"]);
    const expired = await workspace.createKey(["leads:read"]);
    await before.database.query("UPDATE api_keys SET expiresAt = ? WHERE id = ?", [
      new Date(0),
      expired.id,
    ]);
    const revoked = await workspace.createKey(["leads:read"]);
    await workspace.admin.query(
      `mutation { revokeApiKey(input: { id: "${revoked.id}" }) { apiKey { id } } }`,
    );

    const both = await start([fresh, old]);
    const boss = await createPerson(both, null, "VIEWER", { isPlatformAdmin: true });
    const count = async () => (await both.post(PEPPERS, {}, boss.headers)).data.peppers;
    const present = { version: 2, isFirst: true, isConfigured: true, isNeededForAuditLog: false };
    const past = { isFirst: false, isNeededForAuditLog: true };
    expect(await count()).toEqual([
      { ...present, secrets: 0 },
      { ...past, version: 1, secrets: 2, isConfigured: true },
    ]);
    expect((await both.post(ASK, {}, used.headers)).status).toBe(200);
    while ((await count())[0].secrets === 0);
    expect(await count()).toMatchObject([{ secrets: 1 }, { secrets: 1 }]);

    const after = await start([fresh]);
    expect((await after.post(ASK, {}, used.headers)).status).toBe(200);
    expect((await after.post(ASK, {}, unused.headers)).status).toBe(401);
    const left = await after.post(PEPPERS, {}, boss.headers);
    expect(left.data.peppers).toEqual([
      { ...present, secrets: 1 },
      { ...past, version: null, secrets: 1, isConfigured: false },
    ]);
    expect((await workspace.admin.query(PEPPERS)).status).toBe(403);
  });

  test("a key that is verified for another service moves as one that is used", async () => {
    const old = { version: 1, secret: randomBytes(32) };
    const before = await start([old]);
    const workspace = await TestWorkspace.create(before);
    const key = await workspace.createKey(["leads:read"]);
    const both = await start([{ version: 2, secret: randomBytes(32) }, old]);
    const verified = await both.post(
      "mutation ($key: String!) { verifyApiKey(input: { key: $key }) { isValid } }",
      { key: key.secret },
      workspace.admin.headers,
    );
    expect(verified.data.verifyApiKey.isValid).toBe(true);
    const boss = await createPerson(both, null, "VIEWER", { isPlatformAdmin: true });
    const count = async () => (await both.post(PEPPERS, {}, boss.headers)).data.peppers;
    while ((await count())[0].secrets === 0);
    expect(await count()).toMatchObject([{ secrets: 1 }, { secrets: 0 }]);
  });
});
