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
  });
  app.register(graphqlRoute(parts));
  app.register(healthRoutes(parts.database, parts.redis));
  app.register(consoleFiles);
  app.setNotFoundHandler((_request, reply) =>
    reply.code(404).send({ errors: [{ message: "Not found", extensions: { code: "NOT_FOUND" } }] }),
  );
  app.setErrorHandler((error, _request, reply) => {
    parts.log.error({ err: error }, "A request outside the API failed");
    return reply.code(500).send({
      errors: [{ message: "Internal server error", extensions: { code: "INTERNAL" } }],
    });
  });
  return app;
}
