import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countReads } from "./testkit/count-reads.js";
import { describeMysql } from "./testkit/databases.js";
import { numbers } from "./testkit/numbers.js";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestWorkspace } from "./testkit/test-workspace.js";

/** Of contacts, keys and members of one list: all of them the one campaign's. */
const MANY = 10_000;
/** Of contacts and lists: those with a lead of the other campaign. */
const FEW = 10;
const LISTS = 100;
const PAGE = 20;
/** What SHOW STATUS reads itself, and a few steps into each index. */
const BESIDE = 60;

describeMysql("what a campaign has among a workspace's many", () => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let many: TestCaller;
  let few: TestCaller;

  beforeAll(async () => {
    server = await TestServer.start("mysql");
    workspace = await TestWorkspace.create(server);
    const [first, second] = workspace.campaigns;
    const scopes = ["contacts:read", "lists:read", "credentials:read", "campaigns:write"] as const;
    many = await workspace.createKey(scopes, { campaign: first });
    few = await workspace.createKey(scopes, { campaign: second });
    await fill(server, workspace);
    await server.database.query("ANALYZE TABLE contacts, contact_leads, api_keys, lead_lists");
  });
  afterAll(() => server.stop());

  test.each(["CREATED_AT_DESC", "UPDATED_AT_ASC", "NAME_DESC"])(
    "a few contacts by %s are found from the campaign, and many in the list's order",
    async (order) => {
      const query = `{ contacts(first: ${PAGE}, order: ${order}) { nodes { id } totalCount } }`;
      expect(await readsOf(few, query, / FROM contacts\b.* ORDER BY /)).toBeLessThan(
        FEW * 8 + BESIDE,
      );
      expect(await readsOf(many, query, / FROM contacts\b.* ORDER BY /)).toBeLessThan(
        PAGE * 6 + BESIDE,
      );
    },
  );

  test("a campaign's contacts are counted, and only they", async () => {
    const query = "{ contacts(first: 1) { totalCount } }";
    const filtered = `{ contacts(first: 1, filter: { campaignId: "${workspace.campaigns[1].id}" }) { totalCount } }`;
    expect((await few.query(query)).data.contacts.totalCount).toBe(FEW);
    expect((await few.query(filtered)).data.contacts.totalCount).toBe(FEW);
    expect((await workspace.admin.query(filtered)).data.contacts.totalCount).toBe(FEW);
    expect((await many.query(query)).data.contacts.totalCount).toBe(MANY);
    expect((await workspace.admin.query(query)).data.contacts.totalCount).toBe(MANY);
  });

  test("the lists that a campaign-limited key sees are found without reading who is on them", async () => {
    const query = `{ lists(first: ${PAGE}) { nodes { id } totalCount } }`;
    expect((await few.query(query)).data.lists.totalCount).toBe(FEW);
    // Each list is looked at once.
    expect(await readsOf(few, query, / FROM lead_lists\b/)).toBeLessThan(LISTS * 5 + BESIDE);
  });

  test("a campaign's keys are found without going through all", async () => {
    const query = `{ apiKeys(first: ${PAGE}) { nodes { id } totalCount } }`;
    expect((await few.query(query)).data.apiKeys.totalCount).toBe(1);
    expect(await readsOf(few, query, / FROM api_keys\b/)).toBeLessThan(PAGE * 3 + BESIDE);
  });

  test("a campaign is deleted without going through all keys", async () => {
    const created = await workspace.admin.query(
      `mutation { createCampaign(input: { name: "Empty" }) { campaign { id } } }`,
    );
    const { id } = created.data.createCampaign.campaign;
    const query = `mutation { deleteCampaign(input: { id: "${id}" }) { deletedId } }`;
    expect(await readsOf(workspace.admin, query, / FROM (api_keys|leads)\b/)).toBeLessThan(BESIDE);
  });

  /** The most rows that one of the matching statements goes to. */
  async function readsOf(caller: TestCaller, query: string, which: RegExp): Promise<number> {
    const calls = await recordCalls(server.database, async () => {
      expect(Object.values((await caller.query(query)).data)).toHaveLength(1);
    });
    const reads: number[] = [];
    for (const call of calls.filter(({ sql }) => which.test(sql) && !/^SELECT k\.id/.test(sql))) {
      reads.push(await countReads(server.database, call));
    }
    expect(reads.length).toBeGreaterThan(0);
    return Math.max(...reads);
  }
});

/** Each statement's rows have their number in name and id. */
async function fill(server: TestServer, { id, campaigns, admin }: TestWorkspace): Promise<void> {
  const { database } = server;
  for (const table of ["lead_list_members", "lead_lists"]) {
    // MySQL does not know how many there are.
    await database.query(`ALTER TABLE ${table} STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0`);
  }
  const [first, second] = campaigns.map((campaign) => campaign.id);
  const now = "'2026-01-01'";
  const idOf = (kind: string) => `CONCAT('0199', LPAD(n, 4, '0'), '-0000-7000-8000-0000${kind}')`;
  const lead = idOf("0000aaaa");
  const extra = idOf("0000bbbb");
  const contact = idOf("0000cccc");
  const list = idOf("0000dddd");
  const apiKey = idOf("0000eeee");
  const insertLeads = (leadId: string, campaignId: string | undefined, count: number) =>
    database.query(
      `INSERT INTO leads (id, workspaceId, campaignId, name, nameKey, email, companyKey, status, createdAt, updatedAt)
       SELECT ${leadId}, '${id}', '${campaignId}', 'Lead', 'lead', 'lead@example.com', '', 'NEW', ${now}, ${now} FROM ${numbers(count)}`,
    );
  await insertLeads(lead, first, MANY);
  await insertLeads(extra, second, FEW);
  await database.query(
    `INSERT INTO contacts (id, workspaceId, name, nameKey, companyKey, createdAt, updatedAt)
     SELECT ${contact}, '${id}', CONCAT('Contact ', n), LPAD(n, 5, '0'), '', ${now}, ${now} - INTERVAL n SECOND FROM ${numbers(MANY)}`,
  );
  // The oldest contacts are leads of the other campaign, too: last in most orders.
  await database.query(
    `INSERT INTO contact_leads (leadId, contactId, campaignId)
     SELECT ${lead}, ${contact}, '${first}' FROM ${numbers(MANY)} UNION ALL
     SELECT ${extra}, ${contact}, '${second}' FROM ${numbers(FEW)}`,
  );
  await database.query(
    `INSERT INTO lead_lists (id, workspaceId, name, nameKey, createdAt, updatedAt)
     SELECT ${list}, '${id}', 'A list', 'a list', ${now}, ${now} FROM ${numbers(LISTS)}`,
  );
  const longest = `'${`0199${String(LISTS - 1).padStart(4, "0")}`}-0000-7000-8000-00000000dddd'`;
  await database.query(
    `INSERT INTO lead_list_members (listId, leadId, campaignId, addedAt)
     SELECT ${longest}, ${lead}, '${first}', ${now} FROM ${numbers(MANY)} UNION ALL
     SELECT ${list}, ${extra}, '${second}', ${now} FROM ${numbers(FEW)}`,
  );
  await database.query(
    `INSERT INTO api_keys (id, workspaceId, ownerId, campaignId, name, environment, scopes, start, lastFour, createdAt)
     SELECT ${apiKey}, '${id}', '${admin.user.id}', '${first}', 'A key', 'LIVE', 'leads:read', 'lk_live_', 'abcd', ${now} FROM ${numbers(MANY)}`,
  );
}
