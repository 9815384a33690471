import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
} from "graphql";
import type { Logger } from "pino";
import { argumentRefusal } from "../admission/argument-refusal.js";
import { assertObjects } from "../admission/assert-objects.js";
import type { Documents } from "../admission/documents.js";
import type { OperationPlanner } from "../admission/operation-plan.js";
import { coerceVariables } from "../admission/variables.js";
import { ApiError, badInput } from "../base/api-error.js";
import { type AdmitParts, admit, enter } from "./admit.js";
import type { Exchange } from "./exchange.js";
import { formatError, toApiError } from "./failure.js";
import { type GraphqlBody, readGraphqlBody } from "./graphql-body.js";
import type { GraphqlEngine, OperationCall } from "./graphql-engine.js";
import type { Metrics } from "./metrics.js";
import type { PersistedQueries } from "./persisted-queries.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { CONTENT_TYPE, refuse, sendRefusal } from "./refusal.js";
import { sessionCookie } from "./session-cookie.js";
import { sharedTurn } from "./shared-turn.js";
import type { Spool } from "./spool.js";
import { addVerifyRoute } from "./verify-route.js";

/** What the route is made of. */
export interface GraphqlRouteParts extends AdmitParts {
  readonly log: Logger;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persistedQueries: PersistedQueries;
  readonly engine: GraphqlEngine;
  readonly planner: OperationPlanner;
  readonly spool: Spool;
  readonly metrics: Metrics;
}

/** `POST /graphql`, and `/v1/verify` over it: credentials are judged before the body is read, and each request leaves its record. */
export function graphqlRoute(parts: GraphqlRouteParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.decorateRequest("exchange", null);
    app.decorateRequest("actor", null);
    app.decorateRequest("waitingKey", null);
    app.addHook("onRequest", (request, reply) => admit(parts, request, reply));
    app.addHook("onSend", (request, reply) => keepRecord(parts, request, reply));
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
    app.post("/graphql", (request, reply) => answer(parts, request, reply));
    app.post("/graphql/", (request, reply) => answer(parts, request, reply));
    addVerifyRoute(app, (request, reply) => answer(parts, request, reply));
  };
}

async function answer(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor, exchange } = request;
  if (!exchange || !actor) throw new Error("A request reached its handler without admission");
  await sharedTurn();
  const body = readGraphqlBody(request.body);
  const isStranger = actor.kind === "anonymous";
  if (isStranger) parts.planner.assertOpenToAnyone(body.query ?? "");
  const query = body.query ?? parts.persistedQueries.find(body.persistedHash ?? "");
  if (query === null) {
    await enter(parts, request, 1);
    // No failure of the request: the client now sends the text. The record counts no error.
    return sendRefusal(parts, exchange, reply, [new ApiError("PERSISTED_QUERY_NOT_FOUND")]);
  }
  const read = parts.documents.read(query, isStranger ? "strangers" : "callers");
  if (read.outcome === "refused") {
    // What is wrong with a document may tell of the schema, and suggests names of it.
    if (isStranger) throw new ApiError("UNAUTHENTICATED");
    // What runs nothing costs its one unit, too.
    await enter(parts, request, 1);
    return refuseAll(parts, exchange, reply, read.errors);
  }
  const call = await letIn(parts, request, reply, query, read.document, body);
  // Only now is it sure that the caller may fill the store.
  if (body.persistedHash !== null && !isStranger) {
    parts.persistedQueries.keep(body.persistedHash, query);
  }
  return send(parts, exchange, reply, await parts.engine.run(call));
}

/** Asks everything that can be asked before an operation runs: its limits, scopes, variables and size. */
async function letIn(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  document: DocumentNode,
  body: GraphqlBody,
): Promise<OperationCall> {
  const { exchange } = request;
  if (!exchange) throw new Error("A request has no record");
  const operation = getOperationAST(document, body.operationName) ?? noSuchOperation();
  const plan = parts.planner.plan(document, operation);
  exchange.notePlan(plan);
  const actor = await enter(parts, request, plan.units);
  parts.admission.authorize(actor, plan);
  const variables = coerceVariables(parts.schema, operation, body.variables);
  const refusal = argumentRefusal(actor, parts.schema, document, operation, variables);
  if (refusal) throw refusal;
  assertObjects(plan, variables);
  return {
    text,
    document,
    operation,
    givenVariables: body.variables,
    variables,
    context: {
      actor,
      address: exchange.address,
      sessionCookie: sessionCookie(parts.config, request, reply),
      rateLimits: exchange.rateLimits,
    },
  };
}

function noSuchOperation(): OperationDefinitionNode {
  throw badInput({ operationName: "Name one of the document's operations." });
}

/** Sends what came of an operation: what was done or found, beside what failed; or the failures alone. */
function send(
  parts: GraphqlRouteParts,
  exchange: Exchange,
  reply: FastifyReply,
  { data, errors: failures = [] }: ExecutionResult,
): FastifyReply {
  reply
    .header("content-type", CONTENT_TYPE)
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()));
  if (failures.length === 0) return reply.send(JSON.stringify({ data }));
  const isNothing = !data || Object.values(data).every((value) => value === null);
  if (isNothing) return refuseAll(parts, exchange, reply, failures);
  const errors = failures.map((failure) => {
    const error = toApiError(failure, parts.log);
    exchange.noteError(error);
    return { ...formatError(error, exchange.id), path: failure.path };
  });
  return reply.send(JSON.stringify({ data, errors }));
}

function refuseAll(
  parts: GraphqlRouteParts,
  exchange: Exchange,
  reply: FastifyReply,
  failures: readonly unknown[],
): FastifyReply {
  const errors = failures.map((failure) => toApiError(failure, parts.log));
  for (const error of errors) exchange.noteError(error);
  return sendRefusal(parts, exchange, reply, errors);
}

/** Appends the request's record before the answer ends. */
async function keepRecord(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { exchange } = request;
  if (!exchange) return;
  parts.metrics.note(reply.statusCode, exchange.errorCode, exchange.durationMs);
  const row = exchange.finish(reply.statusCode);
  if (!row) return;
  try {
    await parts.spool.append(row);
  } catch (error) {
    parts.log.error({ err: error }, "A request record could not be kept");
  }
}
