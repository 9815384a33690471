import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countReads } from "./testkit/count-reads.js";
import { describeMysql } from "./testkit/databases.js";
import { numbers } from "./testkit/numbers.js";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

/** Of each of the two workspaces: one a minute, from the year's beginning on. */
const EVENTS = 10_000;
const PAGE = 50;
/** What SHOW STATUS reads itself, and a few steps into each index. */
const BESIDE = 60;

describeMysql("the audit log of many events", () => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    server = await TestServer.start("mysql");
    workspace = await TestWorkspace.create(server);
    await fill(server, workspace);
    await fill(server, await TestWorkspace.create(server));
    await server.database.query("ANALYZE TABLE audit_events");
  });
  afterAll(() => server.stop());

  test.each<[filter: string, found: number]>([
    ["", PAGE],
    [`action: "revokeApiKey"`, 10],
    [`action: "updateApiKey"`, PAGE],
    [`action: "deleteApiKey"`, 0],
    [`actorId: "VIEWER"`, 10],
    [`actorId: "ADMIN"`, PAGE],
    [`subjectId: "key-7"`, PAGE],
    [`action: "revokeApiKey", actorId: "ADMIN"`, 10],
    [`action: "updateApiKey", actorId: "VIEWER"`, 10],
    [`from: "2020-01-02T00:00:00Z", to: "2020-01-02T00:30:00Z"`, 30],
    [`to: "2020-01-02T00:00:00Z"`, PAGE],
    [`from: "2020-02-01T00:00:00Z"`, 0],
    [`action: "updateApiKey", to: "2020-01-02T00:00:00Z"`, PAGE],
    [`actorId: "ADMIN", from: "2020-01-07T00:00:00Z"`, PAGE],
  ])("under { %s } reads little more than the page", async (filter, found) => {
    const written = filter
      .replace("VIEWER", workspace.viewer.user.id)
      .replace("ADMIN", workspace.admin.user.id);
    const { nodes, reads } = await page(`filter: { ${written} }`);
    expect(nodes).toHaveLength(found);
    expect(reads).toBeLessThan(found + BESIDE);
  });

  test("is read on from any place, and not from its beginning", async () => {
    const middle = await workspace.admin.query(
      `{ auditEvents(first: 1, filter: { to: "2020-01-04T00:00:00Z" }) { pageInfo { endCursor } } }`,
    );
    const { endCursor } = middle.data.auditEvents.pageInfo;
    const { nodes, reads } = await page(`after: "${endCursor}"`);
    expect(nodes[0]?.at).toBe("2020-01-03T23:58:00.000Z");
    expect(reads).toBeLessThan(PAGE + BESIDE);
  });

  async function page(args: string) {
    let nodes: Array<{ at: string }> = [];
    const calls = await recordCalls(server.database, async () => {
      const query = `{ auditEvents(first: ${PAGE}, ${args}) { nodes { id at } } }`;
      nodes = (await workspace.admin.query(query)).data.auditEvents.nodes;
    });
    const reading = calls.find(({ sql }) => /^SELECT .* FROM audit_events.* ORDER BY/.test(sql));
    if (!reading) throw new Error("The page was not read");
    return { nodes, reads: await countReads(server.database, reading) };
  }
});

/** Ten of them are an action of its own, and ten somebody else's. */
async function fill(server: TestServer, { id, admin, viewer }: TestWorkspace): Promise<void> {
  const start = Date.UTC(2020, 0, 1) / 1000;
  await server.database.query(
    `INSERT INTO audit_events (id, workspaceId, sequence, at, actorKind, actorId, actorName, action, subjectKind, subjectId, subjectName, keyVersion, previousHash, hash)
     SELECT CONCAT(SUBSTR(hex, 1, 8), '-', SUBSTR(hex, 9), '-7000-8000-0000', '${id.slice(-8)}'),
       '${id}', n + 1, '2020-01-01' + INTERVAL n MINUTE, 'session',
       IF(n % 1000 = 7, '${viewer.user.id}', '${admin.user.id}'), 'Somebody',
       IF(n % 1000 = 3, 'revokeApiKey', 'updateApiKey'), 'apiKey', CONCAT('key-', n % 100), 'A key',
       1, REPEAT('0', 32), REPEAT('0', 32)
     FROM (SELECT n, LOWER(LPAD(HEX((${start} + n * 60) * 1000), 12, '0')) AS hex FROM ${numbers(EVENTS)}) AS numbered`,
  );
}
