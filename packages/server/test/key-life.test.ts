import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { KeyLife } from "./testkit/key-life.js";
import type { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestWorkspace } from "./testkit/test-workspace.js";

const DAY_MS = 86_400_000;

describeOnEachDatabase("the life of a key", (kind) => {
  let life: KeyLife;
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    life = await KeyLife.start(kind);
    ({ server, workspace } = life);
  });
  beforeEach(() => {
    life.now = new Date();
  });
  afterAll(() => life.server.stop());

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
    async (expiration, lifeMs) => {
      const createdAt = life.now;
      const key = await life.createKey({ expiration });
      expect(await life.read(key.id)).toMatchObject({
        status: "ACTIVE",
        expiresAt: new Date(createdAt.getTime() + lifeMs).toISOString(),
      });
      life.pass(lifeMs - 1);
      expect((await life.from(key, "192.0.2.1")).status).toBe(200);
      life.pass(1);
      expect((await life.from(key, "192.0.2.1")).refusal).toEqual([
        401,
        "Invalid or inactive API key",
      ]);
      life.now = createdAt;
      life.pass(60_000);
      await server.database.query("UPDATE api_keys SET expiresAt = ? WHERE id = ?", [
        createdAt,
        key.id,
      ]);
      expect(await life.read(key.id)).toMatchObject({ status: "EXPIRED" });
    },
  );

  test("a key may end on a date, in the future and not both", async () => {
    const expiresAt = new Date(life.now.getTime() + DAY_MS).toISOString();
    expect((await life.create({ expiresAt })).data.createApiKey.apiKey.expiresAt).toBe(expiresAt);
    expect(
      (await life.create({ expiration: "NEVER" })).data.createApiKey.apiKey.expiresAt,
    ).toBeNull();
    for (const [input, field] of [
      [{ expiresAt: life.now.toISOString() }, "input.expiresAt"],
      [{ expiresAt, expiration: "ONE_DAY" }, "input.expiresAt"],
      [
        { expiresAt: new Date(life.now.getTime() + 3651 * DAY_MS).toISOString() },
        "input.expiresAt",
      ],
    ] as const) {
      const answer = await life.create(input);
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
    const key = await life.createKey();
    const answer = await life.act("updateApiKey", { id: key.id, [field]: value });
    expect(answer.status).toBe(400);
    expect(answer.error.message).toContain("fixed at creation");
    expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual([`input.${field}`]);
  });

  test("an allowlist lets in its addresses only, and keeps them in one form", async () => {
    const key = await life.createKey({
      ipAllowlist: ["203.0.113.7", "2001:DB8::/32", "::ffff:198.51.100.0/120", "203.0.113.7/32"],
    });
    expect((await life.read(key.id)).ipAllowlist).toEqual([
      "203.0.113.7",
      "2001:db8::/32",
      "198.51.100.0/24",
    ]);
    for (const address of ["203.0.113.7", "2001:db8::5", "198.51.100.9", "::ffff:203.0.113.7"]) {
      expect((await life.from(key, address)).status).toBe(200);
    }
    for (const address of ["203.0.113.8", "2001:db9::5", "192.0.2.1"]) {
      expect((await life.from(key, address)).refusal).toEqual([403, "Insufficient permissions"]);
    }
  });

  test("a wrong entry of an allowlist is 400, with its place and a sentence", async () => {
    const answer = await life.create({ ipAllowlist: ["203.0.113.7", "010.1.2.3", "10.1"] });
    expect(answer.error.extensions["fields"]).toEqual({
      "input.ipAllowlist.1": expect.stringContaining("leading zeros"),
      "input.ipAllowlist.2": expect.stringContaining("all four parts"),
    });
  });

  test("a narrowing edit is in force at the next request", async () => {
    const key = await life.createKey({ scopes: ["leads:write"] });
    await life.act("updateApiKey", {
      id: key.id,
      scopes: ["leads:read"],
      ipAllowlist: ["203.0.113.7"],
    });
    expect((await life.from(key, "203.0.113.7")).data.context.scopes).toEqual(["leads:read"]);
    expect((await life.from(key, "203.0.113.8")).status).toBe(403);
    await life.act("updateApiKey", { id: key.id, ipAllowlist: [] });
    expect((await life.from(key, "203.0.113.8")).status).toBe(200);
  });

  test("an edit gives no scope that the editor does not hold", async () => {
    const { id } = (await life.create({}, workspace.editor)).data.createApiKey.apiKey;
    const wider = await life.act(
      "updateApiKey",
      { id, scopes: ["leads:read", "webhooks:read"] },
      workspace.editor,
    );
    expect([wider.status, wider.error.extensions["missingScopes"]]).toEqual([
      403,
      ["webhooks:read"],
    ]);
    expect(
      (await life.act("updateApiKey", { id, scopes: ["leads:write"] }, workspace.editor)).status,
    ).toBe(200);
  });

  test("an edit from an older version is 409, and what it did not name stays", async () => {
    const key = await life.createKey({ description: "first" });
    const edited = await life.act("updateApiKey", { id: key.id, version: 1, name: "Renamed" });
    expect(edited.data.updateApiKey.apiKey).toMatchObject({
      name: "Renamed",
      description: "first",
      version: 2,
    });
    const late = await life.act("updateApiKey", { id: key.id, version: 1, name: "Lost" });
    expect([late.status, late.error.extensions.code]).toEqual([409, "CONFLICT"]);
    expect(await life.read(key.id)).toMatchObject({ name: "Renamed", version: 2 });
    const cleared = await life.act("updateApiKey", { id: key.id, version: 2, description: null });
    expect(cleared.data.updateApiKey.apiKey.description).toBeNull();
  });

  test("a key is handed over by one who may, to a member, and has no more than the new owner", async () => {
    const key = await life.createKey({ scopes: ["leads:write"] });
    const ownerId = workspace.viewer.user.id;
    expect((await life.act("updateApiKey", { id: key.id, ownerId }, workspace.editor)).status).toBe(
      403,
    );
    const handed = await life.act("updateApiKey", { id: key.id, ownerId });
    expect(handed.data.updateApiKey.apiKey.owner).toEqual({ id: ownerId });
    expect((await life.from(key, "192.0.2.1")).data.context.scopes).toEqual(["leads:read"]);
    expect((await life.create({ ownerId: workspace.admin.user.id }, workspace.editor)).status).toBe(
      403,
    );
  });

  test("deactivating interrupts, activating resumes, and neither twice is an error", async () => {
    const key = await life.createKey();
    expect(
      (await life.act("deactivateApiKey", { id: key.id })).data.deactivateApiKey.apiKey.status,
    ).toBe("INACTIVE");
    expect((await life.from(key, "192.0.2.1")).refusal).toEqual([
      401,
      "Invalid or inactive API key",
    ]);
    expect((await life.act("deactivateApiKey", { id: key.id })).status).toBe(200);
    expect(
      (await life.act("activateApiKey", { id: key.id })).data.activateApiKey.apiKey.status,
    ).toBe("ACTIVE");
    expect((await life.act("activateApiKey", { id: key.id })).status).toBe(200);
    expect((await life.from(key, "192.0.2.1")).status).toBe(200);
  });

  test("what has expired or is revoked does not come back, and is told why", async () => {
    const expired = await life.createKey({ expiration: "ONE_HOUR" });
    life.pass(3_600_000);
    const revoked = await life.createKey();
    await life.act("revokeApiKey", { id: revoked.id });
    for (const [id, word] of [
      [expired.id, "expired"],
      [revoked.id, "revoked"],
    ] as const) {
      for (const action of ["activateApiKey", "deactivateApiKey"]) {
        const answer = await life.act(action, { id });
        expect([answer.status, answer.error.message]).toEqual([409, expect.stringContaining(word)]);
      }
      expect((await life.rotate(id)).status).toBe(409);
    }
    expect((await life.act("updateApiKey", { id: revoked.id, name: "x" })).status).toBe(409);
  });

  test("deleting takes the key off every list, stops it, and keeps its log rows and audit events", async () => {
    const key = await life.createKey({ name: "To go" });
    await life.from(key, "192.0.2.1");
    life.pass(1);
    const wrong = await life.act("deleteApiKey", { id: key.id, name: "Other" });
    expect([wrong.status, Object.keys(wrong.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["input.name"],
    ]);
    expect((await life.act("deleteApiKey", { id: key.id, name: "To go" })).status).toBe(200);
    expect((await life.from(key, "192.0.2.1")).status).toBe(401);
    const gone = await workspace.admin.query("query ($id: ID!) { apiKey(id: $id) { id } }", {
      id: key.id,
    });
    expect(gone.status).toBe(404);
    expect((await life.act("activateApiKey", { id: key.id })).status).toBe(404);
    await server.flush();
    life.pass(1);
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

  test("a revocation wins over edits that come between", async () => {
    const key = await life.createKey();
    const edits = Array.from({ length: 8 }, (_, index) =>
      life.act("updateApiKey", { id: key.id, name: `Edit ${index}` }),
    );
    const [revoked] = await Promise.all([life.act("revokeApiKey", { id: key.id }), ...edits]);
    expect(revoked.data.revokeApiKey.apiKey.status).toBe("REVOKED");
    expect((await life.from(key, "192.0.2.1")).status).toBe(401);
  });

  test("a key makes keys no stronger than itself, and does not touch its own limits", async () => {
    const maker = await life.createKey({
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
    const stronger = await life.createKey({ scopes: ["leads:write"] });
    expect((await edit(stronger.id)).status).toBe(403);
    expect((await life.act("deactivateApiKey", { id: stronger.id }, caller)).status).toBe(403);
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
    await life.act("deactivateApiKey", { id: wall.id }, fresh.admin);
    await life.act("revokeApiKey", { id: importer.id }, fresh.admin);
    life.pass(3_600_000);
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
