import { formatInstant } from "../database/instants.js";
import { newId } from "../database/new-id.js";
import { searchKey } from "../database/search-key.js";
import { insertRows, type Value } from "../database/write-rows.js";
import { ConversationChannel } from "../resources/conversations/conversation.entity.js";
import { MessageDirection } from "../resources/conversations/message.entity.js";
import { type Lead, LeadStatus } from "../resources/leads/lead.entity.js";
import type { Foundations } from "../services.js";
import type { SeededRandom } from "./random.js";

const LISTS = [
  { name: "Call this week", description: "Leads that wait for a call", every: 40 },
  { name: "Trade fair 2026", description: "Met at the stand", every: 25 },
  { name: "Do not disturb", description: null, every: 120 },
] as const;
const CONTACT_EVERY = 20;
const CONVERSATIONS_MAX = 200;
const HOUR_MS = 3_600_000;
const OPENINGS = [
  "Hello, I saw that your team is growing. May I show you what we do?",
  "Good morning, you asked for our brochure at the fair. Here it is.",
  "Hello, a partner of ours thought that you would like to hear from us.",
] as const;
const REPLIES = [
  "Thank you, that sounds interesting. What would it cost for thirty people?",
  "Could you call me on Thursday afternoon?",
  "We decided for somebody else this year. Please ask again in spring.",
] as const;
const ANSWERS = [
  "Gladly. I have sent you an offer; tell me what you think.",
  "Of course. I will call you at three.",
] as const;

/** Lists, contacts and conversations of invented leads, so that each page has something to show. */
export async function seedRelations(
  { database, clock }: Foundations,
  random: SeededRandom,
  leads: readonly Lead[],
): Promise<void> {
  const { manager } = database;
  await seedLists(manager, leads);
  await seedContacts(manager, leads);
  // Nobody has answered yet to those who came today.
  const today = clock.now().getTime() - 24 * HOUR_MS;
  const talking = leads.filter(
    ({ status, createdAt }) => status !== LeadStatus.NEW && createdAt.getTime() < today,
  );
  await seedConversations(manager, random, talking.slice(-CONVERSATIONS_MAX));
}

type Manager = Foundations["database"]["manager"];

async function seedLists(manager: Manager, leads: readonly Lead[]): Promise<void> {
  const [first] = leads;
  if (!first) return;
  const lists = LISTS.map((list) => ({ ...list, id: newId(first.createdAt) }));
  const at = formatInstant(first.createdAt);
  await insertRows(
    manager,
    "lead_lists",
    ["id", "workspaceId", "name", "nameKey", "description", "createdAt", "updatedAt"],
    lists.map(({ id, name, description }) => [
      id,
      first.workspaceId,
      name,
      searchKey(name),
      description,
      at,
      at,
    ]),
  );
  const members = lists.flatMap(({ id, every }) =>
    leads
      .filter((_, index) => index % every === 0)
      .map((lead): Value[] => [id, lead.id, lead.campaignId, formatInstant(lead.createdAt)]),
  );
  const columns = ["listId", "leadId", "campaignId", "addedAt"];
  await insertRows(manager, "lead_list_members", columns, members);
}

async function seedContacts(manager: Manager, leads: readonly Lead[]): Promise<void> {
  const known = leads
    .filter((_, index) => index % CONTACT_EVERY === 0)
    .map((lead) => ({ lead, id: newId(lead.createdAt) }));
  await insertRows(
    manager,
    "contacts",
    [
      ...["id", "workspaceId", "name", "nameKey", "email", "phone", "company", "companyKey"],
      ...["lastNameKey", "title", "createdAt", "updatedAt"],
    ],
    known.map(({ lead, id }) => [
      id,
      lead.workspaceId,
      lead.name,
      lead.nameKey,
      lead.email,
      lead.phone,
      lead.company,
      lead.companyKey,
      lead.lastNameKey,
      lead.title,
      formatInstant(lead.createdAt),
      formatInstant(lead.createdAt),
    ]),
  );
  await insertRows(
    manager,
    "contact_leads",
    ["leadId", "contactId", "campaignId"],
    known.map(({ lead, id }) => [lead.id, id, lead.campaignId]),
  );
}

async function seedConversations(
  manager: Manager,
  random: SeededRandom,
  leads: readonly Lead[],
): Promise<void> {
  const conversations: Value[][] = [];
  const messages: Value[][] = [];
  for (const lead of leads) {
    const start = lead.createdAt.getTime() + random.below(HOUR_MS);
    const id = newId(new Date(start));
    const hasReplied = lead.status !== LeadStatus.CONTACTED;
    const turns = [
      { direction: MessageDirection.OUTBOUND, body: random.pick(OPENINGS) },
      ...(hasReplied ? [{ direction: MessageDirection.INBOUND, body: random.pick(REPLIES) }] : []),
      ...(hasReplied && random.next() < 0.6
        ? [{ direction: MessageDirection.OUTBOUND, body: random.pick(ANSWERS) }]
        : []),
    ].map((turn, index) => ({ ...turn, sentAt: new Date(start + index * 5 * HOUR_MS) }));
    for (const { direction, body, sentAt } of turns) {
      const sender = direction === MessageDirection.INBOUND ? lead.email : "sales@demo.example";
      messages.push([
        newId(sentAt),
        lead.workspaceId,
        id,
        direction,
        sender,
        body,
        formatInstant(sentAt),
      ]);
    }
    const last = turns.at(-1)?.sentAt ?? lead.createdAt;
    conversations.push([
      id,
      lead.workspaceId,
      lead.campaignId,
      lead.id,
      ConversationChannel.EMAIL,
      `${lead.company ?? "Your company"}: a short introduction`,
      formatInstant(new Date(start)),
      formatInstant(last),
    ]);
  }
  await insertRows(
    manager,
    "conversations",
    [
      ...["id", "workspaceId", "campaignId", "leadId", "channel", "subject", "createdAt"],
      "updatedAt",
    ],
    conversations,
  );
  await insertRows(
    manager,
    "messages",
    ["id", "workspaceId", "conversationId", "direction", "sender", "body", "sentAt"],
    messages,
  );
}
