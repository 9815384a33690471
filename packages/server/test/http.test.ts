import { request } from "node:http";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import type { Deadlines } from "../dist/base/deadlines.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

describe("beside the API", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start("sqlite");
  });
  afterAll(() => server.stop());

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers });

  test("health and readiness answer", async () => {
    expect(await (await get("/healthz")).json()).toEqual({ status: "ok" });
    const ready = await get("/readyz");
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: "ready", database: "ready" },
    ]);
  });

  test("every console path is the console's page, under a strict policy, for a browser", async () => {
    for (const path of ["/", "/sign-in", "/acme/api-keys", "/acme/api-keys/some-id?tab=x"]) {
      const response = await get(path, { accept: "text/html" });
      expect([response.status, await response.text()]).toEqual([
        200,
        expect.stringContaining("<title>Latchkey"),
      ]);
      const policy = response.headers.get("content-security-policy") ?? "";
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe-eval");
      expect(policy).not.toMatch(/script-src[^;]*unsafe-inline/);
    }
  });

  test("the console's files may be kept for a year, its page not at all", async () => {
    const page = await get("/", { accept: "text/html" });
    expect(page.headers.get("cache-control")).toBe("no-cache");
    const [, script = ""] = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text()) ?? [];
    const file = await get(script);
    await file.arrayBuffer();
    expect([file.status, file.headers.get("cache-control")]).toEqual([
      200,
      "public, max-age=31536000, immutable",
    ]);
  });

  test.each(["/nothing.js", "/assets/old.js", "/v1/nothing", "/%2e%2e/%2e%2e/package.json"])(
    "%s is 404",
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.text()).not.toMatch(/\/dist|node_modules|stack/);
    },
  );
});

describe("what the router itself refuses", () => {
  test("says no more than anything else does, and repeats nothing", async () => {
    const server = await TestServer.start("sqlite");
    try {
      const { hostname, port } = new URL(server.url);
      const ask = (method: string, path: string) =>
        new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
          const sent = request({ hostname, port, method, path }, (response) => {
            let text = "";
            response.on("data", (chunk) => {
              text += String(chunk);
            });
            response.on("end", () => resolve({ status: response.statusCode, text }));
          });
          sent.on("error", reject);
          sent.end();
        });
      const bad = await ask("GET", "/%ZZhunter2");
      expect([bad.status, bad.text.includes("hunter2")]).toEqual([400, false]);
      expect(JSON.parse(bad.text).errors[0].extensions.code).toBe("BAD_USER_INPUT");
      for (const method of ["TRACE", "PROPFIND"])
        expect((await ask(method, "/graphql")).status).toBe(405);
    } finally {
      await server.stop();
    }
  });
});

describe("readiness", () => {
  test("is 503 while Redis does not answer, and liveness stays 200", async () => {
    const server = await TestServer.start("sqlite", {
      config: { redisUrl: "redis://127.0.0.1:1" },
    });
    try {
      const ready = await fetch(`${server.url}/readyz`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        { status: "unavailable", database: "ready", redis: "unavailable" },
      ]);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});

describe("a client that takes its time", () => {
  let server: TestServer;
  const start = async (deadlines: Partial<Deadlines>) => {
    server = await TestServer.start("sqlite", { deadlines });
  };
  afterEach(() => server.stop());

  /** Sends the start at once, then one character every 20 ms, for ever; resolves with all that came back. */
  const drip = (start: string, character: string) =>
    new Promise<string>((resolve) => {
      const { hostname, port } = new URL(server.url);
      let text = "";
      const socket = connect(Number(port), hostname);
      socket.write(start);
      const dripping = setInterval(() => socket.write(character), 20);
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      // What is written after the server has hung up.
      socket.on("error", () => {});
      socket.on("close", () => {
        clearInterval(dripping);
        resolve(text);
      });
    });
  const HEAD = "POST /graphql HTTP/1.1\r\nHost: latchkey\r\n";
  const WHOLE_HEAD = `${HEAD}Content-Type: application/json\r\nContent-Length: 10000\r\n`;

  const expectTimeout = (answer: string) => {
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n/);
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "")).toEqual({
      errors: [{ message: "Request Timeout", extensions: { code: "REQUEST_TIMEOUT" } }],
    });
  };

  test.each([
    ["its headers", `${HEAD}X-Slow: `, "a"],
    ["a first byte", "", ""],
  ])("with %s is answered 408 and hung up on", async (_name, sent, character) => {
    await start({ headersMs: 300, requestMs: 60_000 });
    expectTimeout(await drip(sent, character));
  });

  test("with a body is answered 408 and hung up on, with a key and without", async () => {
    await start({ headersMs: 300, requestMs: 600 });
    const workspace = await TestWorkspace.create(server);
    const { secret } = await workspace.createKey(["leads:read"]);
    expectTimeout(await drip(`${WHOLE_HEAD}\r\n`, " "));
    expectTimeout(await drip(`${WHOLE_HEAD}X-Api-Key: ${secret}\r\n\r\n`, " "));
  });

  test.each([
    ["no HTTP", "GET hunter2\r\n\r\n", 400, "BAD_USER_INPUT"],
    ["headers without end", `${HEAD}X-Long: ${"a".repeat(20_000)}`, 413, "PAYLOAD_TOO_LARGE"],
  ])("%s is refused in the API's words", async (_name, request, status, code) => {
    await start({});
    const answer = await drip(request, "");
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    expect(answer).not.toContain("hunter2");
    expect(JSON.parse(answer.split("\r\n\r\n")[1] ?? "").errors[0].extensions.code).toBe(code);
  });
});

describe("a server that stops", () => {
  const open = async (server: TestServer, sent: string) => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {});
    socket.write(sent);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    // An answer to somebody who came later: the server knows of the connection.
    await fetch(`${server.url}/healthz`);
    return { closed };
  };

  test("does not wait for connections that nothing came over", async () => {
    const server = await TestServer.start("sqlite", { deadlines: { drainMaxMs: 60_000 } });
    const { closed } = await open(server, "");
    await server.stop();
    await closed;
  });

  test("does not wait for ever for a request that does not end", async () => {
    const server = await TestServer.start("sqlite", { deadlines: { drainMaxMs: 300 } });
    const { closed } = await open(server, "POST /graphql HTTP/1.1\r\nHost: latchkey\r\n");
    await server.stop();
    await closed;
  });
});
