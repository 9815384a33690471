import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const PAGE = `query ($first: Int, $after: String, $filter: LeadFilter) {
  leads(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes { id name }
    edges { cursor node { id } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

describeOnEachDatabase("lists", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    await workspace.insertLeads(105);
    key = await workspace.createKey(["leads:write", "campaigns:read"]);
  });
  afterAll(() => server.stop());

  test("pages follow one another, newest first, each row once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { leads }: { leads: LeadsPage } = (await key.query(PAGE, { first: 40, after })).data;
      expect(leads.totalCount).toBe(105);
      expect(leads.edges.map((edge) => edge.node.id)).toEqual(leads.nodes.map((node) => node.id));
      expect(leads.pageInfo).toEqual({
        hasNextPage: page < 2,
        hasPreviousPage: page > 0,
        startCursor: leads.edges[0]?.cursor,
        endCursor: leads.edges.at(-1)?.cursor,
      });
      seen.push(...leads.nodes.map((node) => node.name));
      after = leads.pageInfo.endCursor;
    }
    expect(seen).toEqual(Array.from({ length: 105 }, (_, index) => `Lead ${104 - index}`));
  });

  test("an empty list has an empty page", async () => {
    const { leads } = (await key.query(PAGE, { filter: { status: "WON" } })).data;
    expect(leads).toEqual({
      totalCount: 0,
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test("a filter holds for the rows and the count", async () => {
    const [campaign] = workspace.campaigns;
    const { leads } = (await key.query(PAGE, { first: 100, filter: { campaignId: campaign.id } }))
      .data;
    expect([leads.totalCount, leads.nodes.length]).toEqual([53, 53]);
  });

  test("a page of 100 leads with their campaigns takes two statements: leads, campaigns", async () => {
    const statements = await countStatements(server.database, () =>
      key.query("{ leads(first: 100) { nodes { id name campaign { id name } } } }"),
    );
    expect(statements).toHaveLength(2);
  });

  test("rows are counted only when the count is asked for", async () => {
    const withCount = await countStatements(server.database, () =>
      key.query("{ leads { totalCount nodes { id } } }"),
    );
    const without = await countStatements(server.database, () =>
      key.query("{ leads { nodes { id } } }"),
    );
    expect([withCount.length, without.length]).toEqual([2, 1]);
  });

  test("a page of keys with owners, effective scopes and campaigns takes one statement each", async () => {
    for (let index = 0; index < 10; index += 1) {
      await workspace.createKey(["leads:read"], { campaign: workspace.campaigns[0] });
    }
    const count = async (first: number) =>
      (
        await countStatements(server.database, () =>
          workspace.admin.query(
            "query ($first: Int) { apiKeys(first: $first) { nodes { effectiveScopes owner { email } campaign { name } } } }",
            { first },
          ),
        )
      ).length;
    expect(await count(10)).toBe(await count(1));
  });

  test("campaigns are found by part of their name, whatever its case, and counted", async () => {
    const find = async (search: string) =>
      (
        await workspace.admin.query(
          "query ($filter: CampaignFilter) { campaigns(filter: $filter) { totalCount nodes { name } } }",
          { filter: { search } },
        )
      ).data.campaigns;
    expect(await find(" SECO ")).toEqual({ totalCount: 1, nodes: [{ name: "Second" }] });
    expect((await find("")).totalCount).toBe(2);
    expect((await find("%")).totalCount).toBe(0);
  });

  test("a created lead is tidied, found and counted", async () => {
    const created = await key.query(
      `mutation ($input: CreateLeadInput!) {
        createLead(input: $input) {
          lead { id name email phone company title source status campaign { id } createdAt updatedAt }
        }
      }`,
      {
        input: {
          campaignId: workspace.campaigns[0].id,
          name: "  Ada Lovelace ",
          email: "Ada@Example.COM",
          phone: " ",
          company: "Analytical 🔑 Engines",
          status: "QUALIFIED",
        },
      },
    );
    const { lead } = created.data.createLead;
    expect(lead).toMatchObject({
      name: "Ada Lovelace",
      email: "ada@example.com",
      phone: null,
      company: "Analytical 🔑 Engines",
      title: null,
      status: "QUALIFIED",
      campaign: { id: workspace.campaigns[0].id },
    });
    const found = await key.query(
      "query ($id: ID!) { lead(id: $id) { id company createdAt } leads(first: 1) { totalCount nodes { id } } }",
      { id: lead.id },
    );
    expect(found.data.lead).toEqual({
      id: lead.id,
      company: lead.company,
      createdAt: lead.createdAt,
    });
    expect(found.data.leads).toEqual({ totalCount: 106, nodes: [{ id: lead.id }] });
  });
});

interface LeadsPage {
  readonly totalCount: number;
  readonly nodes: ReadonlyArray<{ id: string; name: string }>;
  readonly edges: ReadonlyArray<{ cursor: string; node: { id: string } }>;
  readonly pageInfo: { endCursor: string };
}
