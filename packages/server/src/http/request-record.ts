import type { FastifyReply, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { noRoom } from "./admit.js";
import { refusalBody, toApiError } from "./failure.js";
import type { Metrics } from "./metrics.js";
import { CONTENT_TYPE } from "./refusal.js";
import type { RequestTracer } from "./request-tracer.js";
import type { Spool } from "./spool.js";

/** Who is told of a request once it is over. */
export interface RequestRecordParts {
  readonly log: Logger;
  readonly spool: Spool;
  readonly metrics: Metrics;
  readonly tracer: RequestTracer | null;
}

/** Appends the request's record before the answer ends. Where that fails, the answer is not sent. */
export async function keepRecord(
  parts: RequestRecordParts,
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
export async function appendRecord(
  { spool, metrics, tracer }: RequestRecordParts,
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
