import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { badInput } from "../base/api-error.js";
import { renameFields } from "./rename-fields.js";

/** Everything that a verification tells, as `KeyVerification` names it. */
const VERIFICATION = `isValid outcome missingScopes scopes apiKey { id name environment }
  campaign { id name } expiresAt rateLimits { windowSeconds limit remaining resetAt } retryAt`;

const OPERATIONS = {
  verifyApiKey: `mutation verifyApiKey($input: VerifyApiKeyInput!) {
    verifyApiKey(input: $input) { ${VERIFICATION} }
  }`,
  verifyApiKeys: `mutation verifyApiKeys($input: VerifyApiKeysInput!) {
    verifyApiKeys(input: $input) { results { ${VERIFICATION} } }
  }`,
} as const;

/**
 * `POST /v1/verify`: `verifyApiKey`, or `verifyApiKeys` for a body with `requests`, for callers without
 * a GraphQL client. The body is the mutation's input and the answer its payload; everything between
 * is the mutation itself, with its admission, limits and record.
 */
export function addVerifyRoute(
  app: FastifyInstance,
  executeGraphql: (request: FastifyRequest, reply: FastifyReply) => Promise<string>,
): void {
  const translated = {
    preHandler: async (request: FastifyRequest) => {
      request.body = toGraphql(request.body);
    },
    onSend: async (_request: FastifyRequest, _reply: FastifyReply, payload: unknown) =>
      fromGraphql(String(payload)),
  };
  app.post("/v1/verify", translated, executeGraphql);
}

function toGraphql(input: unknown): { query: string; variables: Record<string, unknown> } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    throw badInput({ body: "The body must be one JSON object, with a key or with requests." });
  }
  const query = "requests" in input ? OPERATIONS.verifyApiKeys : OPERATIONS.verifyApiKey;
  return { query, variables: { input } };
}

/** The payload alone; a refusal with its fields under the body's own paths. What has both stays whole. */
function fromGraphql(text: string): string {
  const { data, errors } = JSON.parse(text);
  if (errors === undefined) return JSON.stringify(data.verifyApiKey ?? data.verifyApiKeys);
  for (const { extensions } of errors) {
    if (extensions.fields) extensions.fields = renameFields(extensions.fields, "input", "body");
  }
  return JSON.stringify(data === undefined ? { errors } : { data, errors });
}
