import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const FIELDS = "id name description status version createdAt updatedAt leadCount";
const mutation = (name: string) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { campaign { ${FIELDS} } } }`;
const DELETE = "mutation ($id: ID!) { deleteCampaign(input: { id: $id }) { deletedId } }";
const LEAD = `mutation ($campaignId: ID!) { createLead(input: { campaignId: $campaignId, name: "A", email: "a@b.example" }) { lead { id } } }`;

describeOnEachDatabase("campaigns", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["campaigns:write", "leads:write"]);
  });
  afterAll(() => server.stop());

  const run = (name: string, input: Record<string, unknown>) =>
    key.query(mutation(name), { input });
  const created = async (input: Record<string, unknown> = {}) =>
    (await run("createCampaign", { name: "Spring", ...input })).data.createCampaign.campaign;

  test("a campaign is created, changed, archived and brought back", async () => {
    const campaign = await created({ name: " Spring ", description: "One.\nTwo." });
    expect(campaign).toMatchObject({
      name: "Spring",
      description: "One.\nTwo.",
      status: "DRAFT",
      version: 1,
      leadCount: 0,
    });
    const { id } = campaign;
    const updated = await run("updateCampaign", {
      id,
      version: 1,
      name: "Summer",
      status: "ACTIVE",
    });
    expect(updated.data.updateCampaign.campaign).toMatchObject({
      name: "Summer",
      description: "One.\nTwo.",
      status: "ACTIVE",
      version: 2,
    });
    const stale = await run("updateCampaign", { id, version: 1, name: "Autumn" });
    expect([stale.status, stale.error.extensions.code]).toEqual([409, "CONFLICT"]);
    expect((await key.query(LEAD, { campaignId: id })).status).toBe(200);
    const archived = await run("archiveCampaign", { id });
    expect(archived.data.archiveCampaign.campaign).toMatchObject({
      status: "ARCHIVED",
      leadCount: 1,
    });
    expect((await key.query(LEAD, { campaignId: id })).status).toBe(409);
    await run("updateCampaign", { id, status: "ACTIVE", description: null });
    expect((await key.query(LEAD, { campaignId: id })).status).toBe(200);
  });

  test("each bad field is named", async () => {
    const answer = await run("createCampaign", { name: " ", description: "x".repeat(2001) });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      {
        "input.name": "Name is required.",
        "input.description": "Description can have at most 2000 characters.",
      },
    ]);
  });

  test("an empty campaign can be deleted; one with leads or keys cannot", async () => {
    const { id } = await created();
    const { lead } = (await key.query(LEAD, { campaignId: id })).data.createLead;
    expect((await key.query(DELETE, { id })).status).toBe(409);
    await key.query("mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }", lead);
    const limited = await workspace.createKey(["leads:read"], {
      campaign: { ...workspace.campaigns[0], id },
    });
    expect((await key.query(DELETE, { id })).status).toBe(409);
    const gone = "mutation ($id: ID!) { deleteApiKey(input: { id: $id }) { apiKey { id } } }";
    expect((await workspace.admin.query(gone, { id: limited.id })).status).toBe(200);
    expect((await key.query(DELETE, { id })).data.deleteCampaign).toEqual({ deletedId: id });
    expect((await key.query(DELETE, { id })).status).toBe(404);
  });

  test("campaigns are found by status and sorted by name", async () => {
    await created({ name: "élan", status: "PAUSED" });
    await created({ name: "Zebra", status: "PAUSED" });
    await created({ name: "Elastic", status: "PAUSED" });
    const { data } = await key.query(
      "{ campaigns(filter: { status: PAUSED }, order: NAME_ASC) { totalCount nodes { name } } }",
    );
    expect(data.campaigns).toEqual({
      totalCount: 3,
      nodes: [{ name: "élan" }, { name: "Elastic" }, { name: "Zebra" }],
    });
  });

  test("a page of campaigns with their counts takes two statements, however many there are", async () => {
    const statements = await countStatements(server.database, () =>
      key.query("{ campaigns(first: 100) { nodes { id name leadCount } } }"),
    );
    expect(statements).toHaveLength(2);
  });

  test("a count of leads needs the scope of leads", async () => {
    const reader = await workspace.createKey(["campaigns:read"]);
    const answer = await reader.query("{ campaigns { nodes { leadCount } } }");
    expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
      403,
      ["leads:read"],
    ]);
  });

  test("a campaign-limited key changes its own campaign, and makes, changes and deletes no other", async () => {
    const [own, other] = workspace.campaigns;
    await workspace.insertLeads(3, own);
    await workspace.insertLeads(2, other);
    const limited = await workspace.createKey(["campaigns:write", "leads:read"], { campaign: own });
    const asLimited = (name: string, input: Record<string, unknown>) =>
      limited.query(mutation(name), { input });
    expect((await asLimited("createCampaign", { name: "Mine" })).status).toBe(403);
    for (const name of ["updateCampaign", "archiveCampaign"]) {
      expect((await asLimited(name, { id: other.id })).status).toBe(403);
    }
    expect((await limited.query(DELETE, { id: other.id })).status).toBe(403);
    const changed = await asLimited("updateCampaign", { id: own.id, description: "Mine" });
    expect(changed.data.updateCampaign.campaign).toMatchObject({ id: own.id, leadCount: 3 });
  });
});
