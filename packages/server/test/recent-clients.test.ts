import { BlockList } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const DAY_MS = 86_400_000;
const CLIENTS = `query ($id: ID!, $days: Int! = 7) {
  apiKey(id: $id) {
    recentClientCount(days: $days)
    recentClients(days: $days) { address userAgent lastSeenAt requests refusals }
  }
}`;

describeOnEachDatabase("the recent clients of a key", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date();

  beforeAll(async () => {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, {
      clock: { now: () => now },
      config: { trustedProxies },
    });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  const use = async (
    key: TestKey,
    address: string,
    userAgent: string,
    query = "{ leads { totalCount } }",
  ) => {
    pass(1);
    await server.post(
      query,
      {},
      { ...key.headers, "x-forwarded-for": address, "user-agent": userAgent },
    );
    return now.toISOString();
  };
  const clientsOf = async (key: TestKey, days?: number, caller: TestCaller = workspace.admin) => {
    await server.flush();
    return (await caller.query(CLIENTS, { id: key.id, days })).data.apiKey;
  };

  test("are told by address and program, the newest first, with requests and refusals", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const other = await workspace.createKey(["leads:read"]);
    await use(key, "203.0.113.7", "sync/1");
    const lastCurl = await use(key, "203.0.113.7", "curl/8");
    await use(other, "198.51.100.9", "other/1");
    await use(key, "2001:db8::5", "sync/1");
    const lastSync = await use(key, "203.0.113.7", "sync/1", "{ campaigns { totalCount } }");
    const lastBoard = await use(key, "2001:db8::5", "sync/1");
    expect(await clientsOf(key)).toEqual({
      recentClientCount: 3,
      recentClients: [
        {
          address: "2001:db8::5",
          userAgent: "sync/1",
          lastSeenAt: lastBoard,
          requests: 2,
          refusals: 0,
        },
        {
          address: "203.0.113.7",
          userAgent: "sync/1",
          lastSeenAt: lastSync,
          requests: 2,
          refusals: 1,
        },
        {
          address: "203.0.113.7",
          userAgent: "curl/8",
          lastSeenAt: lastCurl,
          requests: 1,
          refusals: 0,
        },
      ],
    });
  });

  test("are those of the span: a client of longer ago is left out, to the millisecond", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const lastSeenAt = await use(key, "203.0.113.7", "old/1");
    pass(7 * DAY_MS);
    expect((await clientsOf(key)).recentClients).toMatchObject([{ lastSeenAt }]);
    pass(1);
    expect(await clientsOf(key)).toEqual({ recentClientCount: 0, recentClients: [] });
    expect((await clientsOf(key, 8)).recentClients).toMatchObject([{ lastSeenAt }]);
  });

  test.each([0, -1, 91])("a span of %i days is 400", async (days) => {
    const key = await workspace.createKey(["leads:read"]);
    const answer = await workspace.admin.query(CLIENTS, { id: key.id, days });
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["days"],
    ]);
  });

  test("are at most 20, the newest, and it is told that there are more", async () => {
    const key = await workspace.createKey(["leads:read"]);
    for (let index = 1; index <= 22; index += 1) await use(key, `203.0.113.${index}`, "fleet/1");
    const { recentClientCount, recentClients } = await clientsOf(key);
    expect(recentClientCount).toBe(22);
    expect(recentClients.map((client: { address: string }) => client.address)).toEqual(
      Array.from({ length: 20 }, (_, index) => `203.0.113.${22 - index}`),
    );
  });

  test("of a page of keys cost one statement, however many keys", async () => {
    for (let index = 0; index < 5; index += 1) await workspace.createKey(["leads:read"]);
    const count = async (first: number, fields: string) =>
      (
        await countStatements(server.database, () =>
          workspace.admin.query(
            `query ($first: Int) { apiKeys(first: $first) { nodes { ${fields} } } }`,
            {
              first,
            },
          ),
        )
      ).length;
    const fields = "id recentClientCount recentClients { address }";
    expect(await count(5, fields)).toBe(await count(1, fields));
    expect(await count(5, fields)).toBe((await count(5, "id")) + 1);
  });

  test("need logs:read, and a campaign-limited key is told of its campaign's keys only", async () => {
    const [campaign] = workspace.campaigns;
    const inside = await workspace.createKey(["leads:read"], { campaign });
    const outside = await workspace.createKey(["leads:read"]);
    await use(inside, "203.0.113.7", "sync/1");
    await use(outside, "203.0.113.7", "sync/1");
    const blind = await workspace.createKey(["credentials:read"]);
    const refused = await blind.query(CLIENTS, { id: outside.id });
    expect([refused.status, refused.error.extensions["missingScopes"]]).toEqual([
      403,
      ["logs:read"],
    ]);
    const limited = await workspace.createKey(["credentials:read", "logs:read"], { campaign });
    expect((await clientsOf(inside, 7, limited)).recentClientCount).toBe(1);
    expect((await limited.query(CLIENTS, { id: outside.id })).status).toBe(404);
  });

  test("the context tells callers the address they are judged by", async () => {
    const key = await workspace.createKey(["leads:read"]);
    for (const caller of [key, workspace.admin]) {
      const answer = await server.post(
        "{ context { address } }",
        {},
        { ...caller.headers, "x-forwarded-for": "198.51.100.1, 203.0.113.7" },
      );
      expect(answer.data.context).toEqual({ address: "203.0.113.7" });
    }
  });
});
