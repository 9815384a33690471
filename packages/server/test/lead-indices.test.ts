import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { countReads } from "./testkit/count-reads.js";
import { describeMysql } from "./testkit/databases.js";
import { numbers } from "./testkit/numbers.js";
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
  let rareId: string;
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
    const campaign = await workspace.admin.query(
      `mutation { createCampaign(input: { name: "Rare" }) { campaign { id } } }`,
    );
    rareId = campaign.data.createCampaign.campaign.id;
    await server.database.query(
      `UPDATE leads SET campaignId = '${rareId}' WHERE workspaceId = '${workspace.id}' AND SUBSTR(externalId, 5) % 1000 = 7`,
    );
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
    [`campaignId: "CAMPAIGN"`, "NAME_ASC", PAGE * 4],
    [`campaignId: "RARE"`, "NAME_ASC", 10 * 6],
    [`campaignId: "RARE"`, "UPDATED_AT_DESC", 10 * 6],
    [`campaignId: "RARE", status: CONTACTED`, "NAME_DESC", 10 * 6],
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
      .replace("RARE", rareId)
      .replace(/SHORT|LONG/, (name) => lists.get(name) ?? "");
    const { names, reads } = await page(`order: ${order}, filter: { ${written} }`);
    expect(names.length).toBeGreaterThan(0);
    expect(reads).toBeLessThan(rowsMax + BESIDE);
  });

  test.each<[place: string, order: string, filter: string, next: string]>([
    [`createdTo: "2020-01-01T01:00:01Z"`, "CREATED_AT_DESC", "", "Lead 3599"],
    [`createdFrom: "2020-01-01T01:00:00Z"`, "CREATED_AT_ASC", "", "Lead 3601"],
    [`updatedFrom: "2020-01-02T01:00:00Z"`, "UPDATED_AT_ASC", "", "Lead 1943"],
    [`text: "lead 36"`, "NAME_ASC", "", "Lead 360"],
    [`text: "lead 36"`, "NAME_ASC", `campaignId: "CAMPAIGN"`, "Lead 360"],
  ])(
    "after { %s } by %s { %s } the list is read on, and not from its beginning",
    async (place, order, filter, next) => {
      const middle = await key.query(
        `{ leads(first: 1, order: ${order}, filter: { ${place} }) { pageInfo { endCursor } } }`,
      );
      const { endCursor } = middle.data.leads.pageInfo;
      const written = filter.replace("CAMPAIGN", workspace.campaigns[0].id);
      const { names, reads } = await page(
        `order: ${order}, after: "${endCursor}", filter: { ${written} }`,
      );
      expect(names[0]).toBe(next);
      expect(reads).toBeLessThan(PAGE * 8 + BESIDE);
    },
  );

  /** A page's names, and how many rows its statement goes to. */
  async function page(args: string) {
    let nodes: Array<{ name: string }> = [];
    const calls = await recordCalls(server.database, async () => {
      nodes = (await key.query(`{ leads(first: ${PAGE}, ${args}) { nodes { id name } } }`)).data
        .leads.nodes;
    });
    const reading = calls.find(({ sql }) => /^SELECT id, name(, \w+)? FROM leads/.test(sql));
    if (!reading) throw new Error("The page was not read");
    const reads = await countReads(server.database, reading);
    return { names: nodes.map(({ name }) => name), reads };
  }

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
     FROM (SELECT n, LOWER(LPAD(HEX((${start} + n) * 1000), 12, '0')) AS hex FROM ${numbers(LEADS)}) AS numbered`,
  );
}
