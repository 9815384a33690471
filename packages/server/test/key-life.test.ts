import { BlockList } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const KEY = `id name description scopes status version expiresAt ipAllowlist start lastFour rotatedAt
  owner { id } secrets { id start lastFour closesAt firstUsedAt lastUsedAt lastUsedIp lastUsedUserAgent }`;
const ASK = "{ context { scopes } }";
const DAY_MS = 86_400_000;

describeOnEachDatabase("the life of a key", (kind) => {
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
  beforeEach(() => {
    now = new Date();
  });
  afterAll(() => server.stop());

  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  const create = (input: Record<string, unknown>, caller: TestCaller = workspace.admin) =>
    caller.query(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { ${KEY} } } }`,
      { input: { name: "Key", scopes: ["leads:read"], ...input } },
    );
  const createKey = async (input: Record<string, unknown> = {}) => {
    const { secret, apiKey } = (await create(input)).data.createApiKey;
    return new TestKey(server, apiKey.id, secret);
  };
  const act = (
    action: string,
    input: Record<string, unknown>,
    caller: TestCaller = workspace.admin,
  ) =>
    caller.query(
      `mutation ($input: ${action[0]?.toUpperCase()}${action.slice(1)}Input!) { ${action}(input: $input) { apiKey { ${KEY} } } }`,
      { input },
    );
  const rotate = async (id: string, overlapSeconds = 0, caller: TestCaller = workspace.admin) => {
    // A later request arrives later, which a stopped clock would not know.
    pass(1);
    const answer = await caller.query(
      `mutation ($input: RotateApiKeyInput!) { rotateApiKey(input: $input) { secret apiKey { ${KEY} } } }`,
      { input: { id, overlapSeconds } },
    );
    return answer;
  };
  const read = async (id: string) =>
    (await workspace.admin.query(`query ($id: ID!) { apiKey(id: $id) { ${KEY} } }`, { id })).data
      .apiKey;
  const from = (key: TestKey, address: string) =>
    server.post(ASK, {}, { ...key.headers, "x-forwarded-for": address });
  const told = (answer: Answer) => [answer.status, answer.error.message];

  test.each([
    ["ONE_HOUR", 3_600_000],
    ["ONE_DAY", DAY_MS],
    ["SEVEN_DAYS", 7 * DAY_MS],
    ["THIRTY_DAYS", 30 * DAY_MS],
    ["NINETY_DAYS", 90 * DAY_MS],
    ["ONE_HUNDRED_EIGHTY_DAYS", 180 * DAY_MS],
    ["THREE_HUNDRED_SIXTY_DAYS", 360 * DAY_MS],
  ])(
    "a key that lives %s ends on the instant, stays listed as expired, and is not deleted by being used",
    async (expiration, life) => {
      const createdAt = now;
      const key = await createKey({ expiration });
      expect(await read(key.id)).toMatchObject({
        status: "ACTIVE",
        expiresAt: new Date(createdAt.getTime() + life).toISOString(),
      });
      pass(life - 1);
      expect((await from(key, "192.0.2.1")).status).toBe(200);
      pass(1);
      expect(told(await from(key, "192.0.2.1"))).toEqual([401, "Invalid or inactive API key"]);
      now = createdAt;
      pass(60_000);
      await server.database.query("UPDATE api_keys SET expiresAt = ? WHERE id = ?", [
        createdAt,
        key.id,
      ]);
      expect(await read(key.id)).toMatchObject({ status: "EXPIRED" });
    },
  );

  test("a key may end on a date, in the future and not both", async () => {
    const expiresAt = new Date(now.getTime() + DAY_MS).toISOString();
    expect((await create({ expiresAt })).data.createApiKey.apiKey.expiresAt).toBe(expiresAt);
    expect((await create({ expiration: "NEVER" })).data.createApiKey.apiKey.expiresAt).toBeNull();
    for (const [input, field] of [
      [{ expiresAt: now.toISOString() }, "input.expiresAt"],
      [{ expiresAt, expiration: "ONE_DAY" }, "input.expiresAt"],
      [{ expiresAt: new Date(now.getTime() + 3651 * DAY_MS).toISOString() }, "input.expiresAt"],
    ] as const) {
      const answer = await create(input);
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        [field],
      ]);
    }
  });

  test.each([
    ["expiresAt", "2030-01-01T00:00:00Z"],
    ["expiration", "NEVER"],
    ["campaignId", "any"],
    ["environment", "TEST"],
  ])("%s is fixed at creation, and an attempt says so", async (field, value) => {
    const key = await createKey();
    const answer = await act("updateApiKey", { id: key.id, [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.error.message).toContain("fixed at creation");
    expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual([`input.${field}`]);
  });

  test("an allowlist lets in its addresses only, and keeps them in one form", async () => {
    const key = await createKey({
      ipAllowlist: ["203.0.113.7", "2001:DB8::/32", "::ffff:198.51.100.0/120", "203.0.113.7/32"],
    });
    expect((await read(key.id)).ipAllowlist).toEqual([
      "203.0.113.7",
      "2001:db8::/32",
      "198.51.100.0/24",
    ]);
    for (const address of ["203.0.113.7", "2001:db8::5", "198.51.100.9", "::ffff:203.0.113.7"]) {
      expect((await from(key, address)).status).toBe(200);
    }
    for (const address of ["203.0.113.8", "2001:db9::5", "192.0.2.1"]) {
      expect(told(await from(key, address))).toEqual([403, "Insufficient permissions"]);
    }
  });

  test("a wrong entry of an allowlist is 400, with its place and a sentence", async () => {
    const answer = await create({ ipAllowlist: ["203.0.113.7", "010.1.2.3", "10.1"] });
    expect(answer.error.extensions["fields"]).toEqual({
      "input.ipAllowlist.1": expect.stringContaining("leading zeros"),
      "input.ipAllowlist.2": expect.stringContaining("all four parts"),
    });
  });

  test("a narrowing edit is in force at the next request", async () => {
    const key = await createKey({ scopes: ["leads:write"] });
    await act("updateApiKey", { id: key.id, scopes: ["leads:read"], ipAllowlist: ["203.0.113.7"] });
    expect((await from(key, "203.0.113.7")).data.context.scopes).toEqual(["leads:read"]);
    expect((await from(key, "203.0.113.8")).status).toBe(403);
    await act("updateApiKey", { id: key.id, ipAllowlist: [] });
    expect((await from(key, "203.0.113.8")).status).toBe(200);
  });

  test("an edit gives no scope that the editor does not hold", async () => {
    const { id } = (await create({}, workspace.editor)).data.createApiKey.apiKey;
    const wider = await act(
      "updateApiKey",
      { id, scopes: ["leads:read", "webhooks:read"] },
      workspace.editor,
    );
    expect([wider.status, wider.error.extensions["missingScopes"]]).toEqual([
      403,
      ["webhooks:read"],
    ]);
    expect(
      (await act("updateApiKey", { id, scopes: ["leads:write"] }, workspace.editor)).status,
    ).toBe(200);
  });

  test("an edit from an older version is 409, and what it did not name stays", async () => {
    const key = await createKey({ description: "first" });
    const edited = await act("updateApiKey", { id: key.id, version: 1, name: "Renamed" });
    expect(edited.data.updateApiKey.apiKey).toMatchObject({
      name: "Renamed",
      description: "first",
      version: 2,
    });
    const late = await act("updateApiKey", { id: key.id, version: 1, name: "Lost" });
    expect([late.status, late.error.extensions.code]).toEqual([409, "CONFLICT"]);
    expect(await read(key.id)).toMatchObject({ name: "Renamed", version: 2 });
    const cleared = await act("updateApiKey", { id: key.id, version: 2, description: null });
    expect(cleared.data.updateApiKey.apiKey.description).toBeNull();
  });

  test("a key is handed over by one who may, to a member, and has no more than the new owner", async () => {
    const key = await createKey({ scopes: ["leads:write"] });
    const ownerId = workspace.viewer.user.id;
    expect((await act("updateApiKey", { id: key.id, ownerId }, workspace.editor)).status).toBe(403);
    const handed = await act("updateApiKey", { id: key.id, ownerId });
    expect(handed.data.updateApiKey.apiKey.owner).toEqual({ id: ownerId });
    expect((await from(key, "192.0.2.1")).data.context.scopes).toEqual(["leads:read"]);
    expect((await create({ ownerId: workspace.admin.user.id }, workspace.editor)).status).toBe(403);
  });

  test("deactivating interrupts, activating resumes, and neither twice is an error", async () => {
    const key = await createKey();
    expect(
      (await act("deactivateApiKey", { id: key.id })).data.deactivateApiKey.apiKey.status,
    ).toBe("INACTIVE");
    expect(told(await from(key, "192.0.2.1"))).toEqual([401, "Invalid or inactive API key"]);
    expect((await act("deactivateApiKey", { id: key.id })).status).toBe(200);
    expect((await act("activateApiKey", { id: key.id })).data.activateApiKey.apiKey.status).toBe(
      "ACTIVE",
    );
    expect((await act("activateApiKey", { id: key.id })).status).toBe(200);
    expect((await from(key, "192.0.2.1")).status).toBe(200);
  });

  test("what has expired or is revoked does not come back, and is told why", async () => {
    const expired = await createKey({ expiration: "ONE_HOUR" });
    pass(3_600_000);
    const revoked = await createKey();
    await act("revokeApiKey", { id: revoked.id });
    for (const [id, word] of [
      [expired.id, "expired"],
      [revoked.id, "revoked"],
    ] as const) {
      for (const action of ["activateApiKey", "deactivateApiKey"]) {
        const answer = await act(action, { id });
        expect([answer.status, answer.error.message]).toEqual([409, expect.stringContaining(word)]);
      }
      expect((await rotate(id)).status).toBe(409);
    }
    expect((await act("updateApiKey", { id: revoked.id, name: "x" })).status).toBe(409);
  });

  test("deleting takes the key off every list, stops it, and keeps its log rows and audit events", async () => {
    const key = await createKey({ name: "To go" });
    await from(key, "192.0.2.1");
    pass(1);
    const wrong = await act("deleteApiKey", { id: key.id, name: "Other" });
    expect([wrong.status, Object.keys(wrong.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["input.name"],
    ]);
    expect((await act("deleteApiKey", { id: key.id, name: "To go" })).status).toBe(200);
    expect((await from(key, "192.0.2.1")).status).toBe(401);
    const gone = await workspace.admin.query("query ($id: ID!) { apiKey(id: $id) { id } }", {
      id: key.id,
    });
    expect(gone.status).toBe(404);
    expect((await act("activateApiKey", { id: key.id })).status).toBe(404);
    await server.flush();
    pass(1);
    const kept = await workspace.admin.query(
      `query ($id: ID!) {
        requestLogs(filter: { apiKeyId: $id }) { nodes { reason apiKey { id } } }
        auditEvents(filter: { subjectId: $id }) { nodes { action subjectName } }
      }`,
      { id: key.id },
    );
    expect(kept.data.requestLogs.nodes).toEqual([
      { reason: "The key is deleted", apiKey: null },
      { reason: null, apiKey: null },
    ]);
    expect(kept.data.auditEvents.nodes).toEqual([
      { action: "deleteApiKey", subjectName: "To go" },
      { action: "createApiKey", subjectName: "To go" },
    ]);
  });

  test("rotating gives a new secret to the same key, and the old one stops at once", async () => {
    const key = await createKey({
      expiration: "ONE_DAY",
      scopes: ["leads:write"],
      ipAllowlist: ["192.0.2.1"],
    });
    const before = await read(key.id);
    const { secret, apiKey } = (await rotate(key.id)).data.rotateApiKey;
    expect(secret).not.toBe(key.secret);
    const same = ["id", "name", "scopes", "expiresAt", "ipAllowlist", "status", "owner"];
    for (const field of same) expect(apiKey[field]).toEqual(before[field]);
    expect([apiKey.start, apiKey.lastFour]).toEqual([secret.slice(0, 12), secret.slice(-4)]);
    expect(told(await from(key, "192.0.2.1"))).toEqual([401, "Invalid or inactive API key"]);
    expect((await from(new TestKey(server, key.id, secret), "192.0.2.1")).status).toBe(200);
  });

  test("with an overlap both secrets work until it ends, and it can be seen who uses which", async () => {
    const key = await createKey();
    const next = new TestKey(server, key.id, (await rotate(key.id, 3600)).data.rotateApiKey.secret);
    await server.post(
      ASK,
      {},
      { ...key.headers, "x-forwarded-for": "192.0.2.1", "user-agent": "old/1" },
    );
    await server.post(
      ASK,
      {},
      { ...next.headers, "x-forwarded-for": "192.0.2.2", "user-agent": "new/2" },
    );
    let secrets = (await read(key.id)).secrets;
    while (!secrets.every((secret: { firstUsedAt: string | null }) => secret.firstUsedAt)) {
      secrets = (await read(key.id)).secrets;
    }
    expect(secrets).toEqual([
      expect.objectContaining({
        closesAt: null,
        lastUsedIp: "192.0.2.2",
        lastUsedUserAgent: "new/2",
      }),
      expect.objectContaining({
        closesAt: new Date(now.getTime() + 3_600_000).toISOString(),
        lastUsedIp: "192.0.2.1",
        lastUsedUserAgent: "old/1",
      }),
    ]);
    pass(3_600_000 - 1);
    expect((await from(key, "192.0.2.1")).status).toBe(200);
    pass(1);
    expect((await from(key, "192.0.2.1")).status).toBe(401);
    expect((await from(next, "192.0.2.1")).status).toBe(200);
  });

  test("an old secret can be closed now or extended, and once closed stays closed", async () => {
    const key = await createKey();
    await rotate(key.id, 3600);
    const oldId = async () => (await read(key.id)).secrets[1].id;
    const presentId = (await read(key.id)).secrets[0].id;
    await act("extendApiKeySecret", { id: await oldId(), overlapSeconds: 7200 });
    pass(5400_000);
    expect((await from(key, "192.0.2.1")).status).toBe(200);
    expect((await act("closeApiKeySecret", { id: await oldId() })).status).toBe(200);
    expect((await from(key, "192.0.2.1")).status).toBe(401);
    expect(
      (await act("extendApiKeySecret", { id: await oldId(), overlapSeconds: 60 })).status,
    ).toBe(400);
    expect((await act("closeApiKeySecret", { id: await oldId() })).status).toBe(200);
    expect((await act("closeApiKeySecret", { id: presentId })).status).toBe(400);
  });

  test("a rotation during an overlap leaves two secrets, not three", async () => {
    const key = await createKey();
    const second = new TestKey(
      server,
      key.id,
      (await rotate(key.id, 3600)).data.rotateApiKey.secret,
    );
    const third = new TestKey(
      server,
      key.id,
      (await rotate(key.id, 3600)).data.rotateApiKey.secret,
    );
    const statuses = [];
    for (const each of [key, second, third]) statuses.push((await from(each, "192.0.2.1")).status);
    expect(statuses).toEqual([401, 200, 200]);
  });

  test.each([[-1], [2_592_001]])("an overlap of %i seconds is 400", async (overlapSeconds) => {
    const key = await createKey();
    const answer = await rotate(key.id, overlapSeconds);
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["input.overlapSeconds"],
    ]);
    expect((await from(key, "192.0.2.1")).status).toBe(200);
  });

  test("a rotated inactive key is still inactive", async () => {
    const key = await createKey();
    await act("deactivateApiKey", { id: key.id });
    const { secret, apiKey } = (await rotate(key.id)).data.rotateApiKey;
    expect(apiKey.status).toBe("INACTIVE");
    expect((await from(new TestKey(server, key.id, secret), "192.0.2.1")).status).toBe(401);
  });

  test("a revocation wins over edits that come between", async () => {
    const key = await createKey();
    const edits = Array.from({ length: 8 }, (_, index) =>
      act("updateApiKey", { id: key.id, name: `Edit ${index}` }),
    );
    const [revoked] = await Promise.all([act("revokeApiKey", { id: key.id }), ...edits]);
    expect(revoked.data.revokeApiKey.apiKey.status).toBe("REVOKED");
    expect((await from(key, "192.0.2.1")).status).toBe(401);
  });

  test("a key makes keys no stronger than itself, and does not touch its own limits", async () => {
    const maker = await createKey({
      scopes: ["credentials:write", "leads:read", "campaigns:read"],
      expiration: "ONE_DAY",
      ipAllowlist: ["203.0.113.0/24"],
    });
    const caller = {
      query: (query: string, variables = {}) =>
        server.post(query, variables, { ...maker.headers, "x-forwarded-for": "203.0.113.7" }),
    } as TestCaller;
    const make = async (input: Record<string, unknown>) =>
      (
        await caller.query(
          "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id } } }",
          {
            input: {
              name: "Child",
              scopes: ["leads:read"],
              expiration: "ONE_HOUR",
              ipAllowlist: ["203.0.113.7"],
              ...input,
            },
          },
        )
      ).status;
    expect(await make({})).toBe(200);
    expect(await make({ scopes: ["leads:write"] })).toBe(403);
    expect(await make({ expiration: "SEVEN_DAYS" })).toBe(403);
    expect(await make({ expiration: "NEVER" })).toBe(403);
    expect(await make({ ipAllowlist: [] })).toBe(403);
    expect(await make({ ipAllowlist: ["203.0.0.0/16"] })).toBe(403);
    const edit = (id: string) =>
      caller.query(
        'mutation ($id: ID!) { updateApiKey(input: { id: $id, name: "Mine" }) { apiKey { id } } }',
        { id },
      );
    expect((await edit(maker.id)).status).toBe(403);
    const stronger = await createKey({ scopes: ["leads:write"] });
    expect((await edit(stronger.id)).status).toBe(403);
    expect((await act("deactivateApiKey", { id: stronger.id }, caller)).status).toBe(403);
  });

  test("the list is searched by name and shown parts, and filtered by status, scope and owner", async () => {
    const fresh = await TestWorkspace.create(server);
    const make = async (input: Record<string, unknown>) =>
      (
        await fresh.admin.query(
          "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { id start lastFour } } }",
          { input: { scopes: ["leads:read"], ...input } },
        )
      ).data.createApiKey.apiKey;
    const importer = await make({ name: "CRM Importer", scopes: ["leads:write", "lists:read"] });
    const wall = await make({ name: "Wall_board 100%" });
    const old = await make({ name: "Old", expiration: "ONE_HOUR" });
    await act("deactivateApiKey", { id: wall.id }, fresh.admin);
    await act("revokeApiKey", { id: importer.id }, fresh.admin);
    pass(3_600_000);
    const active = await make({ name: "Present" });
    const found = async (filter: Record<string, unknown>) =>
      (
        await fresh.admin.query(
          "query ($filter: ApiKeyFilter) { apiKeys(filter: $filter) { totalCount nodes { id } } }",
          { filter },
        )
      ).data.apiKeys.nodes.map((key: { id: string }) => key.id);
    expect(await found({ search: "crm imp" })).toEqual([importer.id]);
    expect(await found({ search: "_board 100%" })).toEqual([wall.id]);
    expect(await found({ search: "%" })).toEqual([wall.id]);
    expect(await found({ search: old.start })).toEqual([old.id]);
    expect(await found({ search: old.lastFour })).toContain(old.id);
    expect(await found({ statuses: ["REVOKED"] })).toEqual([importer.id]);
    expect(await found({ statuses: ["INACTIVE"] })).toEqual([wall.id]);
    expect(await found({ statuses: ["EXPIRED"] })).toEqual([old.id]);
    expect(await found({ statuses: ["ACTIVE"] })).toEqual([active.id]);
    expect(await found({ statuses: ["ACTIVE", "EXPIRED"] })).toEqual([active.id, old.id]);
    expect(await found({ statuses: [] })).toEqual([]);
    expect(await found({ scope: "leads:write" })).toEqual([importer.id]);
    expect(await found({ ownerId: fresh.viewer.user.id })).toEqual([]);
    expect(await found({ ids: [wall.id, active.id, "none"] })).toEqual([active.id, wall.id]);
    expect(await found({ ids: [] })).toEqual([]);
    const many = Array.from({ length: 101 }, () => wall.id);
    const tooMany = await fresh.admin.query(
      "query ($ids: [ID!]) { apiKeys(filter: { ids: $ids }) { totalCount } }",
      { ids: many },
    );
    expect(tooMany.error.extensions["fields"]).toEqual({
      "filter.ids": expect.stringContaining("100"),
    });
  });
});
