import type { Resource } from "@latchkey/shared";

/** An operation that works when pasted, once its capitals are replaced by ids of the reader's own. */
export interface Example {
  readonly title: string;
  /** Under which resource it is told; null for what every key may ask. */
  readonly resource: Resource | null;
  readonly operation: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/**
 * What docs/examples.md shows in each language, in its order; `pnpm schema` writes it anew, and the
 * tests run every program of it. Words like `CAMPAIGN_ID` stand for ids. A new resource adds its own here.
 */
export const EXAMPLES: readonly Example[] = [
  {
    title: "Ask who you are",
    resource: null,
    operation: `query WhoAmI {
  context {
    workspace { name }
    apiKey { name }
    campaign { name }
    scopes
    rateLimits { windowSeconds limit remaining resetAt }
  }
}`,
  },
  {
    title: "Ask what an operation needs",
    resource: null,
    operation: `query Explain($input: ExplainOperationInput!) {
  explainOperation(input: $input) {
    keyScopes
    units
    scopes { scope isHeld fields }
  }
}`,
    variables: { input: { document: "{ leads { nodes { name campaign { name } } } }" } },
  },
  {
    title: "List campaigns",
    resource: "campaigns",
    operation: `query ListCampaigns {
  campaigns(first: 20) {
    totalCount
    nodes { id name status }
  }
}`,
  },
  {
    title: "Get a campaign",
    resource: "campaigns",
    operation: `query GetCampaign($id: ID!) {
  campaign(id: $id) { id name description status }
}`,
    variables: { id: "CAMPAIGN_ID" },
  },
  {
    title: "Create a campaign",
    resource: "campaigns",
    operation: `mutation CreateCampaign($input: CreateCampaignInput!) {
  createCampaign(input: $input) {
    campaign { id name status }
  }
}`,
    variables: { input: { name: "Spring outreach", status: "ACTIVE" } },
  },
  {
    title: "List a campaign's leads",
    resource: "leads",
    operation: `query ListLeads($campaignId: ID!, $after: String) {
  leads(first: 50, after: $after, filter: { campaignId: $campaignId }) {
    nodes { id name email status }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { campaignId: "CAMPAIGN_ID", after: null },
  },
  {
    title: "Get a lead with its campaign",
    resource: "leads",
    operation: `query GetLead($id: ID!) {
  lead(id: $id) { name email company campaign { name } }
}`,
    variables: { id: "LEAD_ID" },
  },
  {
    title: "Create a lead",
    resource: "leads",
    operation: `mutation CreateLead($input: CreateLeadInput!) {
  createLead(input: $input) {
    lead { id name status }
  }
}`,
    variables: {
      input: { campaignId: "CAMPAIGN_ID", name: "Ada Lovelace", email: "ada@example.com" },
    },
  },
  {
    title: "Create and update many leads",
    resource: "leads",
    operation: `mutation UpsertLeads($input: UpsertLeadsInput!) {
  upsertLeads(input: $input) {
    results { index outcome message lead { id } }
  }
}`,
    variables: {
      input: {
        campaignId: "CAMPAIGN_ID",
        leads: [
          { externalId: "crm-1", name: "Grace Hopper", email: "grace@example.com" },
          { externalId: "crm-2", name: "Alan Turing", email: "alan@example.com", status: "WON" },
        ],
      },
    },
  },
  {
    title: "List lists of leads",
    resource: "lists",
    operation: `query ListLists {
  lists(first: 20) {
    nodes { id name description }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: "Create a list",
    resource: "lists",
    operation: `mutation CreateList($input: CreateListInput!) {
  createList(input: $input) {
    list { id name }
  }
}`,
    variables: { input: { name: "To call this week" } },
  },
  {
    title: "Put leads on a list",
    resource: "lists",
    operation: `mutation AddLeadsToList($input: AddLeadsToListInput!) {
  addLeadsToList(input: $input) {
    addedCount
    list { name }
  }
}`,
    variables: { input: { id: "LIST_ID", leadIds: ["LEAD_ID"] } },
  },
  {
    title: "List contacts",
    resource: "contacts",
    operation: `query ListContacts {
  contacts(first: 20, order: NAME_ASC) {
    nodes { id name email company }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: "Create a contact",
    resource: "contacts",
    operation: `mutation CreateContact($input: CreateContactInput!) {
  createContact(input: $input) {
    contact { id name }
  }
}`,
    variables: {
      input: { name: "Ada Lovelace", email: "ada@example.com", leadIds: ["LEAD_ID"] },
    },
  },
  {
    title: "List conversations",
    resource: "conversations",
    operation: `query ListConversations($campaignId: ID!) {
  conversations(first: 20, filter: { campaignId: $campaignId }) {
    nodes { id channel subject updatedAt }
    pageInfo { hasNextPage endCursor }
  }
}`,
    variables: { campaignId: "CAMPAIGN_ID" },
  },
  {
    title: "Read a conversation",
    resource: "conversations",
    operation: `query ReadConversation($id: ID!) {
  conversation(id: $id) {
    subject
    messages(first: 20) { direction sender body sentAt }
  }
}`,
    variables: { id: "CONVERSATION_ID" },
  },
  {
    title: "List keys",
    resource: "credentials",
    operation: `query ListKeys {
  apiKeys(first: 20) {
    nodes { id name start lastFour status scopes lastUsedAt }
  }
}`,
  },
  {
    title: "Read the latest refusals",
    resource: "logs",
    operation: `query LatestRefusals {
  requestLogs(first: 20, filter: { statusClass: CLIENT_ERROR }) {
    nodes { at operationName statusCode errorCode apiKey { name } }
  }
}`,
  },
  {
    title: "Read the open alerts",
    resource: "logs",
    operation: `query OpenAlerts {
  alerts(first: 20, filter: { status: OPEN }) {
    totalCount
    nodes { kind severity title advice openedAt count }
  }
}`,
  },
];
