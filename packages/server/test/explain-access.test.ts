import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const EXPLAIN = `query ($keyId: ID!, $operation: String, $address: String, $at: DateTimeISO) {
  explainAccess(keyId: $keyId, operation: $operation, address: $address, at: $at) {
    isAllowed
    checks { name isPassed reason remedy }
  }
}`;

interface Check {
  readonly name: string;
  readonly isPassed: boolean;
  readonly reason: string | null;
  readonly remedy: string | null;
}

describeOnEachDatabase("explaining access", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
    await workspace.admin.query(
      `mutation { updateApiKey(input: { id: "${key.id}", ipAllowlist: ["203.0.113.0/24"] }) { apiKey { id } } }`,
    );
  });
  afterAll(() => server.stop());

  const explain = async (variables: Record<string, unknown>) =>
    (await workspace.admin.query(EXPLAIN, { keyId: key.id, address: "203.0.113.7", ...variables }))
      .data.explainAccess as {
      isAllowed: boolean;
      checks: Check[];
    };
  const failed = async (variables: Record<string, unknown>) =>
    (await explain(variables)).checks.filter((check) => !check.isPassed);

  test("a request that would be let in passes every check, in order", async () => {
    const { isAllowed, checks } = await explain({ operation: "{ leads { totalCount } }" });
    expect(isAllowed).toBe(true);
    expect(checks.map((check) => check.name)).toEqual([
      "secret",
      "deleted",
      "revoked",
      "expired",
      "active",
      "address",
      "scopes",
    ]);
    for (const check of checks) expect([check.reason, check.remedy]).toEqual([null, null]);
  });

  test("another address, a missing scope and another time are each named with what would help", async () => {
    expect(await failed({ address: "192.0.2.1" })).toEqual([
      {
        name: "address",
        isPassed: false,
        reason: expect.any(String),
        remedy: expect.stringContaining("allowlist"),
      },
    ]);
    expect(
      await failed({
        operation: `mutation { createLead(input: { campaignId: "x", name: "A", email: "a@b.example" }) { lead { id } } }`,
      }),
    ).toEqual([
      {
        name: "scopes",
        isPassed: false,
        reason: "Missing scope leads:write",
        remedy: "Give the key leads:write.",
      },
    ]);
    await server.database.query("UPDATE api_keys SET expiresAt = ? WHERE id = ?", [
      new Date("2099-01-01T00:00:00Z"),
      key.id,
    ]);
    expect(await failed({ at: "2098-12-31T23:59:59Z" })).toEqual([]);
    expect((await failed({ at: "2099-01-01T00:00:00Z" })).map((check) => check.name)).toEqual([
      "expired",
    ]);
  });

  test("a scope that only the owner's role withholds is told as that", async () => {
    const editors = await workspace.createKey(["leads:write"], { as: workspace.editor });
    await server.database.query("UPDATE members SET role = 'VIEWER' WHERE userId = ?", [
      workspace.editor.user.id,
    ]);
    const [check] = await failed({
      keyId: editors.id,
      operation: `mutation { createLead(input: { campaignId: "x", name: "A", email: "a@b.example" }) { lead { id } } }`,
    });
    expect(check?.remedy).toContain("owner's role");
  });

  test.each([
    [{ operation: "{ leads {" }, "operation"],
    [{ operation: "{ nonsense }" }, "operation"],
    [
      { operation: "query A { leads { totalCount } } query B { leads { totalCount } }" },
      "operation",
    ],
    [{ address: "somewhere" }, "address"],
  ])("%j is 400", async (variables, field) => {
    const answer = await workspace.admin.query(EXPLAIN, { keyId: key.id, ...variables });
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      [field],
    ]);
  });
});
