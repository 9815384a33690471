import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type GraphQLInputType, getNamedType, isInputObjectType } from "graphql";
import { systemClock } from "../dist/base/clock.js";
import { Alert } from "../dist/resources/alerts/alert.entity.js";
import { AlertStore } from "../dist/resources/alerts/alert.store.js";
import { createSchema } from "../dist/schema.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

type IdKind =
  | "conversation"
  | "lead"
  | "list"
  | "contact"
  | "campaign"
  | "key"
  | "log"
  | "member"
  | "secret"
  | "invitation"
  | "alert";

/** How to ask with each id argument of the schema. */
const OPERATIONS: Readonly<Record<string, { kind: IdKind; query: string }>> = {
  "apiKey.id": { kind: "key", query: "query ($id: ID!) { apiKey(id: $id) { id } }" },
  "campaign.id": { kind: "campaign", query: "query ($id: ID!) { campaign(id: $id) { id } }" },
  "lead.id": { kind: "lead", query: "query ($id: ID!) { lead(id: $id) { id } }" },
  "leads.filter.campaignId": {
    kind: "campaign",
    query: "query ($id: ID!) { leads(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "requestLogs.filter.apiKeyId": {
    kind: "key",
    query:
      "query ($id: ID!) { requestLogs(filter: { apiKeyId: $id }) { totalCount nodes { id } } }",
  },
  "requestLogs.filter.campaignId": {
    kind: "campaign",
    query:
      "query ($id: ID!) { requestLogs(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "requestLogs.filter.decisionId": {
    kind: "log",
    query:
      "query ($id: ID!) { requestLogs(filter: { decisionId: $id }) { totalCount nodes { id } } }",
  },
  "rehearseApiKey.input.id": {
    kind: "key",
    query: `query ($id: ID!) { rehearseApiKey(input: { id: $id, scopes: ["leads:read"] }) { requests } }`,
  },
  "requestLog.id": { kind: "log", query: "query ($id: ID!) { requestLog(id: $id) { id } }" },
  "requestStats.filter.apiKeyId": {
    kind: "key",
    query: "query ($id: ID!) { requestStats(filter: { apiKeyId: $id }) { total } }",
  },
  "requestStats.filter.campaignId": {
    kind: "campaign",
    query: "query ($id: ID!) { requestStats(filter: { campaignId: $id }) { total } }",
  },
  "requestStats.filter.decisionId": {
    kind: "log",
    query: "query ($id: ID!) { requestStats(filter: { decisionId: $id }) { total } }",
  },
  "createApiKey.input.campaignId": {
    kind: "campaign",
    query: `mutation ($id: ID!) { createApiKey(input: { name: "K", scopes: ["leads:read"], campaignId: $id }) { secret } }`,
  },
  "revokeApiKey.input.id": {
    kind: "key",
    query: "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }",
  },
  "apiKeys.filter.campaignId": {
    kind: "campaign",
    query: "query ($id: ID!) { apiKeys(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "apiKeys.filter.ids": {
    kind: "key",
    query: "query ($id: ID!) { apiKeys(filter: { ids: [$id] }) { totalCount nodes { id } } }",
  },
  "apiKeys.filter.ownerId": {
    kind: "member",
    query: "query ($id: ID!) { apiKeys(filter: { ownerId: $id }) { totalCount nodes { id } } }",
  },
  "auditEvents.filter.actorId": {
    kind: "member",
    query: "query ($id: ID!) { auditEvents(filter: { actorId: $id }) { totalCount nodes { id } } }",
  },
  "auditEvents.filter.subjectId": {
    kind: "key",
    query:
      "query ($id: ID!) { auditEvents(filter: { subjectId: $id }) { totalCount nodes { id } } }",
  },
  "createApiKey.input.ownerId": {
    kind: "member",
    query: `mutation ($id: ID!) { createApiKey(input: { name: "K", scopes: ["leads:read"], ownerId: $id }) { secret } }`,
  },
  "updateApiKey.input.id": {
    kind: "key",
    query: `mutation ($id: ID!) { updateApiKey(input: { id: $id, name: "taken over" }) { apiKey { id } } }`,
  },
  "updateApiKey.input.ownerId": {
    kind: "member",
    query: `mutation ($id: ID!) { updateApiKey(input: { id: "OWN_KEY", ownerId: $id }) { apiKey { id } } }`,
  },
  "activateApiKey.input.id": {
    kind: "key",
    query: "mutation ($id: ID!) { activateApiKey(input: { id: $id }) { apiKey { id } } }",
  },
  "deactivateApiKey.input.id": {
    kind: "key",
    query: "mutation ($id: ID!) { deactivateApiKey(input: { id: $id }) { apiKey { id } } }",
  },
  "rotateApiKey.input.id": {
    kind: "key",
    query: "mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { secret } }",
  },
  "deleteApiKey.input.id": {
    kind: "key",
    query: "mutation ($id: ID!) { deleteApiKey(input: { id: $id }) { apiKey { id } } }",
  },
  "closeApiKeySecret.input.id": {
    kind: "secret",
    query: "mutation ($id: ID!) { closeApiKeySecret(input: { id: $id }) { apiKey { id } } }",
  },
  "extendApiKeySecret.input.id": {
    kind: "secret",
    query:
      "mutation ($id: ID!) { extendApiKeySecret(input: { id: $id, overlapSeconds: 60 }) { apiKey { id } } }",
  },
  "updateMember.input.id": {
    kind: "member",
    query:
      "mutation ($id: ID!) { updateMember(input: { id: $id, role: VIEWER }) { member { id } } }",
  },
  "removeMember.input.id": {
    kind: "member",
    query: "mutation ($id: ID!) { removeMember(input: { id: $id, keys: REVOKE }) { removedId } }",
  },
  "removeMember.input.handOverToId": {
    kind: "member",
    query: `mutation ($id: ID!) { removeMember(input: { id: "OWN_EDITOR", keys: HAND_OVER, handOverToId: $id }) { removedId } }`,
  },
  "revokeInvitation.input.id": {
    kind: "invitation",
    query: "mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { revokedId } }",
  },
  "explainAccess.keyId": {
    kind: "key",
    query: "query ($id: ID!) { explainAccess(keyId: $id) { isAllowed } }",
  },
  "createLead.input.campaignId": {
    kind: "campaign",
    query: `mutation ($id: ID!) { createLead(input: { campaignId: $id, name: "A", email: "a@b.example" }) { lead { id } } }`,
  },
  "updateLead.input.id": {
    kind: "lead",
    query: `mutation ($id: ID!) { updateLead(input: { id: $id, name: "taken over" }) { lead { id } } }`,
  },
  "upsertLeads.input.campaignId": {
    kind: "campaign",
    query: `mutation ($id: ID!) { upsertLeads(input: { campaignId: $id, leads: [{ name: "A", email: "a@b.example" }] }) { results { index } } }`,
  },
  "deleteLead.input.id": {
    kind: "lead",
    query: "mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }",
  },
  "list.id": { kind: "list", query: "query ($id: ID!) { list(id: $id) { id } }" },
  "leads.filter.listId": {
    kind: "list",
    query: "query ($id: ID!) { leads(filter: { listId: $id }) { totalCount nodes { id } } }",
  },
  "lists.filter.campaignId": {
    kind: "campaign",
    query: "query ($id: ID!) { lists(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "createList.input.campaignId": {
    kind: "campaign",
    query: `mutation ($id: ID!) { createList(input: { name: "L", campaignId: $id }) { list { id } } }`,
  },
  "updateList.input.id": {
    kind: "list",
    query: `mutation ($id: ID!) { updateList(input: { id: $id, name: "taken over" }) { list { id } } }`,
  },
  "deleteList.input.id": {
    kind: "list",
    query: "mutation ($id: ID!) { deleteList(input: { id: $id }) { deletedId } }",
  },
  "addLeadsToList.input.id": {
    kind: "list",
    query: `mutation ($id: ID!) { addLeadsToList(input: { id: $id, leadIds: ["OWN_LEAD"] }) { addedCount } }`,
  },
  "addLeadsToList.input.leadIds": {
    kind: "lead",
    query: `mutation ($id: ID!) { addLeadsToList(input: { id: "OWN_LIST", leadIds: [$id] }) { addedCount } }`,
  },
  "removeLeadsFromList.input.id": {
    kind: "list",
    query: `mutation ($id: ID!) { removeLeadsFromList(input: { id: $id, leadIds: ["OWN_LEAD"] }) { removedCount } }`,
  },
  "removeLeadsFromList.input.leadIds": {
    kind: "lead",
    query: `mutation ($id: ID!) { removeLeadsFromList(input: { id: "OWN_LIST", leadIds: [$id] }) { removedCount } }`,
  },
  "contact.id": { kind: "contact", query: "query ($id: ID!) { contact(id: $id) { id } }" },
  "leads.filter.contactId": {
    kind: "contact",
    query: "query ($id: ID!) { leads(filter: { contactId: $id }) { totalCount nodes { id } } }",
  },
  "contacts.filter.campaignId": {
    kind: "campaign",
    query: "query ($id: ID!) { contacts(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "createContact.input.leadIds": {
    kind: "lead",
    query: `mutation ($id: ID!) { createContact(input: { name: "A", leadIds: [$id] }) { contact { id } } }`,
  },
  "updateContact.input.id": {
    kind: "contact",
    query: `mutation ($id: ID!) { updateContact(input: { id: $id, name: "taken over" }) { contact { id } } }`,
  },
  "updateContact.input.leadIds": {
    kind: "lead",
    query: `mutation ($id: ID!) { updateContact(input: { id: "OWN_CONTACT", leadIds: [$id] }) { contact { id } } }`,
  },
  "deleteContact.input.id": {
    kind: "contact",
    query: "mutation ($id: ID!) { deleteContact(input: { id: $id }) { deletedId } }",
  },
  "conversation.id": {
    kind: "conversation",
    query: "query ($id: ID!) { conversation(id: $id) { id } }",
  },
  "messages.conversationId": {
    kind: "conversation",
    query: "query ($id: ID!) { messages(conversationId: $id) { totalCount nodes { id } } }",
  },
  "conversations.filter.leadId": {
    kind: "lead",
    query:
      "query ($id: ID!) { conversations(filter: { leadId: $id }) { totalCount nodes { id } } }",
  },
  "conversations.filter.campaignId": {
    kind: "campaign",
    query:
      "query ($id: ID!) { conversations(filter: { campaignId: $id }) { totalCount nodes { id } } }",
  },
  "alert.id": { kind: "alert", query: "query ($id: ID!) { alert(id: $id) { id } }" },
  "alerts.filter.apiKeyId": {
    kind: "key",
    query: "query ($id: ID!) { alerts(filter: { apiKeyId: $id }) { totalCount nodes { id } } }",
  },
  "acknowledgeAlert.input.id": {
    kind: "alert",
    query: "mutation ($id: ID!) { acknowledgeAlert(input: { id: $id }) { alert { id } } }",
  },
  "updateCampaign.input.id": {
    kind: "campaign",
    query: `mutation ($id: ID!) { updateCampaign(input: { id: $id, name: "taken over" }) { campaign { id } } }`,
  },
  "archiveCampaign.input.id": {
    kind: "campaign",
    query: "mutation ($id: ID!) { archiveCampaign(input: { id: $id }) { campaign { id } } }",
  },
  "deleteCampaign.input.id": {
    kind: "campaign",
    query: "mutation ($id: ID!) { deleteCampaign(input: { id: $id }) { deletedId } }",
  },
};

