import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countReads } from "./testkit/count-reads.js";
import { describeMysql } from "./testkit/databases.js";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

/** Of each of the two workspaces. */
const LEADS = 10_000;
const PAGE = 20;
/** What SHOW STATUS reads itself, and a few steps into each index. */
const BESIDE = 60;

describeMysql("the list of leads among many", () => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  const lists = new Map<string, string>();

  beforeAll(async () => {
    server = await TestServer.start("mysql");
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write", "lists:write"]);
    await fill(server, workspace);
    for (const [name, step] of [
      ["LONG", 2],
      ["SHORT", 500],
    ] as const) {
      const id = await workspace.createList();
      lists.set(name, id);
      await server.database.query(
        `INSERT INTO lead_list_members (listId, leadId, campaignId, addedAt)
         SELECT '${id}', id, campaignId, createdAt FROM leads
         WHERE workspaceId = '${workspace.id}' AND SUBSTR(externalId, 5) % ${step} = 0`,
      );
    }
    await fill(server, await TestWorkspace.create(server));
    await server.database.query("ANALYZE TABLE leads, lead_list_members");
  });
  afterAll(() => server.stop());

  test.each<[filter: string, order: string, rowsMax: number]>([
    ["", "CREATED_AT_DESC", PAGE],
    ["", "CREATED_AT_ASC", PAGE],
    ["", "UPDATED_AT_DESC", PAGE],
    ["", "UPDATED_AT_ASC", PAGE],
    ["", "NAME_ASC", PAGE],
    ["", "NAME_DESC", PAGE],
    ["status: WON", "CREATED_AT_DESC", PAGE],
    [`campaignId: "CAMPAIGN"`, "CREATED_AT_DESC", PAGE * 3],
    [`email: "LEAD-77@example.com"`, "CREATED_AT_DESC", 1],
    [`campaignId: "CAMPAIGN", externalId: "crm-76"`, "CREATED_AT_DESC", 1],
    [`externalId: "crm-76"`, "CREATED_AT_DESC", 1],
    [`externalId: "crm-76"`, "NAME_ASC", 1],
    [`campaignId: "CAMPAIGN", status: REPLIED`, "CREATED_AT_DESC", PAGE * 6],
    [`listId: "SHORT"`, "CREATED_AT_DESC", PAGE * 4],
    [`listId: "LONG"`, "CREATED_AT_DESC", PAGE * 4],
    // 5,000 leads: sorted by anything but their creation, a list is read whole.
    [`listId: "LONG", status: REPLIED`, "NAME_ASC", 5_000 * 3],
    // 111 names; 100 companies. What is found is put together, and then sorted.
    [`text: "lead 77"`, "CREATED_AT_DESC", 111 * 6],
    // 111 last names.
    [`text: "77"`, "CREATED_AT_DESC", 111 * 6],
    [`text: "company 7."`, "NAME_ASC", 100 * 6],
    // All of them match: every row of the list's own index does.
    [`text: "lead"`, "CREATED_AT_DESC", PAGE],
    [`text: "lead", status: REPLIED`, "CREATED_AT_ASC", PAGE * 6],
    [`createdFrom: "2020-01-01T02:46:39Z"`, "CREATED_AT_DESC", 1],
    [
      `createdFrom: "2020-01-01T01:00:00Z", createdTo: "2020-01-01T01:00:10Z"`,
      "CREATED_AT_DESC",
      10,
    ],
    [`updatedFrom: "2020-01-02T00:00:00Z"`, "UPDATED_AT_DESC", PAGE],
    [
      `updatedFrom: "2020-01-02T00:00:00Z", updatedTo: "2020-01-02T00:01:00Z"`,
      "CREATED_AT_DESC",
      60 * 3,
    ],
  ])("{ %s } by %s reads little more than the page", async (filter, order, rowsMax) => {
    const written = filter
      .replace("CAMPAIGN", workspace.campaigns[0].id)
      .replace(/SHORT|LONG/, (name) => lists.get(name) ?? "");
    const query = `{ leads(first: ${PAGE}, order: ${order}, filter: { ${written} }) { nodes { id name } } }`;
    let found = 0;
    const calls = await recordCalls(server.database, async () => {
      found = (await key.query(query)).data.leads.nodes.length;
    });
    const page = calls.find(({ sql }) => /^SELECT id, name(, \w+)? FROM leads/.test(sql));
    if (!page) throw new Error("The page was not read");
    expect(found).toBeGreaterThan(0);
    expect(await countReads(server.database, page)).toBeLessThan(rowsMax + BESIDE);
  });

  test("rows that are sent in find their leads by id and by address, lock them, and read no others", async () => {
    const campaignId = workspace.campaigns[0].id;
    const leads = Array.from({ length: 1000 }, (_, index) => ({
      externalId: `crm-${2 * index}`,
      email: `lead-${2 * index}@example.com`,
    }));
    const calls = await recordCalls(server.database, async () => {
      const answer = await key.query(
        "mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results { outcome } } }",
        { input: { campaignId, leads } },
      );
      const outcomes = answer.data.upsertLeads.results.map(
        (result: { outcome: string }) => result.outcome,
      );
      expect(new Set(outcomes)).toEqual(new Set(["UNCHANGED"]));
    });
    const found = calls.filter(({ sql }) => / FROM leads\b.* WHERE .* IN \(/.test(sql));
    expect(found).toHaveLength(3);
    for (const call of found) {
      expect(await countReads(server.database, call)).toBeLessThan(3 * leads.length + BESIDE);
    }
  });
});

