import { createHash, randomBytes } from "node:crypto";
import type { RateLimit, RoleName, Scope } from "@latchkey/shared";
import { SESSION_COOKIE } from "../../dist/admission/credentials.js";
import { newId } from "../../dist/database/new-id.js";
import { Campaign, CampaignStatus } from "../../dist/resources/campaigns/campaign.entity.js";
import {
  Conversation,
  ConversationChannel,
} from "../../dist/resources/conversations/conversation.entity.js";
import { Message, MessageDirection } from "../../dist/resources/conversations/message.entity.js";
import { Lead, LeadStatus } from "../../dist/resources/leads/lead.entity.js";
import { insertLeads } from "../../dist/resources/leads/lead-rows.js";
import { Session } from "../../dist/resources/users/session.entity.js";
import { User } from "../../dist/resources/users/user.entity.js";
import { Member } from "../../dist/resources/workspaces/member.entity.js";
import { Workspace } from "../../dist/resources/workspaces/workspace.entity.js";
import type { Answer } from "./answer.js";
import type { TestServer } from "./test-server.js";

let counter = 0;

/** Somebody who asks: knows the headers to send. */
export class TestCaller {
  constructor(
    private readonly server: TestServer,
    readonly headers: Readonly<Record<string, string>>,
  ) {}

  query(query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return this.server.post(query, variables, this.headers);
  }
}

/** A signed-in member of a workspace. */
export class TestPerson extends TestCaller {
  constructor(
    server: TestServer,
    headers: Readonly<Record<string, string>>,
    readonly user: User,
    readonly sessionHeaders: Readonly<Record<string, string>>,
  ) {
    super(server, headers);
  }
}

/** A key and its secret. */
export class TestKey extends TestCaller {
  constructor(
    server: TestServer,
    readonly id: string,
    readonly secret: string,
  ) {
    super(server, { "x-api-key": secret });
  }
}

/** A company with a member of each role and two campaigns. */
export class TestWorkspace {
  private constructor(
    private readonly server: TestServer,
    readonly id: string,
    readonly slug: string,
    readonly admin: TestPerson,
    readonly editor: TestPerson,
    readonly viewer: TestPerson,
    readonly campaigns: readonly [Campaign, Campaign],
  ) {}

  static async create(server: TestServer): Promise<TestWorkspace> {
    counter += 1;
    const slug = `company-${counter}`;
    const id = newId();
    const createdAt = new Date();
    await server.database
      .getRepository(Workspace)
      .insert({ id, name: `Company ${counter}`, slug, createdAt });
    const person = (role: RoleName) => createPerson(server, { id, slug }, role);
    const campaigns = ["First", "Second"].map((name) =>
      server.database.getRepository(Campaign).create({
        id: newId(),
        workspaceId: id,
        name,
        nameKey: name.toLowerCase(),
        description: null,
        status: CampaignStatus.ACTIVE,
        createdAt,
        updatedAt: createdAt,
      }),
    );
    await server.database.getRepository(Campaign).insert(campaigns);
    return new TestWorkspace(
      server,
      id,
      slug,
      await person("ADMIN"),
      await person("EDITOR"),
      await person("VIEWER"),
      [pick(campaigns, 0), pick(campaigns, 1)],
    );
  }

  /** Creates a key through the API, as the workspace's admin unless somebody else is named; its limits are out of the way. */
  async createKey(
    scopes: readonly Scope[],
    options: { campaign?: Campaign; as?: TestCaller; rateLimits?: readonly RateLimit[] } = {},
  ): Promise<TestKey> {
    const rateLimits = options.rateLimits ?? [{ windowSeconds: 3600, limit: 100_000 }];
    const answer = await (options.as ?? this.admin).query(
      `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }`,
      { input: { name: "Test key", scopes, campaignId: options.campaign?.id ?? null, rateLimits } },
    );
    const { apiKey, secret } = answer.data.createApiKey;
    return new TestKey(this.server, apiKey.id, secret);
  }

