import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { TracingConfig } from "../base/config.js";
import type { RequestLog } from "../resources/request-logs/request-log.entity.js";
import type { Exchange } from "./exchange.js";

/** A request that is about to be answered. */
export interface FinishedRequest {
  readonly request: FastifyRequest;
  readonly exchange: Exchange;
  readonly statusCode: number;
  readonly errorCode: string | null;
  /** Its record; null for people, and where none is kept. */
  readonly row: RequestLog | null;
}

/** Tells a collector of requests, as spans. */
export interface RequestTracer {
  note(finished: FinishedRequest): void;
  /** Sends what is left, for a little while. */
  stop(): Promise<void>;
}

/** The tracer that is configured. Without a collector there is none, and nothing of it is loaded. */
export async function openTracer(
  config: TracingConfig | null,
  log: Logger,
): Promise<RequestTracer | null> {
  if (!config) return null;
  const { OtlpTracer } = await import("./otlp-tracer.js");
  return new OtlpTracer(config, log);
}
