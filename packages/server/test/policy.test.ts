import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { RedisRateLimiter } from "../dist/admission/redis-rate-limiter.js";
import { createServices } from "../dist/services.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { limiterBackend } from "./testkit/limiter-backend.js";
import { describeRedis, openTestRedis, testRedisUrl } from "./testkit/redis.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

const POLICY = "lifetimeMaxDays isWriteLimited isLiveDescribed unusedWarnDays unusedDeactivateDays";
const DAY_MS = 86_400_000;

describeOnEachDatabase("the policy of a workspace", (kind) => {
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

  const update = (input: Record<string, unknown>, caller = workspace.admin) =>
    caller.query(
      `mutation ($input: UpdateWorkspacePolicyInput!) { updateWorkspacePolicy(input: $input) { policy { ${POLICY} } } }`,
      { input },
    );
  const preview = async (input: Record<string, unknown>) =>
    (
      await workspace.admin.query(
        "query ($input: WorkspacePolicyInput!) { workspacePolicyPreview(input: $input) { apiKey { id } violations { field message isEnforcedAtEdit } isWarned isDeactivated } }",
        { input },
      )
    ).data.workspacePolicyPreview;
  const create = (input: Record<string, unknown>) =>
    workspace.admin.query(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }",
      { input: { name: "K", scopes: ["leads:read"], ...input } },
    );
  const runNightly = () =>
    createServices(
      {
        database: server.database,
        redis: null,
        clock: { now: () => now },
        peppers: server.config.peppers ?? [],
        keyPrefix: "lk",
        announce: () => Promise.resolve(),
      },
      () => [],
    ).policies.runNightly();

  test("demands nothing until it is set, and is set by those who may", async () => {
    const nothing = {
      lifetimeMaxDays: null,
      isWriteLimited: false,
      isLiveDescribed: false,
      unusedWarnDays: null,
      unusedDeactivateDays: null,
    };
    const read = async () =>
      (await workspace.viewer.query(`{ workspacePolicy { ${POLICY} } }`)).data.workspacePolicy;
    expect(await read()).toEqual(nothing);
    expect((await update({ lifetimeMaxDays: 30 }, workspace.editor)).status).toBe(403);
    const set = await update({ lifetimeMaxDays: 30, unusedWarnDays: 30, unusedDeactivateDays: 90 });
    expect(set.data.updateWorkspacePolicy.policy).toEqual({
      ...nothing,
      lifetimeMaxDays: 30,
      unusedWarnDays: 30,
      unusedDeactivateDays: 90,
    });
    await update({});
    expect(await read()).toEqual(nothing);
  });

  test.each([
    [{ lifetimeMaxDays: 0 }, "input.lifetimeMaxDays"],
    [{ unusedDeactivateDays: 4000 }, "input.unusedDeactivateDays"],
    [{ unusedWarnDays: 90, unusedDeactivateDays: 30 }, "input.unusedWarnDays"],
  ])("%j is 400", async (input, field) => {
    const answer = await update(input);
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      [field],
    ]);
  });

  test("a new key must meet it, and is told by which field", async () => {
    await update({ lifetimeMaxDays: 30, isWriteLimited: true, isLiveDescribed: true });
    const fields = async (input: Record<string, unknown>) => {
      const answer = await create(input);
      return answer.status === 200 ? [] : Object.keys(answer.error.extensions["fields"] ?? {});
    };
    const good = { description: "d", expiration: "THIRTY_DAYS" };
    expect(await fields(good)).toEqual([]);
    expect(await fields({ ...good, expiration: "NINETY_DAYS" })).toEqual(["input.expiration"]);
    expect(await fields({ ...good, expiration: "NEVER" })).toEqual(["input.expiration"]);
    expect(await fields({ ...good, description: " " })).toEqual(["input.description"]);
    expect(await fields({ expiration: "ONE_DAY", environment: "TEST" })).toEqual([]);
    await update({ isWriteLimited: true });
    expect(await fields({ scopes: ["leads:write"] })).toEqual(["input.ipAllowlist"]);
    expect(await fields({ scopes: ["leads:write"], ipAllowlist: ["203.0.113.7"] })).toEqual([]);
    expect(await fields({ scopes: ["leads:write"], expiration: "ONE_DAY" })).toEqual([]);
    expect(await fields({ scopes: ["leads:read"] })).toEqual([]);
  });

  test("keys that are there work on, and an edit must meet what an edit can", async () => {
    const key = await workspace.createKey(["leads:write"]);
    await update({ lifetimeMaxDays: 30, isWriteLimited: true });
    expect((await key.query("{ context { scopes } }")).status).toBe(200);
    const edit = (fields: string) =>
      workspace.admin.query(
        `mutation { updateApiKey(input: { id: "${key.id}", ${fields} }) { apiKey { id } } }`,
      );
    const refused = await edit(`name: "New"`);
    expect(Object.keys(refused.error.extensions["fields"] ?? {})).toEqual(["input.ipAllowlist"]);
    expect((await edit(`scopes: ["leads:read"]`)).status).toBe(200);
  });

  test("before it is kept it says which keys it would touch, and how", async () => {
    const writer = await workspace.createKey(["leads:write"]);
    const reader = await workspace.createKey(["leads:read"]);
    now = new Date(now.getTime() + 40 * DAY_MS);
    const fresh = await workspace.createKey(["leads:read"]);
    const touched = await preview({
      isWriteLimited: true,
      unusedWarnDays: 30,
      unusedDeactivateDays: 41,
    });
    expect(touched).toEqual([
      { apiKey: { id: reader.id }, violations: [], isWarned: true, isDeactivated: false },
      {
        apiKey: { id: writer.id },
        violations: [
          {
            field: "ipAllowlist",
            message: expect.stringContaining("allowlist"),
            isEnforcedAtEdit: true,
          },
        ],
        isWarned: true,
        isDeactivated: false,
      },
    ]);
    expect(await preview({ unusedDeactivateDays: 40 })).toHaveLength(2);
    expect(JSON.stringify(touched)).not.toContain(fresh.id);
  });

  test("a life that is too long is told, and that no edit is refused for it", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const [touched] = await preview({ lifetimeMaxDays: 30, isLiveDescribed: true });
    expect(touched.violations).toMatchObject([
      { field: "expiration", isEnforcedAtEdit: false },
      { field: "description", isEnforcedAtEdit: true },
    ]);
    await update({ lifetimeMaxDays: 30 });
    const edit = `mutation { updateApiKey(input: { id: "${key.id}", name: "New" }) { apiKey { id } } }`;
    expect((await workspace.admin.query(edit)).status).toBe(200);
  });

  test("a policy that was changed since it was read is not written over", async () => {
    const version = async () =>
      (await workspace.admin.query("{ workspacePolicy { version } }")).data.workspacePolicy.version;
    expect(await version()).toBe(0);
    await update({ lifetimeMaxDays: 30, version: 0 });
    const refused = await update({ isWriteLimited: true, version: 0 });
    expect([refused.status, refused.error.extensions.code]).toEqual([409, "CONFLICT"]);
    expect(await version()).toBe(1);
    await update({ isWriteLimited: true, version: 1 });
    expect(await version()).toBe(2);
  });

  test.each([0, 1])(
    "of admins who save at once from version %i one wins, and the audit log says what was replaced",
    async (version) => {
      if (version === 1) await update({ unusedWarnDays: 1 });
      const answers = await Promise.all(
        [10, 20, 30, 40].map((days) => update({ lifetimeMaxDays: days, version })),
      );
      expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409, 409]);
      const { data } = await workspace.admin.query(
        "{ auditEvents { nodes { action before after } } workspacePolicy { lifetimeMaxDays } }",
      );
      const [event, ...earlier] = data.auditEvents.nodes;
      expect(earlier).toHaveLength(version);
      expect(JSON.parse(event.before)).toEqual({
        lifetimeMaxDays: null,
        isWriteLimited: false,
        isLiveDescribed: false,
        unusedWarnDays: version === 1 ? 1 : null,
        unusedDeactivateDays: null,
      });
      expect(JSON.parse(event.after).lifetimeMaxDays).toBe(data.workspacePolicy.lifetimeMaxDays);
    },
  );

  test("the nightly job deactivates what has been unused for too long, once, and says so in the audit log", async () => {
    const unused = await workspace.createKey(["leads:read"]);
    const used = await workspace.createKey(["leads:read"]);
    await update({ unusedDeactivateDays: 90 });
    expect(await runNightly()).toBe(0);
    now = new Date(now.getTime() + 90 * DAY_MS);
    await server.database.query("UPDATE api_keys SET lastUsedAt = ? WHERE id = ?", [now, used.id]);
    expect(await runNightly()).toBe(1);
    expect(await runNightly()).toBe(0);
    expect((await unused.query("{ context { scopes } }")).status).toBe(401);
    expect((await used.query("{ context { scopes } }")).status).toBe(200);
    const { data } = await workspace.admin.query(
      "query ($id: ID!) { auditEvents(first: 1, filter: { subjectId: $id }) { nodes { actorKind actorName action } } auditVerification { isWhole } }",
      { id: unused.id },
    );
    expect(data.auditEvents.nodes).toEqual([
      { actorKind: "system", actorName: "Latchkey policy", action: "deactivateApiKey" },
    ]);
    expect(data.auditVerification.isWhole).toBe(true);
  });

  test("a key that was activated again has the whole time again before a night deactivates it", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await update({ unusedDeactivateDays: 90 });
    const nightLater = async (ms: number) => {
      now = new Date(now.getTime() + ms);
      await runNightly();
      const { data } = await workspace.admin.query(`{ apiKey(id: "${key.id}") { status } }`);
      return data.apiKey.status;
    };
    expect(await nightLater(90 * DAY_MS)).toBe("INACTIVE");
    await workspace.admin.query(
      `mutation { activateApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`,
    );
    expect(await preview({ unusedDeactivateDays: 90 })).toEqual([]);
    expect(await nightLater(90 * DAY_MS - 1)).toBe("ACTIVE");
    expect(await nightLater(1)).toBe("INACTIVE");
  });

  test("another workspace's policy is its own", async () => {
    const other = await TestWorkspace.create(server);
    await update({ lifetimeMaxDays: 1 });
    const { data } = await other.admin.query(`{ workspacePolicy { ${POLICY} } }`);
    expect(data.workspacePolicy.lifetimeMaxDays).toBeNull();
  });
});

