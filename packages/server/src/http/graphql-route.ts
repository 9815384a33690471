import type { ApolloServer } from "@apollo/server";
import { serialize } from "cookie";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type GraphQLSchema, Kind, parse } from "graphql";
import type { Logger } from "pino";
import type { Admission, PresentedKey } from "../admission/admission.js";
import { clientAddress, isSecure } from "../admission/client-address.js";
import { readCredentials, readSessionToken, SESSION_COOKIE } from "../admission/credentials.js";
import { DOCUMENT_LIMITS } from "../admission/document-limits.js";
import type { Documents } from "../admission/documents.js";
import type { KeyUsage } from "../admission/key-usage.js";
import type { OperationPlanner } from "../admission/operation-plan.js";
import type { Actor } from "../base/actor.js";
import { ApiError } from "../base/api-error.js";
import type { Clock } from "../base/clock.js";
import type { Config } from "../base/config.js";
import type { SessionCookie } from "../base/request-context.js";
import { Exchange } from "./exchange.js";
import { formatError, refusalBody, toApiError } from "./failure.js";
import { readGraphqlBody } from "./graphql-body.js";
import type { EngineContext, OperationRun } from "./graphql-engine.js";
import type { PersistedQueries } from "./persisted-queries.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";
import type { Spool } from "./spool.js";

declare module "fastify" {
  interface FastifyRequest {
    exchange: Exchange | null;
    /** Null until the credentials are judged. */
    actor: Actor | null;
    /** The key of a request that is not let in yet: what it costs is known only with its document. */
    waitingKey: PresentedKey | null;
  }
}

/** What the route is made of. */
export interface GraphqlRouteParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  readonly schema: GraphQLSchema;
  readonly documents: Documents;
  readonly persistedQueries: PersistedQueries;
  readonly engine: ApolloServer<EngineContext>;
  readonly planner: OperationPlanner;
  readonly admission: Admission;
  readonly usage: KeyUsage;
  readonly spool: Spool;
}

const CONTENT_TYPE = "application/json; charset=utf-8";

/** `POST /graphql`: credentials are judged before the body is read, and each request leaves its record. */
export function graphqlRoute(parts: GraphqlRouteParts) {
  return async (app: FastifyInstance): Promise<void> => {
    app.removeContentTypeParser("text/plain");
    app.decorateRequest("exchange", null);
    app.decorateRequest("actor", null);
    app.decorateRequest("waitingKey", null);
    app.addHook("onRequest", (request, reply) => admit(parts, request, reply));
    app.addHook("onSend", async (request, reply) => keepRecord(parts, request, reply));
    app.setErrorHandler(async (error, request, reply) =>
      refuse(parts, request, reply, await judgedFirst(parts, request, error)),
    );
    app.route({
      method: ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"],
      url: "/graphql",
      handler: (_request, reply) => {
        reply.header("allow", "POST");
        throw new ApiError("METHOD_NOT_ALLOWED");
      },
    });
    app.post("/graphql", (request, reply) => execute(parts, request, reply));
    app.post("/graphql/", (request, reply) => execute(parts, request, reply));
  };
}

async function admit(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const { raw } = request;
  const address = clientAddress(raw, parts.config.trustedProxies);
  const exchange = new Exchange(parts.clock.now(), raw, address);
  request.exchange = exchange;
  reply.header("x-request-id", exchange.id).header("cache-control", "no-store");

  const credentials = readCredentials(raw, parts.config);
  exchange.noteCredentials(credentials);
  const authentication = await parts.admission.authenticate(credentials, {
    address,
    arrivedAt: exchange.at,
  });
  if (authentication.outcome === "refused") {
    exchange.noteKey(authentication.record);
    throw authentication.error;
  }
  exchange.noteKey(authentication.key?.record ?? null);
  request.actor = authentication.actor;
  request.waitingKey = authentication.key;
}

/** Lets the request in, once: confirms its key and spends its units. Its caller as of now. */
async function enter(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  units: number,
): Promise<Actor> {
  const { actor, exchange, waitingKey } = request;
  if (!exchange || !actor) throw new Error("A request was let in without admission");
  if (!waitingKey) return actor;
  request.waitingKey = null;
  const { address, at } = exchange;
  const entry = await parts.admission.enter(waitingKey, units, { address, arrivedAt: at });
  exchange.noteEntry(entry);
  if (entry.outcome === "refused") throw entry.error;
  parts.usage.note(entry.record, address, request.raw.headers["user-agent"] ?? null);
  request.actor = entry.actor;
  return entry.actor;
}

