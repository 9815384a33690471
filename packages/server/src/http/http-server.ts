import Fastify, { type FastifyInstance } from "fastify";
import type { Redis } from "ioredis";
import type { DataSource } from "typeorm";
import type { Deadlines } from "../base/deadlines.js";
import { allowedMethods } from "./allowed-methods.js";
import { BODY_MAX } from "./body-limit.js";
import { answerClientError } from "./client-error.js";
import { consoleFiles } from "./console-files.js";
import { Drain } from "./drain.js";
import { type GraphqlRouteParts, graphqlRoute } from "./graphql-route.js";
import { healthRoutes } from "./health.js";
import { openapiRoute } from "./openapi-route.js";
import { plainRefusal } from "./plain-refusal.js";

/** How often slow requests are looked for: a deadline is kept to within so much. */
const CHECK_MS_MAX = 1_000;

/** What the server is made of. */
interface HttpServerParts extends GraphqlRouteParts {
  readonly database: DataSource;
  readonly redis: Redis | null;
  readonly deadlines: Deadlines;
}

/** The HTTP server: the API, health, and the console on one port; and the way to stop it. */
export function createHttpServer(parts: HttpServerParts): { app: FastifyInstance; drain: Drain } {
  const { headersMs, requestMs, keepAliveMs } = parts.deadlines;
  const app = Fastify({
    bodyLimit: BODY_MAX,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    http: {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(CHECK_MS_MAX, headersMs / 4),
    },
    clientErrorHandler: answerClientError,
    exposeHeadRoutes: false,
    routerOptions: {
      ignoreTrailingSlash: true,
      onBadUrl: (_path, _request, response) => {
        response.statusCode = 400;
        response.setHeader("content-type", "application/json; charset=utf-8");
        response.end(JSON.stringify(plainRefusal("BAD_USER_INPUT")));
      },
    },
  });
  const drain = new Drain(app, parts.deadlines);
  app.register(graphqlRoute(parts));
  app.register(openapiRoute(parts.schema, parts.config.keyHeaders));
  app.register(healthRoutes(parts.database, parts.redis, drain));
  app.register(parts.metrics.route());
  app.register(consoleFiles);
  app.setNotFoundHandler((request, reply) => {
    // Methods that Fastify has no routes for.
    const allow = allowedMethods(request.url);
    if (allow) {
      return reply.code(405).header("allow", allow).send(plainRefusal("METHOD_NOT_ALLOWED"));
    }
    return reply.code(404).send(plainRefusal("NOT_FOUND"));
  });
  app.setErrorHandler((error, _request, reply) => {
    parts.log.error({ err: error }, "A request outside the API failed");
    return reply.code(500).send(plainRefusal("INTERNAL"));
  });
  return { app, drain };
}