describeRedis("the nightly job of one replica", () => {
  test("stops a key that another remembers at its next request there", async () => {
    let now = new Date();
    const clock = { now: () => now };
    const server = await TestServer.start("sqlite", {
      clock,
      config: { redisUrl: testRedisUrl() },
    });
    const redis = openTestRedis();
    try {
      const workspace = await TestWorkspace.create(server);
      const key = await workspace.createKey(["leads:read"]);
      await workspace.admin.query(
        "mutation { updateWorkspacePolicy(input: { unusedDeactivateDays: 90 }) { policy { version } } }",
      );
      const limiter = new RedisRateLimiter(redis, clock, 10_000);
      const { policies } = createServices(
        {
          database: server.database,
          redis,
          clock,
          peppers: server.config.peppers ?? [],
          keyPrefix: "lk",
          announce: (keyIds) => limiter.announce(keyIds),
        },
        () => [],
      );
      const ask = async () => (await key.query("{ context { scopes } }")).status;
      const lastUsedAt = async () =>
        (await workspace.admin.query(`{ apiKey(id: "${key.id}") { lastUsedAt } }`)).data.apiKey
          .lastUsedAt;
      // Until Redis is found, late on a busy machine, each request reads its key anyway.
      while ((await limiterBackend(server)) !== "redis");
      expect(await ask()).toBe(200);
      // Noted beside the request; a key that is used meanwhile is left alone by the night.
      while ((await lastUsedAt()) === null);
      expect(await ask()).toBe(200);
      now = new Date(now.getTime() + 90 * DAY_MS);
      expect(await policies.runNightly()).toBe(1);
      expect(await ask()).toBe(401);
    } finally {
      await server.stop();
      await redis.quit();
    }
  });
});
