import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../../base/api-error.js";
import { LARGE_BODY_MAX, limitBody } from "../body-limit.js";
import { REST_PREFIX, type RestParts, restHandler } from "./rest-handler.js";
import { REST_OPERATIONS, restMethods } from "./rest-operations.js";

/** Everything under `/api`: the table's operations, 405 for other methods of their paths, 404 for the rest. */
export function restRoutes(parts: RestParts) {
  return async (app: FastifyInstance): Promise<void> => {
    takeEmptyBodies(app);
    for (const operation of REST_OPERATIONS) {
      const { method, path: url, isBulk } = operation;
      const large = isBulk ? { bodyLimit: LARGE_BODY_MAX, preParsing: limitBody } : {};
      const handler = restHandler(parts, operation);
      app.route({ method, url: `${REST_PREFIX}${url}`, handler, ...large });
    }
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

function notThere(_request: FastifyRequest, _reply: FastifyReply): never {
  throw new ApiError("NOT_FOUND", { reason: "There is nothing under this path" });
}
