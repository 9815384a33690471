import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { isObjectType } from "graphql";
import { createSchema } from "../dist/schema.js";
import { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("POST /v1/verify", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let verifier: TestKey;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    verifier = await workspace.createKey(["credentials:verify"]);
    key = await workspace.createKey(["leads:read"], {
      campaign: workspace.campaigns[0],
      rateLimits: [{ windowSeconds: 3600, limit: 1000 }],
    });
  });
  afterAll(() => server.stop());

  const send = async (body: string, headers: Record<string, string>, method = "POST", path = "") =>
    Answer.of(
      await fetch(`${server.url}/v1/verify${path}`, {
        method,
        headers: { "content-type": "application/json", ...headers },
        ...(method === "POST" ? { body } : {}),
      }),
      body,
    );
  const post = (body: unknown, headers: Record<string, string> = { ...verifier.headers }) =>
    send(JSON.stringify(body), headers);

  test("answers with everything that the mutation tells, and with the caller's headers", async () => {
    const answer = await post({ key: key.secret, scopes: ["leads:read"], cost: 2, address: "::1" });
    const type = createSchema(null).getType("KeyVerification");
    const verification = JSON.parse(answer.text);
    expect(Object.keys(verification).sort()).toEqual(
      Object.keys(isObjectType(type) ? type.getFields() : {}).sort(),
    );
    expect([answer.status, verification]).toEqual([
      200,
      {
        isValid: true,
        outcome: "VALID",
        missingScopes: [],
        scopes: ["leads:read"],
        apiKey: { id: key.id, name: "Test key", environment: "LIVE" },
        campaign: { id: workspace.campaigns[0].id, name: "First" },
        expiresAt: null,
        rateLimits: [
          { windowSeconds: 3600, limit: 1000, remaining: 998, resetAt: expect.any(String) },
        ],
        retryAt: null,
      },
    ]);
    const { headers } = answer;
    expect(headers.get("x-ratelimit-limit")).toBe("100000");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("is there under its path with a slash at the end, too", async () => {
    const answer = await send(JSON.stringify({ key: key.secret }), verifier.headers, "POST", "/");
    expect([answer.status, JSON.parse(answer.text).isValid]).toEqual([200, true]);
    const read = await send("", verifier.headers, "GET", "/");
    expect([read.status, read.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("answers many in order, and a session with its workspace too", async () => {
    const answer = await post(
      { requests: [{ key: "nonsense" }, { key: key.secret, scopes: ["leads:write"], cost: 5 }] },
      { ...workspace.admin.headers },
    );
    const { results } = JSON.parse(answer.text);
    expect(results).toMatchObject([
      { isValid: false, outcome: "MALFORMED" },
      { isValid: false, outcome: "MISSING_SCOPES", missingScopes: ["leads:write"] },
    ]);
    expect(JSON.parse((await post({ requests: [] })).text)).toEqual({ results: [] });
  });

  test.each<[unknown, Record<string, unknown>]>([
    [[], { body: "The body must be one JSON object, with a key or with requests." }],
    ["hunter2", { body: "The body must be one JSON object, with a key or with requests." }],
    [{}, { key: 'Field "key" of required type "String!" was not provided.' }],
    [{ key: 5 }, { key: "Expected a value of type String." }],
    [{ key: "hunter2", scope: ["leads:read"] }, { scope: expect.stringContaining("not defined") }],
    [{ key: "hunter2", scopes: ["hunter2"] }, { "scopes.0": "Not a scope." }],
    [{ key: "hunter2", cost: -1 }, { cost: expect.stringContaining("from 0 to 10000000") }],
    [{ key: "hunter2", address: "hunter2" }, { address: "This is no IP address." }],
    [{ key: "hunter2", requests: [] }, { key: expect.stringContaining("not defined") }],
    [{ requests: "hunter2" }, { requests: expect.stringContaining("an object") }],
    [
      { requests: [{ key: "hunter2" }, { key: "hunter2", cost: 0.5 }] },
      { "requests.1.cost": "Expected a value of type Int." },
    ],
    [
      { requests: [{ key: "hunter2" }, { key: "hunter2", address: "hunter2" }] },
      { "requests.1.address": "This is no IP address." },
    ],
  ])("%j is 400 under the body's own names, and nothing of it comes back", async (body, fields) => {
    const answer = await post(body);
    expect([answer.status, answer.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(answer.error.extensions["fields"]).toEqual(fields);
    expect(answer.text).not.toContain("hunter2");
  });

  test("refuses as the API does", async () => {
    const body = JSON.stringify({ key: key.secret });
    const weak = await workspace.createKey(["credentials:write"]);
    const poor = await workspace.createKey(["credentials:verify"], {
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    expect((await send(body, { ...poor.headers })).status).toBe(200);
    for (const [answer, status, message] of [
      [await send(body, {}), 401, "Missing API key"],
      [await send("{", {}), 401, "Missing API key"],
      [await send(body, { "x-api-key": "hunter2" }), 401, "Invalid or inactive API key"],
      [await send(body, { ...weak.headers }), 403, "Insufficient permissions"],
      [await send(body, { ...poor.headers }), 429, "Too Many Requests"],
      [await send("{", { ...verifier.headers }), 400, "The body must be a JSON object."],
      [await send("", { ...verifier.headers }, "GET"), 405, "Method not allowed"],
      [
        await send(body, { ...verifier.headers, "content-type": "text/plain" }),
        415,
        "Send the request as application/json",
      ],
      [await send(body, {}, "POST", `?key=${key.secret}`), 400, expect.stringContaining("header")],
    ] as const) {
      expect([answer.status, answer.error.message]).toEqual([status, message]);
      expect(answer.error.extensions.decisionId).toBe(answer.requestId);
      expect(answer.text).not.toContain(key.secret);
    }
    expect((await send(body, { ...weak.headers })).error.extensions["missingScopes"]).toEqual([
      "credentials:verify",
    ]);
  });

  test("leaves the one record of the request that the caller sent", async () => {
    const one = await post({ key: key.secret });
    const many = await post({ requests: [{ key: key.secret }, { key: "hunter2" }] });
    const wrong = await post({ key: key.secret, cost: -1 });
    await server.flush();
    const rows = await server.database.query(
      `SELECT id, apiKeyId, method, endpoint, operationName, operationType, rootFields, statusCode, errorCode
         FROM request_logs WHERE id IN (?, ?, ?) ORDER BY id`,
      [one.requestId, many.requestId, wrong.requestId],
    );
    const row = {
      apiKeyId: verifier.id,
      method: "POST",
      endpoint: "/v1/verify",
      operationType: "mutation",
      statusCode: 200,
      errorCode: null,
    };
    const named = (name: string) => ({ operationName: name, rootFields: name });
    expect(rows).toEqual([
      { id: one.requestId, ...row, ...named("verifyApiKey") },
      { id: many.requestId, ...row, ...named("verifyApiKeys") },
      {
        id: wrong.requestId,
        ...row,
        ...named("verifyApiKey"),
        statusCode: 400,
        errorCode: "BAD_USER_INPUT",
      },
    ]);
  });
});