describeMysql(
  "leads that are named by their ids, while MySQL does not know how many there are",
  () => {
    let server: TestServer;
    let workspace: TestWorkspace;
    let key: TestKey;
    let leadIds: string[];

    beforeAll(async () => {
      server = await TestServer.start("mysql");
      workspace = await TestWorkspace.create(server);
      key = await workspace.createKey(["leads:write", "lists:write", "contacts:write"]);
      for (const table of ["leads", "lead_list_members"]) {
        await server.database.query(
          `ALTER TABLE ${table} STATS_PERSISTENT = 1, STATS_AUTO_RECALC = 0`,
        );
      }
      await fill(server, workspace);
      const rows: Array<{ id: string }> = await server.database.query(
        "SELECT id FROM leads WHERE workspaceId = ? AND SUBSTR(externalId, 5) % 200 = 0",
        [workspace.id],
      );
      leadIds = rows.map(({ id }) => id);
    });
    afterAll(() => server.stop());

    test.each<[mutation: string, input: (ids: readonly string[]) => Promise<object>]>([
      [
        "addLeadsToList(input: $input) { addedCount }",
        async (ids) => ({ id: await workspace.createList(), leadIds: ids }),
      ],
      [
        "createContact(input: $input) { contact { id } }",
        async (ids) => ({ name: "Ada Lovelace", leadIds: ids }),
      ],
      [
        "upsertLeads(input: $input) { results { outcome } }",
        async (ids) => ({
          campaignId: workspace.campaigns[0].id,
          leads: ids.map((_, index) => ({ externalId: `crm-${200 * index}` })),
        }),
      ],
    ])("%s reads and locks no others", async (mutation, input) => {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1, mutation.indexOf("("))}Input`;
      const variables = { input: await input(leadIds) };
      const calls = await recordCalls(server.database, async () => {
        const answer = await key.query(`mutation ($input: ${type}!) { ${mutation} }`, variables);
        expect(Object.values(answer.data)).toHaveLength(1);
      });
      const found = calls.filter(({ sql }) => / FROM leads\b.* WHERE .*\bid IN \(/.test(sql));
      expect(found).toHaveLength(1);
      for (const call of found) {
        expect(await countReads(server.database, call)).toBeLessThan(3 * leadIds.length + BESIDE);
      }
    });

    test("rows that are sent in by their addresses read no others", async () => {
      const leads = Array.from({ length: 1000 }, (_, index) => ({
        email: `lead-${2 * index}@example.com`,
      }));
      const variables = { input: { campaignId: workspace.campaigns[0].id, leads } };
      const query =
        "mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results { outcome } } }";
      const calls = await recordCalls(server.database, async () => {
        const outcomes = (await key.query(query, variables)).data.upsertLeads.results.map(
          ({ outcome }: { outcome: string }) => outcome,
        );
        expect(new Set(outcomes)).toEqual(new Set(["UNCHANGED"]));
      });
      const found = calls.filter(({ sql }) => / FROM leads\b.* WHERE .*\bemail IN \(/.test(sql));
      expect(found).toHaveLength(1);
      for (const call of found) {
        expect(await countReads(server.database, call)).toBeLessThan(3 * leads.length + BESIDE);
      }
    });

    test("putting them on a long list, and taking them off it, reads and locks no others on it", async () => {
      const id = await workspace.createList();
      await server.database.query(
        "INSERT INTO lead_list_members (listId, leadId, campaignId, addedAt) SELECT ?, id, campaignId, createdAt FROM leads WHERE workspaceId = ?",
        [id, workspace.id],
      );
      const variables = { id, leadIds };
      const calls = await recordCalls(server.database, async () => {
        await key.query(
          "mutation ($id: ID!, $leadIds: [ID!]!) { addLeadsToList(input: { id: $id, leadIds: $leadIds }) { addedCount } }",
          variables,
        );
        const answer = await key.query(
          "mutation ($id: ID!, $leadIds: [ID!]!) { removeLeadsFromList(input: { id: $id, leadIds: $leadIds }) { removedCount } }",
          variables,
        );
        expect(answer.data.removeLeadsFromList.removedCount).toBe(leadIds.length);
      });
      const found = calls.filter(({ sql }) => / FROM lead_list_members\b/.test(sql));
      expect(found).toHaveLength(3);
      for (const call of found) {
        expect(await countReads(server.database, call)).toBeLessThan(3 * leadIds.length + BESIDE);
      }
    });
  },
);

/** Leads of one night, one a second, by one statement; changed a day later, in another order. */
async function fill(server: TestServer, { id, campaigns }: TestWorkspace): Promise<void> {
  const digit = Array.from({ length: 10 }, (_, each) => `SELECT ${each} AS d`).join(" UNION ALL ");
  const start = Date.UTC(2020, 0, 1) / 1000;
  const tail = id.slice(-8);
  await server.database.query(
    `INSERT INTO leads (id, workspaceId, campaignId, externalId, name, nameKey, lastNameKey, email, company, companyKey, status, createdAt, updatedAt)
     SELECT CONCAT(SUBSTR(hex, 1, 8), '-', SUBSTR(hex, 9), '-7000-8000-0000', '${tail}'),
       '${id}', IF(n % 2, '${campaigns[1].id}', '${campaigns[0].id}'), CONCAT('crm-', n),
       CONCAT('Lead ', n), CONCAT('lead ', n), n, CONCAT('lead-', n, '@example.com'),
       CONCAT('Company ', n % 100, '.'), CONCAT('company ', n % 100, '.'),
       ELT(1 + n % 6, 'NEW', 'CONTACTED', 'REPLIED', 'QUALIFIED', 'WON', 'LOST'),
       '2020-01-01' + INTERVAL n SECOND, '2020-01-02' + INTERVAL n * 7 % ${LEADS} SECOND
     FROM (SELECT n, LOWER(LPAD(HEX((${start} + n) * 1000), 12, '0')) AS hex FROM
       (SELECT a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
        FROM (${digit}) a, (${digit}) b, (${digit}) c, (${digit}) e) AS numbers
       WHERE n < ${LEADS}) AS numbered`,
  );
}