/** A workspace's alert about one of its keys; its id. */
async function insertAlert(
  { database }: TestServer,
  workspaceId: string,
  apiKeyId: string,
): Promise<string> {
  const lastSeenAt = new Date();
  const finding = {
    workspaceId,
    apiKeyId,
    campaignId: null,
    kind: "UNUSED",
    subject: "30",
  } as const;
  await new AlertStore(database, systemClock).keep([
    { ...finding, lastSeenAt, count: 0, facts: { observed: 30 } },
  ]);
  return (await database.getRepository(Alert).findOneByOrFail({ workspaceId })).id;
}

/** The path of each argument or input field of type ID below the root fields. */
function idArguments(): string[] {
  const schema = createSchema(null);
  const paths: string[] = [];
  const visit = (path: string, type: GraphQLInputType) => {
    const named = getNamedType(type);
    if (named.name === "ID") paths.push(path);
    if (!isInputObjectType(named)) return;
    for (const field of Object.values(named.getFields()))
      visit(`${path}.${field.name}`, field.type);
  };
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      for (const argument of field.args) visit(`${field.name}.${argument.name}`, argument.type);
    }
  }
  return paths;
}

test("every id argument of the schema has its operation here", () => {
  // What an edit always refuses needs no id to refuse it.
  const refused = "updateApiKey.input.campaignId";
  expect([...Object.keys(OPERATIONS), refused].sort()).toEqual(idArguments().sort());
});

