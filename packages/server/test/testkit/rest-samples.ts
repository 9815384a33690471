import type { Scope } from "@latchkey/shared";
import type { TestWorkspace } from "./test-workspace.js";

/** What a workspace has, one of each, for requests to name. */
export interface RestFixture {
  readonly campaignId: string;
  /** Of a campaign without leads. */
  readonly emptyCampaignId: string;
  /** The first is on the list, the second is the contact, the third has the conversation. */
  readonly leadIds: readonly [string, string, string];
  readonly listId: string;
  readonly contactId: string;
  readonly conversationId: string;
}

/** A request over REST and what it is in GraphQL. */
export interface RestSample {
  /** As in the table of operations: `POST /leads`. */
  readonly operation: string;
  /** The one scope it takes; null where any key will do. */
  readonly scope: Scope | null;
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly status: 200 | 201 | 204;
  /** The body, out of what GraphQL answers to the same; null for none. */
  // biome-ignore lint/suspicious/noExplicitAny: what is asked for decides the shape
  readonly told: (data: any) => unknown;
}

let counter = 0;

/** Puts new rows of each kind into a workspace's first campaign. */
export async function insertRestFixture(workspace: TestWorkspace): Promise<RestFixture> {
  const [campaign] = workspace.campaigns;
  const leads = await workspace.insertLeads(3, campaign);
  const [first, second, third] = leads;
  if (!first || !second || !third) throw new Error("Three leads were to be inserted");
  const { data } = await workspace.admin.query(
    `mutation { createCampaign(input: { name: "Empty" }) { campaign { id } } }`,
  );
  return {
    campaignId: campaign.id,
    emptyCampaignId: data.createCampaign.campaign.id,
    leadIds: [first.id, second.id, third.id],
    listId: await workspace.createList(first),
    contactId: await workspace.createContact(second),
    conversationId: (await workspace.insertConversation(third, 3)).id,
  };
}

