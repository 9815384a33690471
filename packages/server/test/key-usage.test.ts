import { BlockList } from "node:net";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const READ = "query ($id: ID!) { apiKey(id: $id) { lastUsedAt lastUsedIp lastUsedUserAgent } }";

describeOnEachDatabase("a key's last use", (kind) => {
  let now: Date;
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeEach(async () => {
    now = new Date();
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, {
      clock: { now: () => now },
      config: { trustedProxies },
    });
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
  });
  afterEach(() => server.stop());

  /** Uses the key a while later; what its last use should be told as. */
  async function use(afterSeconds: number, address: string, client: string) {
    now = new Date(now.getTime() + afterSeconds * 1000);
    const headers = { "x-api-key": key.secret, "x-forwarded-for": address, "user-agent": client };
    expect((await server.post("{ context { scopes } }", {}, headers)).status).toBe(200);
    return { lastUsedAt: now.toISOString(), lastUsedIp: address, lastUsedUserAgent: client };
  }
  const read = async () => (await workspace.admin.query(READ, { id: key.id })).data.apiKey;
  const untilTold = async (expected: { lastUsedAt: string }) => {
    let seen = await read();
    while (seen.lastUsedAt !== expected.lastUsedAt) seen = await read();
    expect(seen).toEqual(expected);
  };

  test("is told at once the first time: when, from where and by which client", async () => {
    expect(await read()).toEqual({ lastUsedAt: null, lastUsedIp: null, lastUsedUserAgent: null });
    await untilTold(await use(0, "192.0.2.1", "crm-importer/2.3"));
  });

  test("is told within a minute when others came shortly before it and none after", async () => {
    const first = await use(0, "192.0.2.1", "crm-importer/2.3");
    await untilTold(first);
    await use(20, "192.0.2.2", "wallboard/1.0");
    const last = await use(10, "192.0.2.3", "stranger/0.1");
    expect(await read()).toEqual(first);
    now = new Date(now.getTime() + 57_000);
    await untilTold(last);
  });

  test("is written when the server stops, however recent", async () => {
    await untilTold(await use(0, "192.0.2.1", "crm-importer/2.3"));
    const last = await use(1, "192.0.2.2", "wallboard/1.0");
    const replica = await TestServer.start(kind, { replicaOf: server });
    try {
      await server.running.app.stop();
      const [row] = await replica.database.query("SELECT * FROM api_keys WHERE id = ?", [key.id]);
      expect([row.lastUsedIp, row.lastUsedUserAgent]).toEqual([
        last.lastUsedIp,
        last.lastUsedUserAgent,
      ]);
    } finally {
      await replica.stop();
    }
  });

  test("costs no statement for the uses that follow shortly", async () => {
    await untilTold(await use(0, "192.0.2.1", "crm-importer/2.3"));
    const statements = await recordStatements(server.database, async () => {
      for (let index = 0; index < 10; index += 1) await use(1, "192.0.2.1", "crm-importer/2.3");
    });
    expect(statements.filter((sql) => /^UPDATE api_key/.test(sql))).toEqual([]);
  });
});
