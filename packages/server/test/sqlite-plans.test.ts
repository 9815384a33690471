import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

describe("on the embedded database, which does not know how many leads there are,", () => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let campaignId: string;
  beforeAll(async () => {
    server = await TestServer.start("sqlite");
    workspace = await TestWorkspace.create(server);
    campaignId = workspace.campaigns[0].id;
  });
  afterAll(() => server.stop());

  test("rows that are sent in find their leads by external id and by address", async () => {
    const plans = await plansOf(
      "mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results { outcome } } }",
      { input: { campaignId, leads: [{ externalId: "a", email: "a@example.com", name: "A" }] } },
    );
    expect(plans).toHaveLength(2);
    expect(plans[0]).toMatch(
      /SEARCH leads USING INDEX leads_external \(workspaceId=\? AND externalId=\? /,
    );
    expect(plans[1]).toMatch(
      /SEARCH leads USING INDEX leads_email \(workspaceId=\? AND email=\?\)/,
    );
  });

  test.each(["CREATED_AT_DESC", "CREATED_AT_ASC"])(
    "leads are found by their external id in all campaigns, by %s",
    async (order) => {
      const [plan, ...more] = await plansOf(
        `{ leads(order: ${order}, filter: { externalId: "a" }) { nodes { id } } }`,
      );
      expect(more).toEqual([]);
      expect(plan).toContain("leads_external (workspaceId=? AND externalId=?)");
      expect(plan).not.toMatch(/SEARCH leads USING (COVERING )?INDEX \w+ \(workspaceId=\?\)/);
    },
  );

  test.each([
    ["leads", "NAME_ASC", `campaignId: "CAMPAIGN"`, "leads_of_campaign"],
    ["leads", "UPDATED_AT_DESC", "status: WON", "leads_status"],
    ["leads", "NAME_ASC", "", "leads_name"],
    ["conversations", "CREATED_AT_DESC", `campaignId: "CAMPAIGN"`, "conversations_campaign"],
    ["conversations", "UPDATED_AT_DESC", "channel: SMS", "conversations_channel"],
  ])("a few %s by %s under { %s } are found by %s", async (list, order, filter, index) => {
    const written = filter.replace("CAMPAIGN", campaignId);
    const plans = await plansOf(
      `{ ${list}(order: ${order}, filter: { ${written} }) { nodes { id } } }`,
      {},
      list,
    );
    expect(plans.at(-1)).toMatch(new RegExp(`SEARCH ${list} USING (COVERING )?INDEX ${index} `));
  });

  /** How the statements that read the table are carried out. */
  async function plansOf(query: string, variables: Record<string, unknown> = {}, table = "leads") {
    const calls = await recordCalls(server.database, async () => {
      expect(Object.values((await workspace.admin.query(query, variables)).data)).toHaveLength(1);
    });
    const plans: string[] = [];
    const reading = new RegExp(` FROM ${table}\\b`);
    for (const { sql, parameters } of calls.filter((call) => reading.test(call.sql))) {
      const steps: Array<{ detail: string }> = await server.database.query(
        `EXPLAIN QUERY PLAN ${sql}`,
        [...parameters],
      );
      plans.push(steps.map(({ detail }) => detail).join(" | "));
    }
    return plans;
  }
});
