import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countReads } from "./testkit/count-reads.js";
import { describeMysql } from "./testkit/databases.js";
import { numbers } from "./testkit/numbers.js";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

/** One a second. */
const CONVERSATIONS = 10_000;
/** Of the second campaign, and texts: the oldest ones. */
const FEW = 10;
const PAGE = 20;
/** What SHOW STATUS reads itself, and a few steps into each index. */
const BESIDE = 60;

describeMysql("the list of conversations among many", () => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start("mysql");
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["conversations:read"]);
    const leads = await workspace.insertLeads(2);
    const idOf = "CONCAT('0199', LPAD(n, 4, '0'), '-0000-7000-8000-000000000000')";
    await server.database.query(
      `INSERT INTO conversations (id, workspaceId, campaignId, leadId, channel, subject, createdAt, updatedAt)
       SELECT ${idOf}, '${workspace.id}',
         IF(n < ${FEW}, '${workspace.campaigns[1].id}', '${workspace.campaigns[0].id}'),
         IF(n < ${FEW}, '${leads[1]?.id}', '${leads[0]?.id}'), IF(n < ${FEW}, 'SMS', 'EMAIL'), n,
         '2026-01-01' + INTERVAL n SECOND, '2026-01-02' + INTERVAL n SECOND
       FROM ${numbers(CONVERSATIONS)}`,
    );
    await server.database.query("ANALYZE TABLE conversations");
  });
  afterAll(() => server.stop());

  test.each([
    ["channel: SMS", "CREATED_AT_DESC", FEW],
    ["channel: SMS", "UPDATED_AT_DESC", FEW],
    ["channel: EMAIL", "CREATED_AT_DESC", PAGE],
    ["channel: EMAIL", "UPDATED_AT_DESC", PAGE],
    [`campaignId: "FEW"`, "CREATED_AT_DESC", FEW],
    [`campaignId: "FEW"`, "UPDATED_AT_DESC", FEW],
    [`campaignId: "FEW", channel: SMS`, "CREATED_AT_DESC", FEW],
    [`campaignId: "MANY"`, "CREATED_AT_DESC", PAGE],
    [`campaignId: "MANY"`, "UPDATED_AT_DESC", PAGE],
    [`updatedTo: "2026-01-02T00:00:05Z"`, "UPDATED_AT_DESC", 5],
    [`updatedTo: "2026-01-02T00:00:05Z"`, "CREATED_AT_DESC", 5],
  ])("{ %s } by %s reads little more than the page", async (filter, order, found) => {
    const written = filter
      .replace("FEW", workspace.campaigns[1].id)
      .replace("MANY", workspace.campaigns[0].id);
    const { nodes, reads } = await page(`order: ${order}, filter: { ${written} }`);
    expect(nodes).toHaveLength(found);
    expect(reads).toBeLessThan(found * 4 + BESIDE);
  });

  test.each(["CREATED_AT_DESC", "UPDATED_AT_DESC"])(
    "by %s it is read on from any place, and not from its beginning",
    async (order) => {
      let after = "";
      for (let read = 0; read < 1000; read += 100) {
        const { data } = await key.query(
          `{ conversations(first: 100, order: ${order}${after}) { pageInfo { endCursor } } }`,
        );
        after = `, after: "${data.conversations.pageInfo.endCursor}"`;
      }
      const { nodes, reads } = await page(`order: ${order}${after}`);
      expect(nodes[0]?.subject).toBe(String(CONVERSATIONS - 1 - 1000));
      expect(reads).toBeLessThan(PAGE * 4 + BESIDE);
    },
  );

  async function page(args: string) {
    let nodes: Array<{ subject: string }> = [];
    const calls = await recordCalls(server.database, async () => {
      const query = `{ conversations(first: ${PAGE}, ${args}) { nodes { id subject } } }`;
      nodes = (await key.query(query)).data.conversations.nodes;
    });
    const reading = calls.find(({ sql }) => / FROM conversations.* ORDER BY/.test(sql));
    if (!reading) throw new Error("The page was not read");
    return { nodes, reads: await countReads(server.database, reading) };
  }
});
