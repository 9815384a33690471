import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { ApiError } from "../base/api-error.js";
import { type AdmitParts, enter } from "./admit.js";
import type { Exchange } from "./exchange.js";
import { refusalBody, toApiError } from "./failure.js";
import { rateLimitHeaders } from "./rate-limit-headers.js";

/** The media type of every answer of the API. */
export const CONTENT_TYPE = "application/json; charset=utf-8";

type RefusalParts = AdmitParts & { readonly log: Logger };

/** Answers a request that failed. A key that is over its limit, or was stopped meanwhile, hears of that and of nothing else. */
export async function refuse(
  parts: RefusalParts,
  request: FastifyRequest,
  reply: FastifyReply,
  failure: unknown,
): Promise<string> {
  const { exchange } = request;
  if (!exchange) throw new Error("A request was refused without a record");
  const error = toApiError(await judgedFirst(parts, request, failure), parts.log);
  // A body that cannot be read is nobody's business before there is a key.
  const isStranger = request.actor?.kind === "anonymous" && error.code === "BAD_USER_INPUT";
  const told = isStranger ? new ApiError("UNAUTHENTICATED") : error;
  exchange.noteError(told);
  return refusalAnswer(parts, exchange, reply, [told]);
}

/** Answers an operation that came to nothing, with all that failed. */
export function refuseAll(
  parts: RefusalParts,
  exchange: Exchange,
  reply: FastifyReply,
  failures: readonly unknown[],
): string {
  const errors = failures.map((failure) => toApiError(failure, parts.log));
  for (const error of errors) exchange.noteError(error);
  return refusalAnswer(parts, exchange, reply, errors);
}

/** The body that tells of errors and no data; sets the first one's status and the headers that go with it. */
export function refusalAnswer(
  parts: AdmitParts,
  exchange: Exchange,
  reply: FastifyReply,
  errors: readonly ApiError[],
): string {
  const status = errors[0]?.status ?? 500;
  const nowMs = parts.clock.now().getTime();
  if (status === 401) {
    reply.header("www-authenticate", `ApiKey header="${parts.config.keyHeaders[0]}"`);
  }
  const resetAt = errors[0]?.extensions["resetAt"];
  if (status === 429 && typeof resetAt === "string") {
    const seconds = Math.ceil((Date.parse(resetAt) - nowMs) / 1000);
    reply.header("retry-after", String(Math.max(1, seconds)));
  }
  reply
    .code(status)
    .header("content-type", CONTENT_TYPE)
    .headers(rateLimitHeaders(exchange.rateLimits, nowMs));
  return refusalBody(errors, exchange.id);
}

async function judgedFirst(
  parts: AdmitParts,
  request: FastifyRequest,
  failure: unknown,
): Promise<unknown> {
  if (!request.actor) return failure;
  try {
    await enter(parts, request, 1);
    return failure;
  } catch (refusal) {
    return refusal;
  }
}
