import { Readable } from "node:stream";
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
import { type AdmitParts, admit, enter, noRoom } from "./admit.js";
import { assertBodyFits, assertTextFits, LARGE_BODY_MAX, limitBody } from "./body-limit.js";
import type { Exchange } from "./exchange.js";
import { addExportRoutes } from "./export-route.js";
import { formatError, refusalBody, toApiError } from "./failure.js";
import { type GraphqlBody, readGraphqlBody } from "./graphql-body.js";
import type { GraphqlEngine, OperationCall } from "./graphql-engine.js";
import type { Metrics } from "./metrics.js";
import type { PersistedQueries } from "./persisted-queries.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import { CONTENT_TYPE, refusalAnswer, refuse } from "./refusal.js";
import type { RequestTracer } from "./request-tracer.js";
import { sessionCookie } from "./session-cookie.js";
import { sharedTurn } from "./shared-turn.js";
import { addVerifyRoute } from "./verify-route.js";

/** What the route is made of. */
export interface GraphqlRouteParts extends AdmitParts {
  readonly log: Logger;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persistedQueries: PersistedQueries;
  readonly engine: GraphqlEngine;
  readonly planner: OperationPlanner;
  readonly metrics: Metrics;
  readonly tracer: RequestTracer | null;
}

/** `POST /graphql`, and `/v1/verify` and `/exports` over it: credentials are judged before the body is read, and each request leaves its record. */
export function graphqlRoute(parts: GraphqlRouteParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.decorateRequest("exchange", null);
    app.decorateRequest("actor", null);
    app.decorateRequest("waitingKey", null);
    app.decorateRequest("bodyBytes", 0);
    app.addHook("onRequest", (request, reply) => admit(parts, request, reply));
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
    app.post("/graphql/", large, (request, reply) => answer(parts, request, reply));
    addVerifyRoute(app, (request, reply) => answer(parts, request, reply));
    addExportRoutes(app, parts, {
      letIn: (request, reply, text, variables) => {
        const read = parts.documents.read(text);
        if (read.outcome === "refused") throw read.errors[0] ?? new ApiError("INTERNAL");
        const body = { query: text, persistedHash: null, variables };
        return letIn(parts, request, reply, text, read.document, body);
      },
      keepRecord: (request, reply) => appendRecord(parts, request, reply.statusCode),
    });
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
  const call = await letIn(parts, request, reply, query, read.document, body);
  // Only now is it sure that the caller may fill the store.
  if (body.persistedHash !== null && !isStranger) {
    parts.persistedQueries.keep(body.persistedHash, query);
  }
  exchange.beginExecution();
  const result = await parts.engine.run(call);
  exchange.endExecution();
  return tell(parts, exchange, reply, result);
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
  assertBodyFits(request, plan);
  const actor = await enter(parts, request, plan.units);
  exchange.reach("scopes");
  parts.admission.authorize(actor, plan);
  exchange.reach("variables");
  const variables = coerceVariables(parts.schema, operation, body.variables);
  const refusal = argumentRefusal(actor, parts.schema, document, operation, variables);
  if (refusal) {
    exchange.reach(refusal.check);
    throw refusal.error;
  }
  exchange.reach("objects");
  assertObjects(plan, variables);
  return {
    text,
    document,
    operation,
    plan,
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

function refuseAll(
  parts: GraphqlRouteParts,
  exchange: Exchange,
  reply: FastifyReply,
  failures: readonly unknown[],
): string {
  const errors = failures.map((failure) => toApiError(failure, parts.log));
  for (const error of errors) exchange.noteError(error);
  return refusalAnswer(parts, exchange, reply, errors);
}

/** Appends the request's record before the answer ends. Where that fails, the answer is not sent. */
async function keepRecord(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const { exchange } = request;
  if (!exchange) return payload;
  try {
    await appendRecord(parts, request, reply.statusCode);
    return payload;
  } catch (error) {
    const told = toApiError(error, parts.log);
    reply.code(told.status).header("content-type", CONTENT_TYPE);
    return refusalBody([told], exchange.id);
  }
}

/** Appends the request's record, and counts and traces it; 503 where there is no room for the record. */
async function appendRecord(
  { spool, metrics, tracer }: GraphqlRouteParts,
  request: FastifyRequest,
  statusCode: number,
): Promise<void> {
  const { exchange } = request;
  if (!exchange) return;
  const row = exchange.isRecorded ? exchange.finish(statusCode) : null;
  const tell = (status: number, errorCode: string | null) => {
    metrics.note(status, errorCode, exchange);
    tracer?.note({ request, exchange, statusCode: status, errorCode, row });
  };
  try {
    if (row) await spool.append(row);
  } catch {
    const error = noRoom();
    tell(error.status, error.code);
    throw error;
  }
  tell(statusCode, exchange.errorCode);
}
