import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { DurationHistogram } from "./duration-histogram.js";
import type { Exchange } from "./exchange.js";
import { type MeasuredParts, SERIES, type Series } from "./metric-series.js";

/**
 * What the server tells of itself, in Prometheus's words. Nothing in it names a key or a workspace.
 * A request costs it a few additions; the rest is done when somebody asks.
 */
export class Metrics {
  private readonly registry = new Registry();
  /** `status code` to a count. */
  private readonly answers = new Map<string, number>();
  private readonly durations = new DurationHistogram(
    "latchkey_request_duration_seconds",
    "Time from a request's arrival to its answer.",
  );
  private readonly admissions = new DurationHistogram(
    "latchkey_request_admission_seconds",
    "Time from a request's arrival to its refusal, or to the start of its operation.",
  );
  private readonly executions = new DurationHistogram(
    "latchkey_request_execution_seconds",
    "Time that the operations of admitted requests ran.",
  );

  constructor(parts: MeasuredParts) {
    collectDefaultMetrics({ register: this.registry });
    this.countAnswers();
    for (const series of SERIES) this.add(series, parts);
  }

  /** Counts an answered request. */
  note(statusCode: number, errorCode: string | null, exchange: Exchange): void {
    const name = `${statusCode} ${errorCode ?? ""}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    const { durationMs, admissionMs, executionMs } = exchange;
    this.durations.observe(durationMs);
    this.admissions.observe(admissionMs ?? durationMs);
    // One that ran out of time never came to its end.
    if (admissionMs !== null) this.executions.observe(executionMs ?? durationMs - admissionMs);
  }

  /** `GET /metrics`. */
  route() {
    return async (app: FastifyInstance): Promise<void> => {
      app.get("/metrics", async (_request, reply) =>
        reply
          .header("cache-control", "no-store")
          .type(this.registry.contentType)
          .send(await this.toText()),
      );
    };
  }

  private async toText(): Promise<string> {
    const histograms = [this.durations, this.admissions, this.executions];
    return [await this.registry.metrics(), ...histograms.map((one) => one.toText())].join("\n");
  }

  private countAnswers(): void {
    const { answers } = this;
    new Counter({
      name: "latchkey_requests_total",
      help: "Answered requests of the API, by HTTP status and error code.",
      labelNames: ["status", "code"],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [name, count] of answers) {
          const [status = "", code = ""] = name.split(" ");
          this.inc({ status, code }, count);
        }
      },
    });
  }

  private add({ name, help, label, read }: Series, parts: MeasuredParts): void {
    const labelNames = label === undefined ? [] : [label];
    const settings = { name, help, labelNames, registers: [this.registry] };
    const valuesOf = () =>
      Object.entries(read(parts)).map(
        ([value, count]) => [label === undefined ? {} : { [label]: value }, count] as const,
      );
    // What only grows is named so, as Prometheus wants it.
    if (name.endsWith("_total")) {
      new Counter({
        ...settings,
        collect() {
          this.reset();
          for (const [labels, count] of valuesOf()) this.inc(labels, count);
        },
      });
      return;
    }
    new Gauge({
      ...settings,
      collect() {
        for (const [labels, count] of valuesOf()) this.set(labels, count);
      },
    });
  }
}
