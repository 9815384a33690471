import { COUNTER } from "./load/load-job.js";

/** The query that every server here answers. */
const LEADS_QUERY = "{ leads(first: 20) { nodes { id name email status } } }";

/** The body that asks for the leads, as GraphQL clients send it. */
export const LEADS_BODY = JSON.stringify({ query: LEADS_QUERY, variables: {} });

/** The same, by a document whose name no other request has. */
export const UNIQUE_LEADS_BODY = JSON.stringify({
  query: `query Leads${COUNTER} ${LEADS_QUERY}`,
  variables: {},
});
