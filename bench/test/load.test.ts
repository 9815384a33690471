import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "@jest/globals";
import { COUNTER, type LoadJob } from "../dist/load/load-job.js";
import { runJob } from "../dist/load/run-job.js";
import { assertSameRows } from "../dist/suites/assert-same-rows.js";
import { httpLane } from "../dist/suites/http-lane.js";

let running: http.Server[] = [];

afterEach(async () => {
  for (const server of running) {
    server.closeAllConnections();
    server.close();
  }
  running = [];
});

async function listen(handler: http.RequestListener): Promise<number> {
  const server = http.createServer(handler).listen(0, "127.0.0.1");
  running.push(server);
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

function answer(response: http.ServerResponse, text: string, status = 200): void {
  response.writeHead(status, { "content-length": Buffer.byteLength(text) }).end(text);
}

async function bodyOf(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Under load until there are answers enough to see what a test is about, however slow the machine. */
function load(job: Omit<LoadJob, "seconds">) {
  return runJob({ ...job, seconds: 0.3, answersAtLeast: 100 });
}

function laneAt(name: string, port: number) {
  const contender = { ports: [port], pids: [], keys: [], stop: () => Promise.resolve() };
  return httpLane(name, contender, {
    // Here in the test's own process: what is under test is what the lane makes of the answers.
    load: { run: load },
    connections: 2,
  });
}

describe("load", () => {
  test("every key comes in turn, and bodies arrive whole", async () => {
    const keys = new Set<unknown>();
    const bodies = new Set<string>();
    const port = await listen(async (request, response) => {
      keys.add(request.headers["x-api-key"]);
      bodies.add(await bodyOf(request));
      answer(response, "{}");
    });
    const headers = ["a", "b", "c", "d", "e"].map((key) => ({ "x-api-key": key }));
    const request = { body: '{"query":"{ é }"}', headers };
    const result = await load({ ports: [port], connections: 2, request });
    expect([...keys].sort()).toEqual(["a", "b", "c", "d", "e"]);
    expect([...bodies]).toEqual([request.body]);
    expect(result.statuses).toEqual({ 200: result.answered });
  });

  test("a document with a counter is another one in every request", async () => {
    const bodies: string[] = [];
    const port = await listen(async (request, response) => {
      bodies.push(await bodyOf(request));
      answer(response, "{}");
    });
    const request = { body: `{"query":"query Q${COUNTER} { a }"}`, headers: [{}] };
    await load({ ports: [port], connections: 3, request });
    expect(bodies.length).toBeGreaterThan(99);
    expect(new Set(bodies).size).toBe(bodies.length);
    expect(bodies.filter((body) => !/"query Q\d{10} \{ a \}"/.test(body))).toEqual([]);
  });

  test("an answer that comes in pieces is one answer, with its own length", async () => {
    const text = "x".repeat(200_000);
    const port = await listen((_request, response) => answer(response, text));
    const request = { body: "{}", headers: [{}] };
    const result = await load({ ports: [port], connections: 2, request });
    expect(result.answered).toBeGreaterThan(0);
    expect(result.unlikeFirst).toBe(0);
  });

  test("connections are spread over all replicas", async () => {
    const counts = [0, 0];
    const ports = await Promise.all(
      counts.map((_, index) =>
        listen((_request, response) => {
          counts[index] = (counts[index] ?? 0) + 1;
          answer(response, "{}");
        }),
      ),
    );
    await load({ ports, connections: 4, request: { body: "{}", headers: [{}] } });
    expect(counts.filter((count) => count > 0)).toHaveLength(2);
  });
});

describe("a run fails loudly", () => {
  test("when one answer has another status than expected", async () => {
    let count = 0;
    const port = await listen((_request, response) => {
      count += 1;
      answer(response, "{}", count === 50 ? 503 : 200);
    });
    await expect(laneAt("flaky", port).measure(0.3)).rejects.toThrow(
      /^flaky: expected 200 only, and got .*"503":1/,
    );
  });

  test("when one answer is unlike the first", async () => {
    let count = 0;
    const port = await listen((_request, response) => {
      count += 1;
      answer(response, count === 50 ? '{"errors":[]}' : "{}");
    });
    await expect(laneAt("odd", port).measure(0.3)).rejects.toThrow("odd: 1 of");
  });

  test("when a connection is lost", async () => {
    let count = 0;
    const port = await listen((request, response) => {
      count += 1;
      if (count === 50) request.socket.destroy();
      else answer(response, "{}");
    });
    await expect(laneAt("lost", port).measure(0.3)).rejects.toThrow();
  });

  test("when two servers do not answer with the same rows", async () => {
    const serve = (name: string) =>
      listen((_request, response) => answer(response, JSON.stringify({ data: { name } })));
    const [ada, eve, other] = [await serve("Ada"), await serve("Ada"), await serve("Eve")];
    await assertSameRows([laneAt("first", ada), laneAt("second", eve)]);
    await expect(assertSameRows([laneAt("first", ada), laneAt("third", other)])).rejects.toThrow(
      /^third answers .*Eve/,
    );
  });
});
