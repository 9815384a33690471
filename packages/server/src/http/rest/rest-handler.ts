import type { FastifyReply, FastifyRequest } from "fastify";
import { ApiError } from "../../base/api-error.js";
import type { Exchange } from "../exchange.js";
import type { GraphqlEngine } from "../graphql-engine.js";
import { type LetInParts, letIn } from "../let-in.js";
import { rateLimitHeaders } from "../rate-limit-headers.js";
import { CONTENT_TYPE } from "../refusal.js";
import { underOwnNames } from "../rename-fields.js";
import { sharedTurn } from "../shared-turn.js";
import { restDocument } from "./rest-document.js";
import type { RestAnswer, RestOperation } from "./rest-operation.js";
import { restParameters } from "./rest-parameters.js";
import { restVariables } from "./rest-variables.js";

/** Where everything of REST is. */
export const REST_PREFIX = "/api/v1";

/** What answers requests over REST. */
export interface RestParts extends LetInParts {
  readonly engine: GraphqlEngine;
}

/** What answers the requests of one operation. */
export type RestHandler = (
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<string | undefined>;
type Value = Readonly<Record<string, unknown>>;

/**
 * Answers a REST operation by its GraphQL operation, which is let in and run as any other: only where
 * the variables come from, and how the data is told, are REST's own.
 */
export function restHandler(parts: RestParts, operation: RestOperation): RestHandler {
  const { text, document } = restDocument(parts.schema, operation);
  const parameters = restParameters(parts.schema, operation);
  const [variable, whole] = parameters.body ? ["input", "body"] : ["filter", "query"];

  const run = async (
    request: FastifyRequest,
    reply: FastifyReply,
    exchange: Exchange,
    variables: Record<string, unknown>,
  ): Promise<Value> => {
    try {
      const call = await letIn(parts, request, reply, { text, document, variables });
      exchange.beginExecution();
      const { data, errors } = await parts.engine.run(call);
      exchange.endExecution();
      // There is one root field, and what it is asked for can be null only with its cause: there is no data beside a failure.
      if (errors?.[0]) throw errors[0].originalError ?? errors[0];
      return data?.[operation.field] as Value;
    } catch (failure) {
      throw underOwnNames(failure, variable, whole);
    }
  };

  return async (request, reply) => {
    const { actor, exchange, params, query, body } = request;
    if (!exchange || !actor) throw new Error("A request reached its handler without admission");
    if (actor.kind === "anonymous") throw new ApiError("UNAUTHENTICATED");
    await sharedTurn();
    exchange.reach("document");
    const idempotencyKey = operation.isBulk ? readIdempotencyKey(request) : undefined;
    const variables = restVariables(parameters, { params, query, body, idempotencyKey });
    const value = await run(request, reply, exchange, variables);
    reply.headers(rateLimitHeaders(exchange.rateLimits, parts.clock.now().getTime()));
    if (operation.answer.kind === "nothing") {
      reply.code(204);
      return undefined;
    }
    reply.header("content-type", CONTENT_TYPE);
    const told = tell(operation.answer, value);
    if (operation.answer.kind === "created") {
      reply.code(201).header("location", `${REST_PREFIX}${operation.path}/${told["id"]}`);
    }
    return JSON.stringify(told);
  };
}

/** What is told of the root field's value. */
function tell(answer: RestAnswer, value: Value): Value {
  switch (answer.kind) {
    case "page": {
      const { nodes, ...place } = value;
      return { data: nodes, ...place };
    }
    case "changed":
    case "created":
      return value[answer.part] as Value;
    default:
      return value;
  }
}

function readIdempotencyKey({ headers }: FastifyRequest): string | undefined {
  const key = headers["idempotency-key"];
  return Array.isArray(key) ? key.join() : key;
}
