import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const CONTEXT = "{ context { scopes } }";
const CREATE_LEAD = `mutation ($campaignId: ID!) {
  createLead(input: { campaignId: $campaignId, name: "Ada", email: "ada@example.com" }) { lead { id } }
}`;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describeOnEachDatabase("refusals over HTTP", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let reader: TestKey;
  let limited: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    reader = await workspace.createKey(["leads:read", "campaigns:read"]);
    limited = await workspace.createKey(["leads:write", "campaigns:read"], {
      campaign: workspace.campaigns[0],
    });
  });
  afterAll(() => server.stop());

  const post = (headers: Record<string, string>, query = CONTEXT) =>
    server.post(query, {}, headers);

  test("every refusal has errors with a code and a decision id, and no data", async () => {
    const answer = await post({});
    expect(answer.body).toEqual({
      errors: [
        {
          message: "Missing API key",
          extensions: { code: "UNAUTHENTICATED", decisionId: expect.stringMatching(UUID) },
        },
      ],
    });
    expect(answer.error.extensions.decisionId).toBe(answer.requestId);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  test("no key and no session is 401 Missing API key, with WWW-Authenticate", async () => {
    const answer = await post({});
    expect([answer.status, answer.error.message]).toEqual([401, "Missing API key"]);
    expect(answer.headers.get("www-authenticate")).toBe('ApiKey header="x-api-key"');
  });

  test.each(["", "   "])("an empty key header (%j) is 401 Missing API key", async (value) => {
    const answer = await post({ "x-api-key": value });
    expect([answer.status, answer.error.message]).toEqual([401, "Missing API key"]);
  });

  test("whatever does not authenticate is 401 in the same words", async () => {
    const revoked = await workspace.createKey(["leads:read"]);
    await workspace.admin.query(
      `mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { status } } }`,
      { id: revoked.id },
    );
    const { secret } = reader;
    const bad = {
      truncated: secret.slice(0, -1),
      displayedPrefix: secret.slice(0, 12),
      wrongChecksum: `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`,
      otherPrefix: secret.replace(/^lk_/, "xx_"),
      unknown: `lk_live_${"0".repeat(38)}1fxHJx`,
      endless: "lk_live_".padEnd(4000, "a"),
      revoked: revoked.secret,
    };
    for (const [name, key] of Object.entries(bad)) {
      const answer = await post({ "x-api-key": key });
      expect({ name, status: answer.status, ...answer.error, extensions: null }).toEqual({
        name,
        status: 401,
        message: "Invalid or inactive API key",
        extensions: null,
      });
      expect(Object.keys(answer.error.extensions).sort()).toEqual(["code", "decisionId"]);
      expect(answer.headers.get("www-authenticate")).not.toBeNull();
    }
  });

  test("space around a key is tolerated", async () => {
    expect((await post({ "x-api-key": `  ${reader.secret}\t` })).status).toBe(200);
  });

  test("a key beside a session cookie is 400", async () => {
    const answer = await post({ ...workspace.admin.headers, "x-api-key": reader.secret });
    expect([answer.status, answer.error.message]).toEqual([
      400,
      "Send a key or a session cookie, not both.",
    ]);
  });

  test("two keys that a proxy joined into one header are 400", async () => {
    const answer = await post({ "x-api-key": `${reader.secret}, ${limited.secret}` });
    expect([answer.status, answer.error.message]).toEqual([400, "Send one key, not two."]);
  });

  test("two keys are 400, even the same one twice", async () => {
    const { hostname, port } = new URL(server.url);
    const status = await new Promise((resolve, reject) => {
      const sent = request(
        {
          hostname,
          port,
          path: "/graphql",
          method: "POST",
          headers: {
            "content-type": "application/json",
            "x-api-key": [reader.secret, reader.secret],
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      sent.on("error", reject);
      sent.end(JSON.stringify({ query: CONTEXT }));
    });
    expect(status).toBe(400);
  });

  test.each(["api_key", "apikey", "x-api-key", "key", "X-API-Key", "anything"])(
    "a key in the query string (?%s=) is 400 and says why, even beside a good header",
    async (name) => {
      const answer = await server.postBody(
        JSON.stringify({ query: CONTEXT }),
        reader.headers,
        `?${name}=${reader.secret}`,
      );
      expect(answer.status).toBe(400);
      expect(answer.error.message).toContain("never in the address");
      expect(answer.text).not.toContain(reader.secret);
    },
  );

  test("a missing scope is 403 with the missing scopes", async () => {
    const answer = await reader.query(CREATE_LEAD, { campaignId: workspace.campaigns[0].id });
    expect([answer.status, answer.error.message]).toEqual([403, "Insufficient permissions"]);
    expect(answer.error.extensions).toMatchObject({
      code: "FORBIDDEN",
      missingScopes: ["leads:write"],
    });
  });

  test("another campaign than the key's is 403, known or not", async () => {
    for (const campaignId of [workspace.campaigns[1].id, "no-such-campaign"]) {
      const asked = [
        await limited.query(CREATE_LEAD, { campaignId }),
        await limited.query(`query ($campaignId: ID!) { campaign(id: $campaignId) { id } }`, {
          campaignId,
        }),
        await limited.query(
          `query ($campaignId: ID!) { leads(filter: { campaignId: $campaignId }) { totalCount } }`,
          { campaignId },
        ),
      ];
      for (const answer of asked) {
        expect([answer.status, answer.error.message]).toEqual([403, "Insufficient permissions"]);
        expect(answer.body.data).toBeUndefined();
      }
    }
  });

  test("an unknown id is 404 Not found", async () => {
    const answer = await reader.query(`{ lead(id: "nobody") { id } }`);
    expect([answer.status, answer.error.message, answer.error.extensions.code]).toEqual([
      404,
      "Not found",
      "NOT_FOUND",
    ]);
    expect(answer.body.data).toBeUndefined();
  });

  test("bad input is 400, names each field and never repeats a value", async () => {
    const writer = await workspace.createKey(["leads:write"]);
    const answer = await writer.query(
      `mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }`,
      {
        input: {
          campaignId: workspace.campaigns[0].id,
          name: "",
          email: "hunter2-is-no-address",
          phone: "9".repeat(41),
        },
      },
    );
    expect([answer.status, answer.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(answer.error.extensions["fields"]).toEqual({
      "input.name": "Name is required.",
      "input.email": "E-mail must look like name@example.com.",
      "input.phone": "Phone can have at most 40 characters.",
    });
    expect(answer.text).not.toContain("hunter2");
  });

  test("a body full of wrong fields is refused at once, whoever sends it, and a hundred are told", async () => {
    const input = Object.fromEntries(Array.from({ length: 8_000 }, (_, at) => [`f${at}`, 1]));
    const begun = performance.now();
    const signIn = "mutation ($input: SignInInput!) { signIn(input: $input) { user { id } } }";
    expect((await server.post(signIn, { input })).status).toBe(401);
    const answer = await reader.query(
      "query ($input: LeadFilter) { leads(filter: $input) { totalCount } }",
      { input },
    );
    expect(answer.status).toBe(400);
    expect(Object.keys(answer.error.extensions["fields"] ?? {})).toHaveLength(100);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test.each([
    [
      "a variable of another type",
      `query ($n: Int!) { leads(first: $n) { totalCount } }`,
      { n: "hunter2" },
      "n",
    ],
    [
      "an unknown enum value",
      `query ($f: LeadFilter) { leads(filter: $f) { totalCount } }`,
      { f: { status: "hunter2" } },
      "f.status",
    ],
    ["a missing variable", `query ($n: Int!) { leads(first: $n) { totalCount } }`, {}, "n"],
    ["a literal of another type", `{ leads(first: "hunter2") { totalCount } }`, {}, "query"],
    ["an unknown field", "{ leads { hunter } }", {}, "query"],
    ["a document that does not parse", `{ leads(first: "hunter2" `, {}, "query"],
    ["a page too large", "{ leads(first: 101) { totalCount } }", {}, "first"],
    ["a page of nothing", "{ leads(first: 0) { totalCount } }", {}, "first"],
    ["a cursor that is none", `{ leads(after: "hunter2") { totalCount } }`, {}, "after"],
  ])("%s is 400 and does not repeat the value", async (_name, query, variables, field) => {
    const answer = await reader.query(query, variables);
    expect([answer.status, answer.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual([field]);
    expect(answer.text).not.toContain("hunter2");
  });

  test.each([
    ["no JSON", "{bad"],
    ["a batch", JSON.stringify([{ query: CONTEXT }])],
    ["no query", "{}"],
    ["nothing", ""],
  ])(
    "a body with %s is 400 for a key, and says nothing but 401 to a stranger",
    async (_name, body) => {
      const known = await server.postBody(body, reader.headers);
      expect([known.status, known.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
      expect((await server.postBody(body)).status).toBe(401);
    },
  );

  test.each(["GET", "PUT", "DELETE", "OPTIONS"])("%s is 405 with Allow: POST", async (method) => {
    const response = await fetch(`${server.url}/graphql`, { method, headers: reader.headers });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  });

  test("another content type is 415", async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: "POST",
      headers: { ...reader.headers, "content-type": "text/plain" },
      body: JSON.stringify({ query: CONTEXT }),
    });
    expect(response.status).toBe(415);
  });

  test.each(["/graphql", "/v1/verify", "/api/v1/leads", "/api/v1/leads/bulk"])(
    "a compressed body to %s is 415, and says what to do",
    async (path) => {
      const send = (coding: string, body: Buffer) =>
        fetch(`${server.url}${path}`, {
          method: "POST",
          headers: {
            ...reader.headers,
            "content-type": "application/json",
            "content-encoding": coding,
          },
          body,
        });
      const body = Buffer.from(JSON.stringify({ query: CONTEXT }));
      const refused = await send("gzip", gzipSync(body));
      expect(refused.status).toBe(415);
      expect(await refused.text()).toContain("without Content-Encoding");
      expect((await send("identity", body)).status).not.toBe(415);
    },
  );

  test("a body over 100 KB is 413", async () => {
    const answer = await server.postBody(
      JSON.stringify({ query: "#".repeat(110_000) }),
      reader.headers,
    );
    expect(answer.status).toBe(413);
  });

  test("a stranger learns nothing of the schema", async () => {
    for (const query of [
      "{ __typename }",
      "{ __schema { types { name } } }",
      "{ nonsense }",
      "{ lead",
    ]) {
      const answer = await post({}, query);
      expect([answer.status, answer.text.includes("Did you mean")]).toEqual([401, false]);
    }
  });

  test("no answer carries a stack or a path", async () => {
    const answers = [
      await post({ "x-api-key": "\u00ff" }),
      await reader.query("{ leads { nodes { nope } } }"),
      await reader.query(`{ lead(id: "${"x".repeat(10_000)}") { id } }`),
    ];
    for (const { text } of answers)
      expect(text).not.toMatch(/\bat .*\.[jt]s|node_modules|\/dist\//);
  });
});
