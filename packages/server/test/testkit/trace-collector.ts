import { once } from "node:events";
import http from "node:http";

/** A span as OTLP's JSON has it, its attributes as a plain object. */
export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number };
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly service: unknown;
}

interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** Takes spans as OpenTelemetry's collector does, and keeps them. */
export class TraceCollector {
  readonly spans: CollectedSpan[] = [];
  /** Everything that was sent, as it was sent. */
  text = "";
  readonly headers: http.IncomingHttpHeaders[] = [];
  private readonly server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    if (request.url === "/v1/traces") this.take(body, request.headers);
    response.writeHead(request.url === "/v1/traces" ? 200 : 404).end("{}");
  });

  static async start(): Promise<TraceCollector> {
    const collector = new TraceCollector();
    collector.server.listen(0, "127.0.0.1");
    await once(collector.server, "listening");
    return collector;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== "object" || !address) throw new Error("The collector has no port");
    return `http://127.0.0.1:${address.port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private take(body: string, headers: http.IncomingHttpHeaders): void {
    this.text += body;
    this.headers.push(headers);
    for (const { resource, scopeSpans } of JSON.parse(body).resourceSpans) {
      const service = toObject(resource.attributes)["service.name"];
      for (const { spans } of scopeSpans) {
        for (const span of spans) {
          this.spans.push({ ...span, attributes: toObject(span.attributes), service });
        }
      }
    }
  }
}

function toObject(attributes: readonly KeyValue[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
