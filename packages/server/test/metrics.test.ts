import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import fc from "fast-check";
import { DurationHistogram } from "../dist/http/duration-histogram.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { readMetrics } from "./testkit/read-metrics.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("GET /metrics", (kind) => {
  let server: TestServer;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    const workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
  });
  afterAll(() => server.stop());

  test("counts requests by outcome, and tells admission from execution", async () => {
    const before = await readMetrics(server);
    await key.query("{ leads { totalCount } }");
    await key.query("{ leads { totalCount } }");
    await key.query("{ apiKeys { totalCount } }");
    const after = await readMetrics(server);
    const grown = (name: string) => (after[name] ?? 0) - (before[name] ?? 0);
    expect(grown('latchkey_requests_total{status="200",code=""}')).toBe(2);
    expect(grown('latchkey_requests_total{status="403",code="FORBIDDEN"}')).toBe(1);
    expect(grown("latchkey_request_duration_seconds_count")).toBe(3);
    expect(grown("latchkey_request_admission_seconds_count")).toBe(3);
    expect(grown("latchkey_request_execution_seconds_count")).toBe(2);
    expect(grown("latchkey_request_duration_seconds_sum")).toBeGreaterThan(
      grown("latchkey_request_execution_seconds_sum"),
    );
  });

  test("tells of the spool, the pool, the limiter, the cache and the event loop", async () => {
    await server.flush();
    let metrics = await readMetrics(server);
    // A key's first use is written beside its answer, and may still be.
    while (metrics['latchkey_database_connections{state="in_use"}'] !== 0) {
      metrics = await readMetrics(server);
    }
    expect(metrics).toMatchObject({
      latchkey_spool_records: 0,
      latchkey_spool_bytes: 0,
      latchkey_spool_max_bytes: 2 ** 30,
      latchkey_spool_full: 0,
      latchkey_spool_oldest_record_age_seconds: 0,
      latchkey_spool_ship_failures_total: 0,
      latchkey_spool_damaged_total: 0,
      'latchkey_database_connections{state="in_use"}': 0,
      'latchkey_database_connections{state="free"}': kind === "sqlite" ? 1 : 10,
      latchkey_database_connection_waits: 0,
      'latchkey_rate_limiter_backend{backend="memory"}': 1,
      'latchkey_key_reads_total{from="memory"}': expect.any(Number),
      nodejs_eventloop_lag_p99_seconds: expect.any(Number),
    });
    expect(metrics["latchkey_spool_shipped_total"]).toBeGreaterThan(0);
  });

  test("connections show as in use, and what waits for one as waiting", async () => {
    const runners = Array.from({ length: kind === "sqlite" ? 1 : 10 }, () =>
      server.database.createQueryRunner(),
    );
    for (const runner of runners) await runner.startTransaction();
    const waiting = server.database.query("SELECT 1");
    expect(await readMetrics(server)).toMatchObject({
      'latchkey_database_connections{state="in_use"}': runners.length,
      'latchkey_database_connections{state="free"}': 0,
      latchkey_database_connection_waits: 1,
    });
    for (const runner of runners) {
      await runner.rollbackTransaction();
      await runner.release();
    }
    await waiting;
  });

  test("every series of ours has its line of help, a type, and a row in docs/operations.md", async () => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    const docs = readFileSync(new URL("../../../docs/operations.md", import.meta.url), "utf8");
    const names = [...text.matchAll(/^# TYPE (latchkey_\w+) (counter|gauge|histogram)$/gm)];
    expect(names.length).toBeGreaterThan(15);
    for (const [, name = ""] of names) {
      expect(text).toContain(`# HELP ${name} `);
      expect(docs).toContain(`\`${name}\``);
    }
  });
});

test("a histogram counts each duration once, under every bound that it does not pass", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 20_000, noNaN: true })), (durations) => {
      const histogram = new DurationHistogram("spans_seconds", "Spans.");
      for (const duration of durations) histogram.observe(duration);
      const text = histogram.toText();
      for (const [, bound = "", count] of text.matchAll(/_bucket\{le="([^"]+)"\} (\d+)/g)) {
        const boundMs = bound === "+Inf" ? Number.POSITIVE_INFINITY : Number(bound) * 1000;
        expect(Number(count)).toBe(durations.filter((duration) => duration <= boundMs).length);
      }
      expect(text).toContain(`spans_seconds_count ${durations.length}\n`);
    }),
  );
});
