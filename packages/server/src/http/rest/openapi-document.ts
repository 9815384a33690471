import swagger from "@fastify/swagger";
import Fastify from "fastify";
import type { GraphQLSchema } from "graphql";
import { readFieldRules } from "../../admission/field-rules.js";
import { OperationPlanner } from "../../admission/operation-plan.js";
import { REST_OPERATIONS } from "./rest-operations.js";
import { addRestRoutes } from "./rest-routes.js";
import { restTags } from "./rest-schemas.js";
import { type OpenapiDocument, withSharedAnswers } from "./shared-answers.js";

const DESCRIPTION = `The data behind the keys, for programs without a GraphQL client. Each request is the GraphQL operation that its \`operationId\` names, with the same scopes, limits and refusals. Scopes are under \`x-required-scopes\`; a write scope includes its read.`;

/** The OpenAPI 3.1 document of the REST routes, for keys in these headers. */
export async function openapiDocument(
  schema: GraphQLSchema,
  keyHeaders: readonly string[],
): Promise<OpenapiDocument> {
  const schemes = keyHeaders.map((name, index) => [
    index === 0 ? "apiKey" : `apiKey${index + 1}`,
    { type: "apiKey", in: "header", name, description: "An API key, in one header." } as const,
  ]);
  const app = Fastify({ exposeHeadRoutes: false });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Latchkey REST API", version: "1", description: DESCRIPTION },
      servers: [{ url: "/" }],
      tags: restTags(REST_OPERATIONS),
      components: { securitySchemes: Object.fromEntries(schemes) },
      security: schemes.map(([name]) => ({ [String(name)]: [] })),
    },
    refResolver: {
      buildLocalReference: ({ $id }, _baseUri, _fragment, index) => String($id ?? index),
    },
  });
  const planner = new OperationPlanner(schema, readFieldRules(schema));
  addRestRoutes(app, { schema, planner }, () => () => Promise.reject(new Error("Described only")));
  await app.ready();
  const document: OpenapiDocument = JSON.parse(JSON.stringify(app.swagger()));
  return withSharedAnswers(document);
}
