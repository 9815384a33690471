import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { parseTraceParent } from "../dist/http/trace-parent.js";
import { freePort, ServerProcess } from "./testkit/server-process.js";
import { type CollectedSpan, TraceCollector } from "./testkit/trace-collector.js";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const SPAN_ID = "b7ad6b7169203331";
/** Whole processes start and stop in these. */
const TEST_MS = 120_000;

describe("traces", () => {
  let folder: string;
  let collector: TraceCollector;
  let server: ServerProcess;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
    // Filled once: later starts find their data.
    await (await ServerProcess.startDemo(folder, await freePort())).kill();
  });
  beforeEach(async () => {
    collector = await TraceCollector.start();
  });
  afterEach(async () => {
    await server.kill();
    collector.stop();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function start(env: Record<string, string> = {}): Promise<void> {
    server = await ServerProcess.startDemo(folder, await freePort(), env);
  }
  const traced = () => start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });

  async function ask(query: string, headers: Record<string, string> = {}, variables = {}) {
    const { url, apiKey } = server.access();
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": apiKey, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    await response.text();
    return { status: response.status, requestId: response.headers.get("x-request-id") };
  }

  /** Stops the server, which sends what is left, and finds the span of a request with its parts by name. */
  async function stop(): Promise<void> {
    const exited = once(server.child, "exit");
    server.child.kill("SIGTERM");
    expect(await exited).toEqual([0, null]);
  }
  function spansOf(requestId: string | null) {
    const root = collector.spans.find(
      ({ attributes }) => attributes["latchkey.request.id"] === requestId,
    );
    const parts = collector.spans.filter(({ parentSpanId }) => parentSpanId === root?.spanId);
    return { root, parts: new Map(parts.map((span) => [span.name, span])) };
  }
  const spanTimes = (span: CollectedSpan | undefined) =>
    [span?.startTimeUnixNano, span?.endTimeUnixNano].map((time) => BigInt(time ?? 0));

  test(
    "a request is a span with its admission and its execution, named by the conventions",
    async () => {
      await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
        OTEL_EXPORTER_OTLP_HEADERS: "x-collector-token=a%20token",
        OTEL_SERVICE_NAME: "keys",
      });
      const { requestId } = await ask("query Wallboard { leads(first: 3) { nodes { name } } }", {
        "user-agent": "wallboard/1.0",
      });
      await stop();
      const { root, parts } = spansOf(requestId);
      expect(root).toMatchObject({ name: "POST /graphql", service: "keys", status: { code: 0 } });
      expect(root?.attributes).toEqual({
        "http.request.method": "POST",
        "http.route": "/graphql",
        "url.path": "/graphql",
        "url.scheme": "http",
        "http.response.status_code": 200,
        "client.address": "127.0.0.1",
        "user_agent.original": "wallboard/1.0",
        "graphql.operation.type": "query",
        "graphql.operation.name": "Wallboard",
        "latchkey.request.id": requestId,
        "latchkey.workspace.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
        "latchkey.api_key.id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect([...parts.keys()]).toEqual(["admission", "execution"]);
      const [startAt = 0n, endAt = 0n] = spanTimes(root);
      const [admissionAt = 0n, admittedAt = 0n] = spanTimes(parts.get("admission"));
      const [executionAt = 0n, executedAt = 0n] = spanTimes(parts.get("execution"));
      expect(admissionAt).toBe(startAt);
      expect(admittedAt).toBe(executionAt);
      expect([startAt < admittedAt, executionAt < executedAt, executedAt <= endAt]).toEqual([
        true,
        true,
        true,
      ]);
      expect(collector.headers[0]?.["x-collector-token"]).toBe("a token");
    },
    TEST_MS,
  );

  test(
    "a refusal has no execution and is no error; neither keys, documents nor variables are told",
    async () => {
      await traced();
      const { apiKey } = server.access();
      const malformed = await ask("{ context { scopes } }", { "x-api-key": "lk_live_guessed" });
      const lacking = await ask(
        `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { name } } } # ${apiKey}`,
        { "user-agent": `curl ${apiKey}` },
        { id: "told-to-nobody" },
      );
      await stop();
      expect([malformed.status, lacking.status]).toEqual([401, 403]);
      for (const [request, code] of [
        [malformed, "UNAUTHENTICATED"],
        [lacking, "FORBIDDEN"],
      ] as const) {
        const { root, parts } = spansOf(request.requestId);
        expect(root?.attributes).toMatchObject({ "latchkey.error.code": code });
        expect([root?.status, [...parts.keys()]]).toEqual([{ code: 0 }, ["admission"]]);
      }
      expect(collector.text).not.toContain(apiKey);
      expect(collector.text).not.toContain("guessed");
      expect(collector.text).not.toContain("told-to-nobody");
      expect(collector.text).not.toContain("revokeApiKey(");
    },
    TEST_MS,
  );

  test(
    "a request is part of the trace it says it belongs to, and is told if that one is",
    async () => {
      await start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "0" });
      const parent = (flags: string) => ({ traceparent: `00-${TRACE_ID}-${SPAN_ID}-${flags}` });
      const told = await ask("{ context { scopes } }", parent("01"));
      await ask("{ context { scopes } }", parent("00"));
      await ask("{ context { scopes } }");
      await stop();
      const { root } = spansOf(told.requestId);
      expect([root?.traceId, root?.parentSpanId]).toEqual([TRACE_ID, SPAN_ID]);
      expect(collector.spans.map(({ traceId }) => traceId)).toEqual([TRACE_ID, TRACE_ID, TRACE_ID]);
    },
    TEST_MS,
  );

  test(
    "a collector that is away is told of once, and no request or stop waits for it",
    async () => {
      await traced();
      collector.stop();
      expect((await ask("{ context { scopes } }")).status).toBe(200);
      await server.until(() => server.output().includes("The trace collector does not answer"));
      expect((await ask("{ context { scopes } }")).status).toBe(200);
      await stop();
      expect(server.output().match(/The trace collector does not answer/g)).toHaveLength(1);
    },
    TEST_MS,
  );

  test(
    "without a collector nothing that makes or sends traces is loaded",
    async () => {
      const loadedWith = async (env: Record<string, string>) => {
        const coverage = mkdtempSync(path.join(os.tmpdir(), "latchkey-test-"));
        await start({ NODE_V8_COVERAGE: coverage, ...env });
        expect((await ask("{ context { scopes } }")).status).toBe(200);
        await stop();
        const files = readdirSync(coverage).map((name) => path.join(coverage, name));
        const text = files.map((file) => readFileSync(file, "utf8")).join();
        rmSync(coverage, { recursive: true });
        expect(text).toContain("main.js");
        // prom-client brings the API with it, which does nothing by itself.
        return (
          text.includes("/@opentelemetry/sdk-trace/") || text.includes("/@opentelemetry/exporter")
        );
      };
      expect(await loadedWith({})).toBe(false);
      expect(await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })).toBe(true);
    },
    TEST_MS,
  );
});

