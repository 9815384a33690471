import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Logger } from "pino";
import type { TracingConfig } from "../base/config.js";
import { withDeadline } from "../base/with-deadline.js";
import type { FinishedRequest, RequestTracer } from "./request-tracer.js";
import { parseTraceParent } from "./trace-parent.js";

const SEND_INTERVAL_MS = 1_000;
const SEND_MAX_MS = 3_000;
const STOP_MAX_MS = 2_000;
const SUCCESS = 0;

/**
 * Sends requests to a collector as OTLP over HTTP: a server span each, with its admission and its
 * execution as children. Spans are made of the record once the request is over, so that a request
 * carries nothing along; neither a header's value, nor a document or variable can come into one.
 */
export class OtlpTracer implements RequestTracer {
  private readonly provider: TracerProvider;
  private readonly tracer: Tracer;

  constructor(config: TracingConfig, log: Logger) {
    const exporter = new ToldOnceExporter(
      {
        url: `${config.endpoint.replace(/\/$/, "")}/v1/traces`,
        headers: { ...config.headers },
        timeoutMillis: SEND_MAX_MS,
      },
      log,
    );
    this.provider = new TracerProvider({
      resource: resourceFromAttributes({ "service.name": config.serviceName }),
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(config.sampledShare) }),
      spanProcessors: [
        new BatchSpanProcessor({ exporter, scheduledDelayMillis: SEND_INTERVAL_MS }),
      ],
    });
    this.tracer = this.provider.getTracer("latchkey");
  }

  note(finished: FinishedRequest): void {
    const { request, exchange, statusCode, errorCode } = finished;
    const startMs = exchange.at.getTime();
    const { durationMs, admissionMs, executionMs } = exchange;
    const span = this.tracer.startSpan(
      `${request.method} ${request.routeOptions.url ?? ""}`,
      { kind: SpanKind.SERVER, startTime: startMs },
      parentOf(request.headers["traceparent"]),
    );
    if (!span.isRecording()) return;
    span.setAttributes(attributesOf(finished));
    if (statusCode >= 500) {
      span.setAttribute("error.type", errorCode ?? String(statusCode));
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    const within = trace.setSpan(ROOT_CONTEXT, span);
    const admittedAtMs = startMs + (admissionMs ?? durationMs);
    this.addPart("admission", within, startMs, admittedAtMs);
    if (admissionMs !== null) {
      const ranMs = executionMs ?? durationMs - admissionMs;
      this.addPart("execution", within, admittedAtMs, admittedAtMs + ranMs);
    }
    span.end(startMs + durationMs);
  }

  async stop(): Promise<void> {
    await withDeadline(this.provider.shutdown(), STOP_MAX_MS).catch(() => undefined);
  }

  private addPart(name: string, within: Context, startTime: number, endMs: number): void {
    this.tracer.startSpan(name, { startTime }, within).end(endMs);
  }
}

function parentOf(header: string | string[] | undefined): Context {
  const parent = parseTraceParent(header);
  return parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT;
}

/** By OpenTelemetry's conventions for HTTP and GraphQL, and our own under `latchkey`. */
function attributesOf({ request, exchange, statusCode, errorCode, row }: FinishedRequest) {
  const route = request.routeOptions.url;
  const attributes: Record<string, string | number | null | undefined> = {
    "http.request.method": request.method,
    "http.route": route,
    "url.path": route,
    "url.scheme": request.protocol,
    "http.response.status_code": statusCode,
    "client.address": exchange.address,
    "user_agent.original": row?.userAgent,
    "graphql.operation.type": row?.operationType,
    "graphql.operation.name": row?.operationName,
    "latchkey.request.id": exchange.id,
    "latchkey.error.code": errorCode,
    "latchkey.workspace.id": row?.workspaceId,
    "latchkey.api_key.id": row?.apiKeyId,
  };
  const told = Object.entries(attributes).filter(([, value]) => value != null && value !== "");
  return Object.fromEntries(told) as Attributes;
}

/** A collector that is away is told of once, and so is its return; the spans it did not take are lost. */
class ToldOnceExporter extends OTLPTraceExporter {
  private isFailing = false;

  constructor(
    config: ConstructorParameters<typeof OTLPTraceExporter>[0],
    private readonly log: Logger,
  ) {
    super(config);
  }

  override export(
    spans: ReadableSpan[],
    onResult: Parameters<OTLPTraceExporter["export"]>[1],
  ): void {
    super.export(spans, (result) => {
      const isFailing = result.code !== SUCCESS;
      if (isFailing !== this.isFailing) {
        this.isFailing = isFailing;
        if (isFailing) this.log.warn({ err: result.error }, "The trace collector does not answer");
        else this.log.warn("The trace collector answers again");
      }
      onResult(result);
    });
  }
}