async function execute(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { actor, exchange } = request;
  if (!exchange || !actor) throw new Error("A request reached its handler without admission");
  const { persistedHash, ...body } = readGraphqlBody(request.body);
  const isStranger = actor.kind === "anonymous";
  if (isStranger) assertOpenToAnyone(parts.planner, body.query ?? "");
  const query = body.query ?? parts.persistedQueries.find(persistedHash ?? "");
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
    const errors = read.errors.map((error) => toApiError(error, parts.log));
    for (const error of errors) exchange.noteError(error);
    return sendRefusal(parts, exchange, reply, errors);
  }
  if (persistedHash !== null && !isStranger) parts.persistedQueries.keep(persistedHash, query);

  const run: OperationRun = { operation: null, failures: [] };
  const context: EngineContext = {
    actor,
    address: exchange.address,
    sessionCookie: sessionCookie(parts, request, reply),
    rateLimits: [],
    enter: (units) => enter(parts, request, units),
    exchange,
    run,
  };
  const response = await parts.engine.executeOperation(
    { ...body, query },
    { contextValue: context },
  );
  if (response.body.kind !== "single") throw new Error("Incremental delivery is not supported");
  const { data, errors: unexplained } = response.body.singleResult;
  // An operation that the document does not hold was never planned.
  await enter(parts, request, 1);
  reply
    .header("content-type", CONTENT_TYPE)
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()));
  if (unexplained && run.failures.length === 0) throw new Error("An error has no known cause");
  if (run.failures.length === 0) return reply.send(JSON.stringify({ data }));

  const failed = { schema: parts.schema, operation: run.operation, variables: body.variables };
  const errors = run.failures.map((failure) => ({
    error: toApiError(failure, parts.log, failed),
    path: failure.path,
  }));
  for (const { error } of errors) exchange.noteError(error);
  if (data && Object.values(data).some((value) => value !== null)) {
    // Something was done or found: it is told, beside what failed.
    const told = errors.map(({ error, path }) => ({ ...formatError(error, exchange.id), path }));
    return reply.send(JSON.stringify({ data, errors: told }));
  }
  return sendRefusal(
    parts,
    exchange,
    reply,
    errors.map(({ error }) => error),
  );
}

/** Nobody without a key or a session learns anything of a document but what signing in needs. */
function assertOpenToAnyone(planner: OperationPlanner, query: string): void {
  let isOpen = false;
  try {
    const { definitions } = parse(query, {
      maxTokens: DOCUMENT_LIMITS.tokensMax,
      noLocation: true,
    });
    isOpen = definitions.every(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && planner.isOpenToAnyone(definition),
    );
  } catch {
    // An unreadable document is refused like any other.
  }
  if (!isOpen) throw new ApiError("UNAUTHENTICATED");
}

function sessionCookie(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
): SessionCookie {
  const settings = {
    httpOnly: true,
    sameSite: "strict",
    secure: isSecure(request.raw, parts.config.trustedProxies),
    path: "/",
  } as const;
  const set = (value: string, expires: Date) =>
    void reply.header("set-cookie", serialize(SESSION_COOKIE, value, { ...settings, expires }));
  return {
    token: readSessionToken(request.raw),
    start: set,
    end: () => set("", new Date(0)),
  };
}

/** What to refuse a request with: a key that is over its limit, or was stopped meanwhile, hears of that and of nothing else. */
async function judgedFirst(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  failure: unknown,
): Promise<unknown> {
  try {
    if (request.actor) await enter(parts, request, 1);
    return failure;
  } catch (refusal) {
    return refusal;
  }
}

function refuse(
  parts: GraphqlRouteParts,
  request: FastifyRequest,
  reply: FastifyReply,
  failure: unknown,
): FastifyReply {
  const exchange = request.exchange;
  if (!exchange) throw new Error("A request was refused without a record");
  const error = toApiError(failure, parts.log);
  // A body that cannot be read is nobody's business before there is a key.
  const isStranger = request.actor?.kind === "anonymous" && error.code === "BAD_USER_INPUT";
  const told = isStranger ? new ApiError("UNAUTHENTICATED") : error;
  exchange.noteError(told);
  return sendRefusal(parts, exchange, reply, [told]);
}

function sendRefusal(
  parts: GraphqlRouteParts,
  exchange: Exchange,
  reply: FastifyReply,
  errors: readonly ApiError[],
): FastifyReply {
  const status = errors[0]?.status ?? 500;
  if (status === 401) {
    reply.header("www-authenticate", `ApiKey header="${parts.config.keyHeaders[0]}"`);
  }
  const resetAt = errors[0]?.extensions["resetAt"];
  if (status === 429 && typeof resetAt === "string") {
    const seconds = Math.ceil((Date.parse(resetAt) - parts.clock.now().getTime()) / 1000);
    reply.header("retry-after", String(Math.max(1, seconds)));
  }
  return reply
    .code(status)
    .headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()))
    .header("content-type", CONTENT_TYPE)
    .send(refusalBody(errors, exchange.id));
}

/** Appends the request's record before the answer ends. */
function keepRecord(parts: GraphqlRouteParts, request: FastifyRequest, reply: FastifyReply): void {
  const row = request.exchange?.finish(reply.statusCode);
  if (!row) return;
  try {
    parts.spool.append(row);
  } catch (error) {
    parts.log.error({ err: error }, "A request record could not be kept");
  }
}