describe("traceparent", () => {
  test.each([
    [`00-${TRACE_ID}-${SPAN_ID}-01`, 1],
    [`00-${TRACE_ID}-${SPAN_ID}-00`, 0],
    [`00-${TRACE_ID}-${SPAN_ID}-03`, 1],
    [`01-${TRACE_ID}-${SPAN_ID}-01-more`, 1],
  ])("%s is taken", (header, traceFlags) => {
    expect(parseTraceParent(header)).toEqual({
      traceId: TRACE_ID,
      spanId: SPAN_ID,
      traceFlags,
      isRemote: true,
    });
  });

  test.each([
    undefined,
    "",
    `00-${TRACE_ID}-${SPAN_ID}`,
    `00-${TRACE_ID}-${SPAN_ID}-01-more`,
    `ff-${TRACE_ID}-${SPAN_ID}-01`,
    `00-${"0".repeat(32)}-${SPAN_ID}-01`,
    `00-${TRACE_ID}-${"0".repeat(16)}-01`,
    `00-${TRACE_ID.toUpperCase()}-${SPAN_ID}-01`,
    ` 00-${TRACE_ID}-${SPAN_ID}-01`,
  ])("%s counts as none", (header) => {
    expect(parseTraceParent(header)).toBeNull();
  });
});
