import {
  CAMPAIGN,
  CONTACT,
  CONTEXT,
  CONVERSATION,
  CONVERSATION_WITH_MESSAGES,
  LEAD,
  LIST,
  MESSAGE,
} from "./representations.js";
import {
  created,
  nothing,
  one,
  pageOf,
  partOf,
  type RestAnswer,
  type RestOperation,
  spread,
} from "./rest-operation.js";

const ADDED: RestAnswer = {
  kind: "value",
  selection: `addedCount list { ${spread(LIST)} }`,
};
const REMOVED: RestAnswer = {
  kind: "value",
  selection: `removedCount list { ${spread(LIST)} }`,
};
const UPSERTED: RestAnswer = {
  kind: "value",
  selection: `results { index outcome message lead { ${spread(LEAD)} } }`,
};

/**
 * Everything that can be asked over REST, in the order in which it is told; parameters, bodies and
 * scopes follow from the fields' own. A new resource adds its own here.
 */
export const REST_OPERATIONS: readonly RestOperation[] = [
  get("/context", "context", "Ask who you are", one(CONTEXT)),

  get("/leads", "leads", "List leads", pageOf(LEAD)),
  post("/leads", "createLead", "Create a lead", created("lead", LEAD)),
  {
    ...post("/leads/bulk", "upsertLeads", "Create and update many leads", UPSERTED),
    isBulk: true,
  },
  get("/leads/:id", "lead", "Get a lead", one(LEAD)),
  patch("/leads/:id", "updateLead", "Change a lead", partOf("lead", LEAD)),
  remove("/leads/:id", "deleteLead", "Delete a lead", nothing("deletedId")),

  get("/campaigns", "campaigns", "List campaigns", pageOf(CAMPAIGN)),
  post("/campaigns", "createCampaign", "Create a campaign", created("campaign", CAMPAIGN)),
  get("/campaigns/:id", "campaign", "Get a campaign", one(CAMPAIGN)),
  patch("/campaigns/:id", "updateCampaign", "Change a campaign", partOf("campaign", CAMPAIGN)),
  remove("/campaigns/:id", "deleteCampaign", "Delete a campaign", nothing("deletedId")),
  post(
    "/campaigns/:id/archive",
    "archiveCampaign",
    "Archive a campaign",
    partOf("campaign", CAMPAIGN),
  ),

  get("/lists", "lists", "List lists of leads", pageOf(LIST)),
  post("/lists", "createList", "Create a list", created("list", LIST)),
  get("/lists/:id", "list", "Get a list", one(LIST)),
  patch("/lists/:id", "updateList", "Change a list", partOf("list", LIST)),
  remove("/lists/:id", "deleteList", "Delete a list", nothing("deletedId")),
  post("/lists/:id/leads", "addLeadsToList", "Put leads on a list", ADDED),
  post("/lists/:id/leads/remove", "removeLeadsFromList", "Take leads off a list", REMOVED),
  {
    ...remove(
      "/lists/:id/leads/:leadId",
      "removeLeadsFromList",
      "Take a lead off a list",
      nothing("removedCount"),
    ),
    operationId: "removeLeadFromList",
  },

  get("/contacts", "contacts", "List contacts", pageOf(CONTACT)),
  post("/contacts", "createContact", "Create a contact", created("contact", CONTACT)),
  get("/contacts/:id", "contact", "Get a contact", one(CONTACT)),
  patch("/contacts/:id", "updateContact", "Change a contact", partOf("contact", CONTACT)),
  remove("/contacts/:id", "deleteContact", "Delete a contact", nothing("deletedId")),

  get("/conversations", "conversations", "List conversations", pageOf(CONVERSATION)),
  get(
    "/conversations/:id",
    "conversation",
    "Get a conversation with its newest messages",
    one(CONVERSATION_WITH_MESSAGES),
  ),
  get(
    "/conversations/:conversationId/messages",
    "messages",
    "List a conversation's messages",
    pageOf(MESSAGE),
  ),
];

/** The methods of each path, in the table's order. */
export function restMethods(): Map<string, string[]> {
  const methods = new Map<string, string[]>();
  for (const { method, path } of REST_OPERATIONS) {
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  return methods;
}

type Row = [path: string, field: string, summary: string, answer: RestAnswer];

function get(...row: Row): RestOperation {
  return operation("GET", row);
}

function post(...row: Row): RestOperation {
  return operation("POST", row);
}

function patch(...row: Row): RestOperation {
  return operation("PATCH", row);
}

function remove(...row: Row): RestOperation {
  return operation("DELETE", row);
}

function operation(
  method: RestOperation["method"],
  [path, field, summary, answer]: Row,
): RestOperation {
  return { method, path, field, summary, answer };
}
