import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeMysql, describeOnEachDatabase, describeShared } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const redisUrl = process.env["TEST_REDIS_URL"];
/** How many times each race is run; `npm run soak` runs many more. */
const ROUNDS = Number(process.env["TEST_ROUNDS"] ?? 20);
const ASK = "{ context { scopes } }";

describeOnEachDatabase("one server", (kind) => {
  test("of 16 rotations at once one wins, 15 are 409, and exactly one secret works", async () => {
    const server = await TestServer.start(kind);
    try {
      const workspace = await TestWorkspace.create(server);
      for (let round = 0; round < 5; round += 1) await raceRotations(workspace, [server, server]);
    } finally {
      await server.stop();
    }
  });
});

/** Sends 16 rotations of one version of a key at once, in turn to each server, and looks at what is left. */
async function raceRotations(
  workspace: TestWorkspace,
  servers: readonly [TestServer, TestServer],
): Promise<void> {
  const key = await workspace.createKey(["leads:read"]);
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, index) =>
      servers[index % 2 === 0 ? 0 : 1].post(
        `mutation { rotateApiKey(input: { id: "${key.id}", version: 1 }) { secret } }`,
        {},
        workspace.admin.headers,
      ),
    ),
  );
  const statuses = answers.map((answer) => answer.status).sort();
  expect(statuses).toEqual([200, ...Array(15).fill(409)]);
  const secrets = [
    key.secret,
    ...answers.flatMap((answer) => answer.body.data?.rotateApiKey?.secret ?? []),
  ];
  const working = [];
  for (const secret of secrets) {
    working.push((await servers[1].post(ASK, {}, { "x-api-key": secret })).status);
  }
  expect(working).toEqual([401, 200]);
}

describeOnEachDatabase("rotations that name no version", (kind) => {
  test("sent at once, leave exactly one secret that works, and say which", async () => {
    const server = await TestServer.start(kind);
    try {
      const workspace = await TestWorkspace.create(server);
      const key = await workspace.createKey(["leads:read"]);
      const answers = await Promise.all(
        Array.from({ length: 16 }, () =>
          server.post(
            `mutation { rotateApiKey(input: { id: "${key.id}" }) { secret apiKey { version } } }`,
            {},
            workspace.admin.headers,
          ),
        ),
      );
      for (const { status } of answers) expect([200, 409]).toContain(status);
      const issued = answers.flatMap((answer) => answer.body.data?.rotateApiKey ?? []);
      const last = Math.max(...issued.map(({ apiKey }) => apiKey.version));
      for (const { secret, apiKey } of issued) {
        const { status } = await server.post(ASK, {}, { "x-api-key": secret });
        expect(status).toBe(apiKey.version === last ? 200 : 401);
      }
      expect((await server.post(ASK, {}, key.headers)).status).toBe(401);
    } finally {
      await server.stop();
    }
  });
});

describeMysql("two replicas on one database (mysql), without Redis", () => replicaSuite(null));
describeShared("two replicas on one database (mysql), with Redis", () =>
  replicaSuite(redisUrl ?? null),
);

