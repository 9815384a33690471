import type { FastifyInstance } from "fastify";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { KeyCache } from "../admission/key-cache.js";
import type { RateLimiter } from "../admission/rate-limiter.js";

const BACKENDS = ["memory", "redis", "local"] as const satisfies ReadonlyArray<
  RateLimiter["backend"]
>;

/** What the server tells of itself, in Prometheus's words. Nothing in it names a key or a workspace. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly durations: Histogram;
  /** Counted in a plain map, since each request comes by; `status code` to a count. */
  private readonly answers = new Map<string, number>();

  constructor(parts: { readonly limiter: RateLimiter; readonly keys: KeyCache }) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.durations = new Histogram({
      name: "latchkey_request_duration_seconds",
      help: "Time from a request's arrival to its answer.",
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    const { answers } = this;
    new Counter({
      name: "latchkey_requests_total",
      help: "Answered requests of the API, by HTTP status and error code.",
      labelNames: ["status", "code"],
      registers,
      collect() {
        this.reset();
        for (const [name, count] of answers) {
          const [status = "", code = ""] = name.split(" ");
          this.inc({ status, code }, count);
        }
      },
    });
    new Gauge({
      name: "latchkey_rate_limiter_backend",
      help: "1 for where units are counted now: memory, redis, or local while Redis does not answer.",
      labelNames: ["backend"],
      registers,
      collect() {
        for (const backend of BACKENDS) {
          this.set({ backend }, parts.limiter.backend === backend ? 1 : 0);
        }
      },
    });
    new Counter({
      name: "latchkey_key_reads_total",
      help: "Keys that requests came with, by where they were found: memory or database.",
      labelNames: ["from"],
      registers,
      collect() {
        this.reset();
        this.inc({ from: "memory" }, parts.keys.figures.hits);
        this.inc({ from: "database" }, parts.keys.figures.misses);
      },
    });
  }

  /** Counts an answered request. */
  note(statusCode: number, errorCode: string | null, durationMs: number): void {
    const name = `${statusCode} ${errorCode ?? ""}`;
    this.answers.set(name, (this.answers.get(name) ?? 0) + 1);
    this.durations.observe(durationMs / 1000);
  }

  /** `GET /metrics`. */
  route() {
    return async (app: FastifyInstance): Promise<void> => {
      app.get("/metrics", async (_request, reply) =>
        reply
          .header("cache-control", "no-store")
          .type(this.registry.contentType)
          .send(await this.registry.metrics()),
      );
    };
  }
}
