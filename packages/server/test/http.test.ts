import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { TestServer } from "./testkit/test-server.js";

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
