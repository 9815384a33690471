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
  type Representation,
  type RestAnswer,
  type RestOperation,
  spread,
} from "./rest-operation.js";

/**
 * Everything that can be asked over REST, in the order in which it is told; parameters, bodies and
 * scopes follow from the fields' own. A new resource adds its own here.
 */
export const REST_OPERATIONS: readonly RestOperation[] = [
  get("/context", "context", "Ask who you are", resource(CONTEXT)),

  get("/leads", "leads", "List leads", page(LEAD)),
  post("/leads", "createLead", "Create a lead", created("lead", LEAD)),
  {
    ...post(
      "/leads/bulk",
      "upsertLeads",
      "Create and update many leads",
      payload(`results { index outcome message lead { ${spread(LEAD)} } }`),
    ),
    isBulk: true,
  },
  get("/leads/:id", "lead", "Get a lead", resource(LEAD)),
  patch("/leads/:id", "updateLead", "Change a lead", changed("lead", LEAD)),
  remove("/leads/:id", "deleteLead", "Delete a lead", nothing("deletedId")),

  get("/campaigns", "campaigns", "List campaigns", page(CAMPAIGN)),
  post("/campaigns", "createCampaign", "Create a campaign", created("campaign", CAMPAIGN)),
  get("/campaigns/:id", "campaign", "Get a campaign", resource(CAMPAIGN)),
  patch("/campaigns/:id", "updateCampaign", "Change a campaign", changed("campaign", CAMPAIGN)),
  remove("/campaigns/:id", "deleteCampaign", "Delete a campaign", nothing("deletedId")),
  post(
    "/campaigns/:id/archive",
    "archiveCampaign",
    "Archive a campaign",
    changed("campaign", CAMPAIGN),
  ),

  get("/lists", "lists", "List lists of leads", page(LIST)),
  post("/lists", "createList", "Create a list", created("list", LIST)),
  get("/lists/:id", "list", "Get a list", resource(LIST)),
  patch("/lists/:id", "updateList", "Change a list", changed("list", LIST)),
  remove("/lists/:id", "deleteList", "Delete a list", nothing("deletedId")),
  post(
    "/lists/:id/leads",
    "addLeadsToList",
    "Put leads on a list",
    payload(`addedCount list { ${spread(LIST)} }`),
  ),
  post(
    "/lists/:id/leads/remove",
    "removeLeadsFromList",
    "Take leads off a list",
    payload(`removedCount list { ${spread(LIST)} }`),
  ),
  {
    ...remove(
      "/lists/:id/leads/:leadId",
      "removeLeadsFromList",
      "Take a lead off a list",
      nothing("removedCount"),
    ),
    operationId: "removeLeadFromList",
  },

  get("/contacts", "contacts", "List contacts", page(CONTACT)),
  post("/contacts", "createContact", "Create a contact", created("contact", CONTACT)),
  get("/contacts/:id", "contact", "Get a contact", resource(CONTACT)),
  patch("/contacts/:id", "updateContact", "Change a contact", changed("contact", CONTACT)),
  remove("/contacts/:id", "deleteContact", "Delete a contact", nothing("deletedId")),

  get("/conversations", "conversations", "List conversations", page(CONVERSATION)),
  get(
    "/conversations/:id",
    "conversation",
    "Get a conversation with its newest messages",
    resource(CONVERSATION_WITH_MESSAGES),
  ),
  get(
    "/conversations/:conversationId/messages",
    "messages",
    "List a conversation's messages",
    page(MESSAGE),
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

function resource(row: Representation): RestAnswer {
  return { kind: "resource", row };
}

function changed(part: string, row: Representation): RestAnswer {
  return { kind: "changed", part, row };
}

function created(part: string, row: Representation): RestAnswer {
  return { kind: "created", part, row };
}

function page(row: Representation): RestAnswer {
  return { kind: "page", row };
}

function payload(selection: string): RestAnswer {
  return { kind: "payload", selection };
}

function nothing(selection: string): RestAnswer {
  return { kind: "nothing", selection };
}