describeOnEachDatabase("workspaces never meet", (kind) => {
  let server: TestServer;
  let own: TestWorkspace;
  let foreign: TestWorkspace;
  let foreignIds: Record<IdKind, string>;
  let ownKey: TestKey;
  let ownIds: Record<string, string>;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    own = await TestWorkspace.create(server);
    foreign = await TestWorkspace.create(server);
    ownKey = await own.createKey(["leads:read"]);
    const [lead] = await foreign.insertLeads(3);
    const key = await foreign.createKey(["leads:read"]);
    const refused = await key.query("{ campaigns { totalCount } }");
    await key.query("{ leads { totalCount } }");
    await server.flush();
    const [ownLead] = await own.insertLeads(1);
    ownIds = {
      OWN_KEY: ownKey.id,
      OWN_EDITOR: own.editor.user.id,
      OWN_LEAD: ownLead?.id ?? "",
      OWN_LIST: await own.createList(),
      OWN_CONTACT: await own.createContact(),
    };
    foreignIds = {
      lead: lead?.id ?? "",
      list: await foreign.createList(lead),
      contact: await foreign.createContact(lead),
      conversation: lead ? (await foreign.insertConversation(lead, 1)).id : "",
      campaign: foreign.campaigns[0].id,
      key: key.id,
      log: refused.error.extensions.decisionId,
      member: foreign.viewer.user.id,
      secret: (
        await foreign.admin.query("query ($id: ID!) { apiKey(id: $id) { secrets { id } } }", {
          id: key.id,
        })
      ).data.apiKey.secrets[0].id,
      alert: await insertAlert(server, foreign.id, key.id),
      invitation: (
        await foreign.admin.query(
          `mutation { inviteMember(input: { email: "new@example.com", role: VIEWER }) { invitation { id } } }`,
        )
      ).data.inviteMember.invitation.id,
    };
  });
  afterAll(() => server.stop());

  test.each(Object.entries(OPERATIONS))(
    "%s: another workspace's id is answered as an unknown one",
    async (_path, { kind: idKind, query }) => {
      const operation = query.replace(/OWN_[A-Z]+/g, (name) => ownIds[name] ?? name);
      const unknown = await own.admin.query(operation, {
        id: "01980000-0000-7000-8000-000000000000",
      });
      const asked = await own.admin.query(operation, { id: foreignIds[idKind] });
      expect(asked.status).toBe(unknown.status);
      if (asked.status === 200) {
        expect(asked.body).toEqual(unknown.body);
        expect(JSON.stringify(asked.data)).toMatch(/"total(Count)?":0/);
      } else {
        expect([asked.status, asked.error.message]).toEqual([404, "Not found"]);
        expect(unknown.error.message).toBe("Not found");
      }
    },
  );

  test("the foreign key still works: nothing above touched it", async () => {
    const rows = await server.database.query(
      "SELECT name, version, revokedAt, deactivatedAt, deletedAt FROM api_keys WHERE id = ?",
      [foreignIds.key],
    );
    expect(rows).toEqual([
      { name: "Test key", version: 1, revokedAt: null, deactivatedAt: null, deletedAt: null },
    ]);
  });

  test("the foreign invitation still stands, and is in no list but its own", async () => {
    const list = "{ invitations { id } }";
    expect((await foreign.admin.query(list)).data.invitations).toEqual([
      { id: foreignIds.invitation },
    ]);
    expect((await own.admin.query(list)).data.invitations).toEqual([]);
  });

  test("lists hold the caller's workspace only", async () => {
    const answer = await own.admin.query(
      "{ leads { totalCount } campaigns { nodes { id } } apiKeys { totalCount } requestLogs { totalCount } }",
    );
    expect(answer.data.leads.totalCount).toBeLessThanOrEqual(1);
    expect(answer.data.apiKeys.totalCount).toBe(1);
    expect(answer.data.requestLogs.totalCount).toBe(0);
    expect(answer.data.campaigns.nodes.map((campaign: { id: string }) => campaign.id)).toEqual(
      own.campaigns.map((campaign) => campaign.id).reverse(),
    );
  });

  test("an empty or padded id names nothing, on every database", async () => {
    const [lead] = await own.insertLeads(1);
    const { id } = own.campaigns[0];
    for (const query of [
      `{ lead(id: "${lead?.id} ") { id } }`,
      `{ leads(filter: { campaignId: "" }) { totalCount } }`,
      `{ leads(filter: { campaignId: "${id} " }) { totalCount } }`,
      `mutation { createLead(input: { campaignId: "${id} ", name: "A", email: "a@b.example" }) { lead { id } } }`,
      `mutation { createApiKey(input: { name: "K", scopes: ["leads:read"], campaignId: "" }) { secret } }`,
    ]) {
      expect((await own.admin.query(query)).status).toBe(404);
    }
    const none = await own.admin.query(
      `{ requestLogs(filter: { apiKeyId: "" }) { totalCount } apiKeys(filter: { ownerId: "" }) { totalCount } }`,
    );
    expect(none.data).toEqual({ requestLogs: { totalCount: 0 }, apiKeys: { totalCount: 0 } });
  });

  test("a member of another workspace gets 404 for this one, as for none", async () => {
    for (const slug of [foreign.slug, "no-such-company"]) {
      const answer = await server.post(
        "{ leads { totalCount } }",
        {},
        {
          ...own.admin.sessionHeaders,
          "x-workspace": slug,
        },
      );
      expect([answer.status, answer.error.message]).toEqual([404, "Not found"]);
    }
  });

  test("a key's workspace is its own, whatever the header says", async () => {
    const key = await own.createKey(["leads:read"]);
    const answer = await server.post(
      "{ context { workspace { slug } } }",
      {},
      {
        ...key.headers,
        "x-workspace": foreign.slug,
      },
    );
    expect(answer.data.context.workspace.slug).toBe(own.slug);
  });
});

