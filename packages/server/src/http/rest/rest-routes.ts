import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { OperationPlanner } from "../../admission/operation-plan.js";
import { ApiError } from "../../base/api-error.js";
import { LARGE_BODY_MAX, limitBody } from "../body-limit.js";
import { REST_PREFIX, type RestHandler, type RestParts, restHandler } from "./rest-handler.js";
import type { RestOperation } from "./rest-operation.js";
import { REST_OPERATIONS, restMethods } from "./rest-operations.js";
import { restComponents, restSchema } from "./rest-schemas.js";

/** Everything under `/api`: the table's operations, 405 for other methods of their paths, 404 for the rest. */
export function restRoutes(parts: RestParts) {
  return async (app: FastifyInstance): Promise<void> => {
    takeEmptyBodies(app);
    addRestRoutes(app, parts, (operation) => restHandler(parts, operation));
    for (const [path, allowed] of restMethods()) {
      app.route({
        method: app.supportedMethods.filter((method) => !allowed.includes(method)),
        url: `${REST_PREFIX}${path}`,
        handler: (_request, reply) => {
          reply.header("allow", allowed.join(", "));
          throw new ApiError("METHOD_NOT_ALLOWED");
        },
      });
    }
    for (const url of ["/api", "/api/*"]) app.all(url, notThere);
  };
}

/**
 * The table's operations as routes with their schemas. These describe and do not judge: what a request
 * may say is asked once, with its operation, after its scopes and in GraphQL's words.
 */
export function addRestRoutes(
  app: FastifyInstance,
  { schema, planner }: { readonly schema: GraphQLSchema; readonly planner: OperationPlanner },
  handlerOf: (operation: RestOperation) => RestHandler,
): void {
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => JSON.stringify);
  for (const component of restComponents(schema, REST_OPERATIONS)) app.addSchema(component);
  for (const operation of REST_OPERATIONS) {
    app.route({
      method: operation.method,
      url: `${REST_PREFIX}${operation.path}`,
      schema: restSchema(schema, planner, operation),
      handler: handlerOf(operation),
      ...(operation.isBulk ? { bodyLimit: LARGE_BODY_MAX, preParsing: limitBody } : {}),
    });
  }
}

/** Clients name the media type of a body that they do not send; that is none, rather than a broken one. */
function takeEmptyBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<string>(
    "application/json",
    { parseAs: "string" },
    (request, body, done) => {
      if (body === "") done(null, undefined);
      else parse(request, body, done);
    },
  );
}

function notThere(): never {
  throw new ApiError("NOT_FOUND", { reason: "There is nothing under this path" });
}
