import type { Representation } from "./rest-operation.js";

/** Who is asking. */
export const CONTEXT = represent(
  "Context",
  "Context",
  `workspace { id name slug }
  scopes
  campaign { id name }
  apiKey { id name environment }
  user { id email name role }
  rateLimits { windowSeconds limit remaining resetAt }
  address`,
);

/** A lead, with the id of its campaign. */
export const LEAD = represent(
  "Lead",
  "Lead",
  `id campaignId externalId name email phone company title source status notes customFields
  version createdAt updatedAt`,
);

/** A campaign; how many leads it has takes another scope. */
export const CAMPAIGN = represent(
  "Campaign",
  "Campaign",
  "id name description status version createdAt updatedAt",
);

/** A list, with how many leads are on it; who they are, `leads` tells. */
export const LIST = represent(
  "LeadList",
  "LeadList",
  "id campaignId name description leadCount version createdAt updatedAt",
);

/** A person in the address book. */
export const CONTACT = represent(
  "Contact",
  "Contact",
  "id name email phone company title notes version createdAt updatedAt",
);

/** One message of a conversation. */
export const MESSAGE = represent("Message", "Message", "id direction sender body sentAt");

const CONVERSATION_FIELDS = "id campaignId leadId channel subject messageCount createdAt updatedAt";

/** A conversation without its messages, as lists have it. */
export const CONVERSATION = represent("Conversation", "Conversation", CONVERSATION_FIELDS);

/** One conversation comes with its newest messages. */
export const CONVERSATION_WITH_MESSAGES = represent(
  "ConversationWithMessages",
  "Conversation",
  `${CONVERSATION_FIELDS} messages { ...Message }`,
);

/** Every representation. A new resource adds its own here. */
export const REPRESENTATIONS: readonly Representation[] = [
  CONTEXT,
  LEAD,
  CAMPAIGN,
  LIST,
  CONTACT,
  CONVERSATION,
  CONVERSATION_WITH_MESSAGES,
  MESSAGE,
];

function represent(name: string, type: string, fields: string): Representation {
  return { name, type, fields };
}