describeOnEachDatabase("campaign-limited keys", (kind) => {
  let server: TestServer;
  let own: TestWorkspace;
  let limited: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    own = await TestWorkspace.create(server);
    await own.insertLeads(10);
    limited = await own.createKey(
      ["leads:read", "campaigns:read", "credentials:write", "logs:read"],
      {
        campaign: own.campaigns[0],
      },
    );
  });
  afterAll(() => server.stop());

  test("a campaign-limited key sees its campaign's data only", async () => {
    const answer = await limited.query(
      "{ context { campaign { id name } } campaigns { nodes { id } } leads { totalCount nodes { campaign { id } } } }",
    );
    const { context, campaigns, leads } = answer.data;
    const { id, name } = own.campaigns[0];
    expect(context.campaign).toEqual({ id, name });
    expect(campaigns.nodes).toEqual([{ id }]);
    expect(leads.totalCount).toBe(5);
    expect(
      new Set(leads.nodes.map((lead: { campaign: { id: string } }) => lead.campaign.id)),
    ).toEqual(new Set([id]));
  });

  test("a lead of another campaign does not exist for it", async () => {
    const [lead] = await own.insertLeads(1, own.campaigns[1]);
    const answer = await limited.query("query ($id: ID!) { lead(id: $id) { id } }", {
      id: lead?.id,
    });
    expect(answer.status).toBe(404);
  });

  test("it makes keys for its own campaign only, and sees no others", async () => {
    const create = (campaignId: string | null) =>
      limited.query(
        `mutation ($campaignId: ID) { createApiKey(input: { name: "K", scopes: ["leads:read"], campaignId: $campaignId }) { apiKey { id } } }`,
        { campaignId },
      );
    expect((await create(null)).status).toBe(403);
    expect((await create(own.campaigns[1].id)).status).toBe(403);
    expect((await create(own.campaigns[0].id)).status).toBe(200);
    const seen = await limited.query("{ apiKeys { nodes { campaign { id } } } }");
    const ids = seen.data.apiKeys.nodes.map(
      (key: { campaign: { id: string } | null }) => key.campaign?.id,
    );
    expect(new Set(ids)).toEqual(new Set([own.campaigns[0].id]));
  });
});
