import { ERROR_CODES, type ErrorCode } from "@latchkey/shared";
import Fastify, { type FastifyInstance } from "fastify";
import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";
import { consoleFiles } from "./console-files.js";
import { type GraphqlRouteParts, graphqlRoute } from "./graphql-route.js";
import { healthRoutes } from "./health.js";

/** Longest request body, in bytes. */
const BODY_MAX = 100 * 1024;

/** The HTTP server: the API, health, and the console on one port. */
export function createHttpServer(
  parts: GraphqlRouteParts & { readonly database: DataSource; readonly redis: Redis | null },
): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_MAX,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    forceCloseConnections: "idle",
    exposeHeadRoutes: false,
    routerOptions: {
      onBadUrl: (_path, _request, response) => {
        response.statusCode = 400;
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.end(JSON.stringify(plainRefusal("BAD_USER_INPUT")));
      },
    },
  });
  app.register(graphqlRoute(parts));
  app.register(healthRoutes(parts.database, parts.redis));
  app.register(consoleFiles);
  app.setNotFoundHandler((request, reply) => {
    // Methods that Fastify has no routes for.
    if (/^\/graphql\/?(\?|$)/.test(request.url)) {
      return reply.code(405).header("allow", "POST").send(plainRefusal("METHOD_NOT_ALLOWED"));
    }
    return reply.code(404).send(plainRefusal("NOT_FOUND"));
  });
  app.setErrorHandler((error, _request, reply) => {
    parts.log.error({ err: error }, "A request outside the API failed");
    return reply.code(500).send(plainRefusal("INTERNAL"));
  });
  return app;
}

/** A refusal outside the API, where there is no record to point to. */
function plainRefusal(code: ErrorCode) {
  return { errors: [{ message: ERROR_CODES[code].message, extensions: { code } }] };
}