  /** Inserts leads, spread over the two campaigns unless one is named. */
  async insertLeads(count: number, campaign?: Campaign): Promise<Lead[]> {
    const now = Date.now();
    const rows = Array.from({ length: count }, (_, index): Lead => {
      const createdAt = new Date(now - (count - index) * 1000);
      return {
        id: newId(createdAt),
        workspaceId: this.id,
        campaignId: (campaign ?? pick(this.campaigns, index % 2)).id,
        externalId: null,
        name: `Lead ${index}`,
        nameKey: `lead ${index}`,
        lastNameKey: `${index}`,
        email: `lead-${index}@example.com`,
        phone: null,
        company: null,
        companyKey: "",
        title: null,
        source: null,
        status: LeadStatus.NEW,
        notes: null,
        customFields: {},
        version: 1,
        createdAt,
        updatedAt: createdAt,
      };
    });
    await insertLeads(this.server.database.manager, rows);
    return rows;
  }

  /** Creates a list through the API, with these leads on it; its id. */
  async createList(...leads: ReadonlyArray<{ readonly id: string } | undefined>): Promise<string> {
    const created = await this.admin.query(
      `mutation { createList(input: { name: "A list" }) { list { id } } }`,
    );
    const { id } = created.data.createList.list;
    const leadIds = leads.map((lead) => lead?.id);
    if (leadIds.length === 0) return id;
    const added = await this.admin.query(
      "mutation ($input: AddLeadsToListInput!) { addLeadsToList(input: $input) { addedCount } }",
      { input: { id, leadIds } },
    );
    return added.data && id;
  }

  /** Creates a contact through the API, who is these leads; its id. */
  async createContact(
    ...leads: ReadonlyArray<{ readonly id: string } | undefined>
  ): Promise<string> {
    const answer = await this.admin.query(
      "mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }",
      { input: { name: "A contact", leadIds: leads.map((lead) => lead?.id) } },
    );
    return answer.data.createContact.contact.id;
  }

  /** Inserts a conversation with so many messages, one a minute, the lead's turn first. */
  async insertConversation(lead: Lead, messages: number): Promise<Conversation> {
    const { database } = this.server;
    const start = lead.createdAt.getTime();
    const sentAt = (index: number) => new Date(start + index * 60_000);
    const conversation = database.getRepository(Conversation).create({
      id: newId(),
      workspaceId: this.id,
      campaignId: lead.campaignId,
      leadId: lead.id,
      channel: ConversationChannel.EMAIL,
      subject: `About ${lead.name}`,
      createdAt: sentAt(0),
      updatedAt: sentAt(Math.max(0, messages - 1)),
    });
    await database.getRepository(Conversation).insert(conversation);
    const rows = Array.from({ length: messages }, (_, index) => ({
      id: newId(sentAt(index)),
      workspaceId: this.id,
      conversationId: conversation.id,
      direction: index % 2 === 0 ? MessageDirection.INBOUND : MessageDirection.OUTBOUND,
      sender: index % 2 === 0 ? lead.email : "us@example.com",
      body: `Message ${index}`,
      sentAt: sentAt(index),
    }));
    await database.getRepository(Message).insert(rows);
    return conversation;
  }

  async countLeads(): Promise<number> {
    return this.server.database.getRepository(Lead).countBy({ workspaceId: this.id });
  }
}

/** A person with a session of their own; sign-in itself has its own tests. */
export async function createPerson(
  server: TestServer,
  workspace: { id: string; slug: string } | null,
  role: RoleName,
  options: { isPlatformAdmin?: boolean; passwordHash?: string } = {},
): Promise<TestPerson> {
  counter += 1;
  const createdAt = new Date();
  const user = server.database.getRepository(User).create({
    id: newId(),
    email: `person-${counter}@example.com`,
    name: `Person ${counter}`,
    passwordHash: options.passwordHash ?? "none",
    isPlatformAdmin: options.isPlatformAdmin ?? false,
    createdAt,
  });
  await server.database.getRepository(User).insert(user);
  if (workspace) {
    await server.database
      .getRepository(Member)
      .insert({ id: newId(), workspaceId: workspace.id, userId: user.id, role, createdAt });
  }
  const token = randomBytes(32).toString("base64url");
  await server.database.getRepository(Session).insert({
    id: newId(),
    tokenHash: createHash("sha256").update(token).digest(),
    userId: user.id,
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 400 * 86_400_000),
  });
  const sessionHeaders = { cookie: `${SESSION_COOKIE}=${token}` };
  const headers = workspace ? { ...sessionHeaders, "x-workspace": workspace.slug } : sessionHeaders;
  return new TestPerson(server, headers, user, sessionHeaders);
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`There is no item ${index}`);
  return item;
}
