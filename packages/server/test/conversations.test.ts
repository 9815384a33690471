import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Lead } from "../dist/resources/leads/lead.entity.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LIST = `query ($filter: ConversationFilter, $order: ConversationOrder, $first: Int, $after: String) {
  conversations(filter: $filter, order: $order, first: $first, after: $after) {
    totalCount nodes { subject } pageInfo { endCursor hasNextPage }
  }
}`;

describeOnEachDatabase("conversations", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let leads: Lead[];
  const ids: string[] = [];

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["conversations:read", "leads:write", "campaigns:read"]);
    leads = await workspace.insertLeads(6);
    // The first lead's conversation is the longest, and so has the newest message.
    for (const [index, lead] of leads.entries()) {
      ids.push((await workspace.insertConversation(lead, 25 - 4 * index)).id);
    }
  });
  afterAll(() => server.stop());

  const subjects = async (variables: Record<string, unknown>, caller: TestCaller = key) => {
    const { conversations } = (await caller.query(LIST, variables)).data;
    return conversations.nodes.map(({ subject }: { subject: string }) => subject);
  };

  test("a conversation has its lead, its campaign and its newest messages", async () => {
    const { data } = await key.query(
      `query ($id: ID!) { conversation(id: $id) {
        channel subject updatedAt messageCount lead { name } campaign { name }
        messages(first: 3) { direction sender body sentAt }
      } }`,
      { id: ids[0] },
    );
    expect(data.conversation).toMatchObject({
      channel: "EMAIL",
      subject: "About Lead 0",
      messageCount: 25,
      lead: { name: "Lead 0" },
      campaign: { name: "First" },
      messages: [
        { direction: "INBOUND", sender: "lead-0@example.com", body: "Message 24" },
        { direction: "OUTBOUND", sender: "us@example.com", body: "Message 23" },
        { direction: "INBOUND", sender: "lead-0@example.com", body: "Message 22" },
      ],
    });
    expect(data.conversation.messages[0].sentAt).toBe(data.conversation.updatedAt);
  });

  test("all messages come in pages, each once", async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { messages }: { messages: { nodes: { body: string }[]; pageInfo: PageInfo } } = (
        await key.query(
          `query ($id: ID!, $after: String) { messages(conversationId: $id, first: 10, after: $after) {
            nodes { body } pageInfo { endCursor hasNextPage }
          } }`,
          { id: ids[0], after },
        )
      ).data;
      seen.push(...messages.nodes.map(({ body }) => body));
      after = messages.pageInfo.hasNextPage ? messages.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, index) => `Message ${24 - index}`));
  });

  test("conversations are found by lead, campaign and time, those with the newest messages first", async () => {
    const names = leads.map(({ name }) => `About ${name}`);
    expect(await subjects({})).toEqual(names);
    expect(await subjects({ order: "CREATED_AT_DESC" })).toEqual([...names].reverse());
    expect(await subjects({ filter: { leadId: leads[2]?.id } })).toEqual([names[2]]);
    const campaignId = workspace.campaigns[1].id;
    expect(await subjects({ filter: { campaignId } })).toEqual([names[1], names[3], names[5]]);
    expect(await subjects({ filter: { campaignId, channel: "SMS" } })).toEqual([]);
    const { endCursor } = (await key.query(LIST, { first: 2 })).data.conversations.pageInfo;
    expect(await subjects({ first: 2, after: endCursor })).toEqual([names[2], names[3]]);
  });

  test("a page of conversations with leads, campaigns, counts and messages takes five statements", async () => {
    const query = `query ($first: Int) { conversations(first: $first) { nodes {
      subject messageCount lead { name } campaign { name } messages(first: 5) { body }
    } } }`;
    const count = async (first: number) =>
      (await countStatements(server.database, () => key.query(query, { first }))).length;
    expect([await count(1), await count(6)]).toEqual([5, 5]);
  });

  test("a conversation's lead needs the scope of leads, by whatever way", async () => {
    const reader = await workspace.createKey(["conversations:read"]);
    for (const answer of [
      await reader.query("{ conversations { nodes { lead { id } } } }"),
      await reader.query(LIST, { filter: { leadId: leads[0]?.id } }),
    ]) {
      expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
        403,
        ["leads:read"],
      ]);
    }
  });

  test("a campaign-limited key has its campaign's conversations only", async () => {
    const [own, other] = workspace.campaigns;
    const limited = await workspace.createKey(["conversations:read", "leads:read"], {
      campaign: own,
    });
    expect(await subjects({}, limited)).toEqual(["About Lead 0", "About Lead 2", "About Lead 4"]);
    for (const query of [
      "query ($id: ID!) { conversation(id: $id) { id } }",
      "query ($id: ID!) { messages(conversationId: $id) { totalCount } }",
    ]) {
      expect((await limited.query(query, { id: ids[0] })).status).toBe(200);
      expect((await limited.query(query, { id: ids[1] })).status).toBe(404);
    }
    expect((await limited.query(LIST, { filter: { leadId: leads[1]?.id } })).status).toBe(404);
    expect((await limited.query(LIST, { filter: { campaignId: other.id } })).status).toBe(403);
  });

  test("a deleted lead's conversations and messages go with it", async () => {
    await key.query("mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }", {
      id: leads[5]?.id,
    });
    const { status } = await key.query("query ($id: ID!) { conversation(id: $id) { id } }", {
      id: ids[5],
    });
    expect(status).toBe(404);
    const left = await server.database.query("SELECT id FROM messages WHERE conversationId = ?", [
      ids[5],
    ]);
    expect(left).toEqual([]);
  });
});

interface PageInfo {
  readonly endCursor: string;
  readonly hasNextPage: boolean;
}