/** A request for every operation. */
export function restSamples(ids: RestFixture): RestSample[] {
  counter += 1;
  const { campaignId, leadIds, listId, contactId } = ids;
  const [leadId, otherId] = leadIds;
  const lead = { campaignId, name: "Åsa", email: "asa@example.com", customFields: { size: 5 } };
  const rows = [
    { externalId: `row-${counter}`, name: "B", email: `row-${counter}@example.com` },
    { phone: "1" },
  ];
  return [
    read("/context", null, "/context", {}, (data) => data.context),
    ...listed("leads", "leads:read", `text=lead%201&campaignId=${campaignId}`, {
      filter: { text: "lead 1", campaignId },
    }),
    write("POST /leads", "leads:write", "/leads", lead, {}, (data) => data.createLead.lead),
    {
      ...write("POST /leads/bulk", "leads:write", "/leads/bulk", { campaignId, leads: rows }, {}),
      status: 200,
      told: (data) => data.upsertLeads,
    },
    read("/leads/:id", "leads:read", `/leads/${leadId}`, { id: leadId }, (data) => data.lead),
    ...changed("leads", "Lead", leadId, { company: "Åkers", notes: null }),

    ...listed("campaigns", "campaigns:read", "search=first&order=NAME_ASC", {
      filter: { search: "first" },
      order: "NAME_ASC",
    }),
    write("POST /campaigns", "campaigns:write", "/campaigns", { name: "New" }, {}, (data) => {
      return data.createCampaign.campaign;
    }),
    read(
      "/campaigns/:id",
      "campaigns:read",
      `/campaigns/${campaignId}`,
      { id: campaignId },
      (data) => data.campaign,
    ),
    ...changed("campaigns", "Campaign", ids.emptyCampaignId, { status: "PAUSED" }),
    {
      operation: "POST /campaigns/:id/archive",
      scope: "campaigns:write",
      path: `/campaigns/${ids.emptyCampaignId}/archive`,
      variables: { input: { id: ids.emptyCampaignId } },
      status: 200,
      told: (data) => data.archiveCampaign.campaign,
    },

    ...listed("lists", "lists:read", "first=1&search=list", {
      filter: { search: "list" },
      first: 1,
    }),
    write("POST /lists", "lists:write", "/lists", { name: "New", campaignId }, {}, (data) => {
      return data.createList.list;
    }),
    read("/lists/:id", "lists:read", `/lists/${listId}`, { id: listId }, (data) => data.list),
    ...changed("lists", "List", listId, { description: "Who came" }),
    {
      ...write(
        "POST /lists/:id/leads",
        "lists:write",
        `/lists/${listId}/leads`,
        { leadIds: [leadId, otherId] },
        { id: listId },
        (data) => data.addLeadsToList,
      ),
      status: 200,
    },
    {
      ...write(
        "POST /lists/:id/leads/remove",
        "lists:write",
        `/lists/${listId}/leads/remove`,
        { leadIds: [leadId] },
        { id: listId },
        (data) => data.removeLeadsFromList,
      ),
      status: 200,
    },
    {
      operation: "DELETE /lists/:id/leads/:leadId",
      scope: "lists:write",
      path: `/lists/${listId}/leads/${leadId}`,
      variables: { input: { id: listId, leadIds: [leadId] } },
      status: 204,
      told: () => null,
    },

    ...listed("contacts", "contacts:read", "text=a%20con", { filter: { text: "a con" } }),
    write(
      "POST /contacts",
      "contacts:write",
      "/contacts",
      { name: "New", leadIds: [leadId] },
      {},
      (data) => data.createContact.contact,
    ),
    read(
      "/contacts/:id",
      "contacts:read",
      `/contacts/${contactId}`,
      { id: contactId },
      (data) => data.contact,
    ),
    ...changed("contacts", "Contact", contactId, { email: "new@example.com" }),

    ...listed("conversations", "conversations:read", `campaignId=${campaignId}&channel=EMAIL`, {
      filter: { campaignId, channel: "EMAIL" },
    }),
    read(
      "/conversations/:id",
      "conversations:read",
      `/conversations/${ids.conversationId}`,
      { id: ids.conversationId },
      (data) => data.conversation,
    ),
    read(
      "/conversations/:conversationId/messages",
      "conversations:read",
      `/conversations/${ids.conversationId}/messages?first=2`,
      { conversationId: ids.conversationId, first: 2 },
      ({ messages: { nodes, ...place } }) => ({ data: nodes, ...place }),
    ),
  ];
}

function read(
  operation: string,
  scope: Scope | null,
  path: string,
  variables: RestSample["variables"],
  told: RestSample["told"],
): RestSample {
  return { operation: `GET ${operation}`, scope, path, variables, status: 200, told };
}

/** A list's page, with and without what it costs to count. */
function listed(
  field: string,
  scope: Scope,
  search: string,
  variables: RestSample["variables"],
): RestSample[] {
  const told: RestSample["told"] = (data) => {
    const { nodes, ...place } = data[field];
    return { data: nodes, ...place };
  };
  const path = `/${field}?${search}`;
  return [
    read(`/${field}`, scope, path, variables, told),
    read(`/${field}`, scope, `${path}&totalCount=true`, { ...variables, totalCount: true }, told),
  ];
}

function write(
  operation: string,
  scope: Scope,
  path: string,
  body: Readonly<Record<string, unknown>>,
  inPath: Readonly<Record<string, unknown>>,
  told: RestSample["told"] = () => null,
): RestSample {
  const variables = { input: { ...body, ...inPath } };
  return { operation, scope, path, body, variables, status: 201, told };
}

/** A change and a deletion. */
function changed(
  plural: string,
  type: string,
  id: string,
  body: Readonly<Record<string, unknown>>,
): RestSample[] {
  const scope = `${plural}:write` as Scope;
  const path = `/${plural}/${id}`;
  const part = type.toLowerCase();
  return [
    {
      ...write(`PATCH /${plural}/:id`, scope, path, body, { id }),
      status: 200,
      told: (data) => data[`update${type}`][part],
    },
    {
      operation: `DELETE /${plural}/:id`,
      scope,
      path,
      variables: { input: { id } },
      status: 204,
      told: () => null,
    },
  ];
}
