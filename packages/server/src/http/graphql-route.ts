import { Readable } from "node:stream";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ExecutionResult } from "graphql";
import type { Documents } from "../admission/documents.js";
import { ApiError } from "../base/api-error.js";
import { admit, enter } from "./admit.js";
import { assertTextFits, LARGE_BODY_MAX, limitBody, refuseCompressed } from "./body-limit.js";
import type { Exchange } from "./exchange.js";
import { addExportRoutes } from "./export-route.js";
import { formatError, toApiError } from "./failure.js";
import { readGraphqlBody } from "./graphql-body.js";
import type { GraphqlEngine } from "./graphql-engine.js";
import { type LetInParts, letIn } from "./let-in.js";
import type { PersistedQueries } from "./persisted-queries.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { CONTENT_TYPE, refusalAnswer, refuse, refuseAll } from "./refusal.js";
import { keepRecord, type RequestRecordParts } from "./request-record.js";
import { restRoutes } from "./rest/rest-routes.js";
import { sharedTurn } from "./shared-turn.js";
import { addVerifyRoute } from "./verify-route.js";

/** What the route is made of. */
export interface GraphqlRouteParts extends LetInParts, RequestRecordParts {
  readonly documents: Documents;
  readonly persistedQueries: PersistedQueries;
  readonly engine: GraphqlEngine;
}

/** `POST /graphql`, and `/v1/verify`, `/exports` and `/api` over it: credentials are judged before the body is read, and each request leaves its record. */
export function graphqlRoute(parts: GraphqlRouteParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.decorateRequest("exchange", null);
    app.decorateRequest("actor", null);
    app.decorateRequest("waitingKey", null);
    app.decorateRequest("bodyBytes", 0);
    app.addHook("onRequest", (request, reply) => admit(parts, request, reply));
    app.addHook("preParsing", refuseCompressed);
    app.addHook("onSend", (request, reply, payload, done) => {
      // What is sent piece by piece keeps its record when it ends.
      if (payload instanceof Readable) return done(null, payload);
      keepRecord(parts, request, reply, payload).then((answer) => done(null, answer), done);
    });
    app.setErrorHandler((error, request, reply) => refuse(parts, request, reply, error));
    for (const url of ["/graphql", "/v1/verify"]) {
      app.route({
        method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
        url,
        handler: (_request, reply) => {
          reply.header("allow", "POST");
          throw new ApiError("METHOD_NOT_ALLOWED");
        },
      });
    }
    const large = { bodyLimit: LARGE_BODY_MAX, preParsing: limitBody };
    app.post("/graphql", large, (request, reply) => answer(parts, request, reply));
    addVerifyRoute(app, (request, reply) => answer(parts, request, reply));
    addExportRoutes(app, parts);
    app.register(restRoutes(parts));
  };
}

async function answer(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<string> {
  const { actor, exchange } = request;
  if (!exchange || !actor) throw new Error("A request reached its handler without admission");
  await sharedTurn();
  const body = readGraphqlBody(request.body);
  assertTextFits(body.query ?? "");
  const isStranger = actor.kind === "anonymous";
  if (isStranger) parts.planner.assertOpenToAnyone(body.query ?? "");
  exchange.reach("document");
  const query = body.query ?? parts.persistedQueries.find(body.persistedHash ?? "");
  if (query === null) {
    await enter(parts, request, 1);
    // No failure of the request: the client now sends the text. The record counts no error.
    return refusalAnswer(parts, exchange, reply, [new ApiError("PERSISTED_QUERY_NOT_FOUND")]);
  }
  const read = parts.documents.read(query, isStranger ? "strangers" : "callers");
  if (read.outcome === "refused") {
    // What is wrong with a document may tell of the schema, and suggests names of it.
    if (isStranger) throw new ApiError("UNAUTHENTICATED");
    // What runs nothing costs its one unit, too.
    await enter(parts, request, 1);
    return refuseAll(parts, exchange, reply, read.errors);
  }
  const { variables, operationName } = body;
  const asked = { text: query, document: read.document, variables, operationName };
  const call = await letIn(parts, request, reply, asked);
  // Only now is it sure that the caller may fill the store.
  if (body.persistedHash !== null && !isStranger) {
    parts.persistedQueries.keep(body.persistedHash, query);
  }
  exchange.beginExecution();
  const result = await parts.engine.run(call);
  exchange.endExecution();
  return tell(parts, exchange, reply, result);
}

/** Tells what came of an operation: what was done or found, beside what failed; or the failures alone. */
function tell(
  parts: GraphqlRouteParts,
  exchange: Exchange,
  reply: FastifyReply,
  { data, errors: failures = [] }: ExecutionResult,
): string {
  const isNothing = !data || Object.values(data).every((value) => value === null);
  if (failures.length > 0 && isNothing) return refuseAll(parts, exchange, reply, failures);
  reply
    .header("content-type", CONTENT_TYPE)
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()));
  if (failures.length === 0) return JSON.stringify({ data });
  const errors = failures.map((failure) => {
    const error = toApiError(failure, parts.log);
    exchange.noteError(error);
    return { ...formatError(error, exchange.id), path: failure.path };
  });
  return JSON.stringify({ data, errors });
}