/** Two replicas; with Redis they remember keys, without it each request reads its own. */
function replicaSuite(redis: string | null): void {
  let first: TestServer;
  let second: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    const config = { redisUrl: redis };
    first = await TestServer.start("mysql", { config });
    second = await TestServer.start("mysql", { replicaOf: first, config });
    workspace = await TestWorkspace.create(first);
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  const onSecond = (key: TestKey) => second.post(ASK, {}, key.headers);
  const act = (server: TestServer, operation: string) =>
    server.post(`mutation { ${operation} { apiKey { id status } } }`, {}, workspace.admin.headers);

  test.each([
    ["revoke", (id: string) => `revokeApiKey(input: { id: "${id}" })`, 401],
    ["deactivate", (id: string) => `deactivateApiKey(input: { id: "${id}" })`, 401],
    ["delete", (id: string) => `deleteApiKey(input: { id: "${id}" })`, 401],
    ["rotate", (id: string) => `rotateApiKey(input: { id: "${id}" })`, 401],
    [
      "narrow the allowlist of",
      (id: string) => `updateApiKey(input: { id: "${id}", ipAllowlist: ["192.0.2.1"] })`,
      403,
    ],
  ])(
    "once one says it did %s a key, the other refuses it, while others are busy",
    async (_name, operation, status) => {
      const busy = await workspace.createKey(["leads:read"]);
      let isBusy = true;
      const load = [first, second].map(async (server) => {
        while (isBusy) await server.post("{ leads { totalCount } }", {}, busy.headers);
      });
      for (let round = 0; round < ROUNDS; round += 1) {
        const key = await workspace.createKey(["leads:read"]);
        expect((await onSecond(key)).status).toBe(200);
        const done = await act(first, operation(key.id));
        expect(done.status).toBe(200);
        expect((await onSecond(key)).status).toBe(status);
      }
      isBusy = false;
      await Promise.all(load);
    },
  );

  test.each([
    ["revoke", "revokeApiKey", "REVOKED"],
    ["deactivate", "deactivateApiKey", "INACTIVE"],
    ["delete", "deleteApiKey", "DELETED"],
    ["rotate", "rotateApiKey", "ROTATED_OUT"],
  ])(
    "once one says it did %s a key, the other verifies it no more, alone and among others",
    async (_name, mutation, outcome) => {
      const verifier = await workspace.createKey(["credentials:verify"]);
      const other = await workspace.createKey(["leads:read"]);
      const verify = async (key: TestKey) => {
        const input = { key: key.secret };
        const { data } = await second.post(
          `mutation ($input: VerifyApiKeyInput!, $many: VerifyApiKeysInput!) {
            verifyApiKey(input: $input) { outcome }
            verifyApiKeys(input: $many) { results { outcome } }
          }`,
          { input, many: { requests: [{ key: other.secret }, input] } },
          verifier.headers,
        );
        return [data.verifyApiKey.outcome, data.verifyApiKeys.results[1].outcome];
      };
      for (let round = 0; round < 10; round += 1) {
        const key = await workspace.createKey(["leads:read"]);
        expect(await verify(key)).toEqual(["VALID", "VALID"]);
        expect((await act(first, `${mutation}(input: { id: "${key.id}" })`)).status).toBe(200);
        expect(await verify(key)).toEqual([outcome, outcome]);
      }
    },
  );

  test("a key that one stopped spends nothing on the other, and works there at its first request once it is activated", async () => {
    const key = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 100 }],
    });
    const remaining = async () => (await onSecond(key)).headers.get("x-ratelimit-remaining");
    expect(await remaining()).toBe("99");
    await act(first, `deactivateApiKey(input: { id: "${key.id}" })`);
    // The first refusal is of a key that was remembered as a good one, the next of one remembered as stopped.
    for (let index = 0; index < 3; index += 1) expect((await onSecond(key)).status).toBe(401);
    await act(first, `activateApiKey(input: { id: "${key.id}" })`);
    expect(await remaining()).toBe("98");
  });

  test("of 16 rotations at once over both, one wins, 15 are 409, and exactly one secret works", async () => {
    for (let round = 0; round < 5; round += 1) await raceRotations(workspace, [first, second]);
  });

  test("a narrower role of the owner narrows the key on the other replica at its next request", async () => {
    const key = await workspace.createKey(["leads:write"], { as: workspace.editor });
    const scopes = async () => (await onSecond(key)).data.context.scopes;
    const setRole = (role: string) =>
      workspace.admin.query(
        `mutation { updateMember(input: { id: "${workspace.editor.user.id}", role: ${role} }) { member { id } } }`,
      );
    expect(await scopes()).toEqual(["leads:read", "leads:write"]);
    await setRole("VIEWER");
    expect(await scopes()).toEqual(["leads:read"]);
    await setRole("EDITOR");
    expect(await scopes()).toEqual(["leads:read", "leads:write"]);
  });

  test("a lower limit, of the key or of its workspace, holds on the other replica at its next request", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const limit = async () => (await onSecond(key)).headers.get("ratelimit-policy");
    expect(await limit()).toBe('"hour";q=100000;w=3600');
    await act(
      first,
      `updateApiKey(input: { id: "${key.id}", rateLimits: [{ windowSeconds: 60, limit: 50 }] })`,
    );
    expect(await limit()).toBe('"minute";q=50;w=60');
    const setMax = (units: number) =>
      workspace.admin.query(
        `mutation { updateWorkspace(input: { rateLimitMax: ${units} }) { workspace { id } } }`,
      );
    await setMax(900);
    expect(await limit()).toBe('"hour";q=900;w=3600, "minute";q=50;w=60');
    await setMax(100_000);
    expect(await limit()).toBe('"minute";q=50;w=60');
  });

  test("changes on both make one audit chain", async () => {
    const keys = await Promise.all(
      Array.from({ length: 10 }, () => workspace.createKey(["leads:read"])),
    );
    await Promise.all(
      keys.flatMap((key) => [
        act(first, `deactivateApiKey(input: { id: "${key.id}" })`),
        act(second, `revokeApiKey(input: { id: "${key.id}" })`),
      ]),
    );
    const { data } = await workspace.admin.query("{ auditVerification { isWhole } }");
    expect(data.auditVerification.isWhole).toBe(true);
  });
}

describeShared("the limits of two replicas (mysql, with Redis)", () => {
  let first: TestServer;
  let second: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    const config = { redisUrl: redisUrl ?? null };
    first = await TestServer.start("mysql", { config });
    second = await TestServer.start("mysql", { replicaOf: first, config });
    workspace = await TestWorkspace.create(first);
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  test("of 200 requests at once over both, at one below the limit, exactly one is answered", async () => {
    for (let round = 0; round < 3; round += 1) {
      const key = await workspace.createKey(["leads:read"], {
        rateLimits: [{ windowSeconds: 3600, limit: 5 }],
      });
      for (let used = 0; used < 4; used += 1) await first.post(ASK, {}, key.headers);
      const answers = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          (index % 2 === 0 ? first : second).post(ASK, {}, key.headers),
        ),
      );
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, ...Array(199).fill(429)]);
    }
  });
});
