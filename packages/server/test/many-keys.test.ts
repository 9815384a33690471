import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../dist/database/new-id.js";
import { insertRows } from "../dist/database/write-rows.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

/** The editor's; every hundredth has a limit of its own. */
const KEYS = 1_200;
const HIGH = KEYS / 100;

describeOnEachDatabase("a workspace of many keys", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  const ids: string[] = [];
  const isHigh = (_: string, index: number) => index % 100 === 0;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    const start = Date.UTC(2026, 0, 1);
    ids.push(...Array.from({ length: KEYS }, (_, index) => newId(new Date(start + index))));
    await insertRows(
      server.database.manager,
      "api_keys",
      [
        ...["id", "workspaceId", "ownerId", "name", "environment", "scopes"],
        ...["start", "lastFour", "createdAt", "rateLimits", "description"],
      ],
      ids.map((id, index) => [
        ...[id, workspace.id, workspace.editor.user.id, `Key ${index}`, "LIVE", "leads:read"],
        ...["lk_live_abcd", "wxyz", "2026-01-01 00:00:00.000"],
        ...(isHigh(id, index) ? ["3600:50000", null] : ["3600:1000", "What it is for"]),
      ]),
    );
  });
  afterAll(() => server.stop());

  /** What the statements that read keys' rows look like, beside the answer. */
  async function readingKeys(query: string) {
    let data: Record<string, unknown> = {};
    const statements = await recordStatements(server.database, async () => {
      data = (await workspace.admin.query(query)).data;
    });
    return { data, statements: statements.filter((sql) => / FROM api_keys\b/.test(sql)) };
  }

  test("has them counted by the database", async () => {
    const { data, statements } = await readingKeys("{ members { email keyCount } }");
    const { admin, editor } = workspace;
    expect(data["members"]).toContainEqual({ email: editor.user.email, keyCount: KEYS });
    expect(data["members"]).toContainEqual({ email: admin.user.email, keyCount: 0 });
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/SELECT ownerId, COUNT\(\*\)/);
  });

  test.each([
    ["rateLimitMaxPreview(rateLimitMax: 1000) { id }"],
    [
      "workspacePolicyPreview(input: { isLiveDescribed: true, isWriteLimited: false }) { apiKey { id } }",
    ],
  ])("has those that a setting would touch found some at a time: %s", async (field) => {
    const { data, statements } = await readingKeys(`{ found: ${field} }`);
    const found = data["found"] as Array<{ id?: string; apiKey?: { id: string } }>;
    expect(found.map(({ id, apiKey }) => id ?? apiKey?.id)).toEqual(ids.filter(isHigh).reverse());
    expect(found).toHaveLength(HIGH);
    expect(statements).toHaveLength(3);
    for (const statement of statements) expect(statement).toMatch(/ LIMIT 501\b/);
  });

  test("has them told whole", async () => {
    const fields = "id scopes ipAllowlist createdAt rateLimits { windowSeconds limit }";
    const { data } = await workspace.admin.query(
      `{ rateLimitMaxPreview(rateLimitMax: 1000) { ${fields} } apiKey(id: "${ids[0]}") { ${fields} } }`,
    );
    expect(data.rateLimitMaxPreview.at(-1)).toEqual(data.apiKey);
    expect(data.apiKey).toMatchObject({
      scopes: ["leads:read"],
      ipAllowlist: [],
      rateLimits: [{ windowSeconds: 3600, limit: 50_000 }],
    });
  });

  test("has them handed over some at a time, each with an event of its own", async () => {
    const used = await workspace.createKey(["leads:write"], { as: workspace.editor });
    const ask = () => used.query("{ context { scopes } }");
    expect((await ask()).data.context.scopes).toEqual(["leads:read", "leads:write"]);
    const { editor, viewer } = workspace;
    const statements = await recordStatements(server.database, async () => {
      const { data } = await workspace.admin.query(
        "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { keyCount } }",
        { input: { id: editor.user.id, keys: "HAND_OVER", handOverToId: viewer.user.id } },
      );
      expect(data.removeMember.keyCount).toBe(KEYS + 1);
    });
    const changing = (table: string) =>
      statements.filter((sql) => new RegExp(`^(INSERT INTO|UPDATE) ${table}\\b`).test(sql));
    // The keys' three, and the member's.
    expect(changing("audit_events")).toHaveLength(4);
    expect(changing("api_keys").filter((sql) => sql.includes("ownerId"))).toHaveLength(3);
    expect((await ask()).data.context.scopes).toEqual(["leads:read"]);
    const rows = await server.database.query(
      "SELECT subjectId, subjectName, action, `before`, `after` FROM audit_events WHERE workspaceId = ? ORDER BY sequence DESC LIMIT ?",
      [workspace.id, KEYS + 2],
    );
    expect(rows[0]).toMatchObject({ action: "removeMember", subjectId: editor.user.id });
    expect(rows.slice(1).map(({ subjectId }: { subjectId: string }) => subjectId)).toEqual([
      used.id,
      ...ids.toReversed(),
    ]);
    expect({ ...rows.at(-1) }).toEqual({
      subjectId: ids[0],
      subjectName: "Key 0",
      action: "updateApiKey",
      before: JSON.stringify({ ownerId: editor.user.id, ownerEmail: editor.user.email }),
      after: JSON.stringify({ ownerId: viewer.user.id, ownerEmail: viewer.user.email }),
    });
    const versions = await server.database.query(
      "SELECT version, COUNT(*) AS total FROM api_keys WHERE ownerId = ? GROUP BY version",
      [viewer.user.id],
    );
    expect(
      versions.map(({ version, total }: Record<string, unknown>) => [version, Number(total)]),
    ).toEqual([[2, KEYS + 1]]);
    const { data } = await workspace.admin.query("{ auditVerification { isWhole events } }");
    expect(data.auditVerification).toEqual({ isWhole: true, events: KEYS + 3 });
  });
});
