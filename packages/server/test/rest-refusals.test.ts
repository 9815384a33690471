import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { restDocument } from "../dist/http/rest/rest-document.js";
import { REST_OPERATIONS } from "../dist/http/rest/rest-operations.js";
import { createSchema } from "../dist/schema.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { sendRest } from "./testkit/rest-client.js";
import {
  insertRestFixture,
  type RestFixture,
  type RestSample,
  restSamples,
} from "./testkit/rest-samples.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const ALL = [
  "leads:write",
  "campaigns:write",
  "lists:write",
  "contacts:write",
  "conversations:read",
] as const;

const STRANGERS: ReadonlyArray<Record<string, string>> = [{}, { "x-api-key": "hunter2" }];

const schema = createSchema(null);

describeOnEachDatabase("REST refuses as GraphQL does", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let ids: RestFixture;
  let samples: RestSample[];
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    ids = await insertRestFixture(workspace);
    samples = restSamples(ids);
    key = await workspace.createKey(ALL);
  });
  afterAll(() => server.stop());

  const overRest = (
    { operation, path, body }: RestSample,
    headers: TestCaller["headers"],
  ): Promise<Answer> => sendRest(server, operation.split(" ")[0] ?? "", path, headers, body);
  const overGraphql = (sample: RestSample, headers: TestCaller["headers"]): Promise<Answer> =>
    server.post(textOf(sample.operation), sample.variables, { ...headers });

  /** What two refusals of the same kind have in common. */
  const tellingOf = ({ status, body, headers }: Answer) => ({
    status,
    errors: body.errors?.map(({ message, extensions: { decisionId: _, ...extensions } }) => ({
      message,
      extensions: { ...extensions, ...("resetAt" in extensions ? { resetAt: "AT" } : {}) },
    })),
    limit: headers.get("x-ratelimit-limit"),
    remaining: headers.get("x-ratelimit-remaining"),
    asks: headers.get("www-authenticate"),
    hasRetryAfter: headers.has("retry-after"),
    cache: headers.get("cache-control"),
  });

  test("without a key, and with one that is none, nothing is told of any operation", async () => {
    for (const sample of samples) {
      for (const headers of STRANGERS) {
        const [rest, graphql] = [
          await overRest(sample, headers),
          await overGraphql(sample, headers),
        ];
        expect([sample.operation, rest.status]).toEqual([sample.operation, 401]);
        expect(tellingOf(rest)).toEqual(tellingOf(graphql));
        expect(rest.error.extensions.decisionId).toBe(rest.requestId);
      }
    }
  });

  test("a missing scope is named, and nothing is changed", async () => {
    const poor = await workspace.createKey(["logs:read"]);
    const reads = samples.filter(({ operation }) => /^GET .*:/.test(operation));
    const state = async () => {
      const answers = await Promise.all(reads.map((read) => overRest(read, key.headers)));
      return answers.map(({ status, text }) => [status, text]);
    };
    const before = await state();
    for (const sample of samples.filter(({ scope }) => scope !== null)) {
      const [rest, graphql] = [
        await overRest(sample, poor.headers),
        await overGraphql(sample, poor.headers),
      ];
      expect([sample.operation, rest.status, rest.error.extensions["missingScopes"]]).toEqual([
        sample.operation,
        403,
        [sample.scope],
      ]);
      expect(withoutSpending(tellingOf(rest))).toEqual(withoutSpending(tellingOf(graphql)));
    }
    expect(before.map(([status]) => status)).toEqual(reads.map(() => 200));
    expect(await state()).toEqual(before);
  });

  test("the scope that an operation states is all it takes", async () => {
    for (const index of samples.keys()) {
      const sample = restSamples(await insertRestFixture(workspace))[index];
      if (!sample) throw new RangeError(`There is no sample ${index}`);
      const just = await workspace.createKey([sample.scope ?? "logs:read"]);
      const { status, text } = await overRest(sample, just.headers);
      expect([sample.operation, status, text]).toEqual([
        sample.operation,
        sample.status,
        expect.any(String),
      ]);
    }
  });

  test("another workspace's ids are unknown, and another campaign's closed", async () => {
    const foreign = await (await TestWorkspace.create(server)).createKey(ALL);
    const limited = await workspace.createKey(ALL, { campaign: workspace.campaigns[1] });
    for (const sample of samples) {
      for (const { headers } of [foreign, limited]) {
        // One that is let in changes nothing of the fixture: it sees none of it.
        const graphql = await overGraphql(sample, headers);
        const rest = await overRest(sample, headers);
        if (graphql.status === 200) {
          expect([sample.operation, rest.status]).toEqual([sample.operation, sample.status]);
          continue;
        }
        expect(withoutSpending(tellingOf(rest))).toEqual(
          withoutSpending(underRestNames(tellingOf(graphql))),
        );
      }
      if (/\/:id/.test(sample.operation)) {
        expect((await overRest(sample, foreign.headers)).refusal).toEqual([404, "Not found"]);
        expect([403, 404]).toContain((await overRest(sample, limited.headers)).status);
      }
    }
  });

  test("a key over its limit hears when to come back, of every operation", async () => {
    const poor = await workspace.createKey(ALL, {
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    expect((await sendRest(server, "GET", "/context", poor.headers)).status).toBe(200);
    for (const sample of samples) {
      const rest = await overRest(sample, poor.headers);
      expect([sample.operation, ...rest.refusal]).toEqual([
        sample.operation,
        429,
        "Too Many Requests",
      ]);
      expect(Number(rest.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(tellingOf(rest)).toEqual(tellingOf(await overGraphql(sample, poor.headers)));
    }
  });

  test("a body that cannot be read is 400, or 401 where it is nobody's", async () => {
    for (const { operation, path, body } of samples) {
      if (!body) continue;
      const method = operation.split(" ")[0] ?? "";
      for (const text of ["{", '"hunter2"', "[]", "null", ""]) {
        const answer = await sendRest(server, method, path, key.headers, text);
        expect([operation, text, answer.status, answer.error.extensions["fields"]]).toEqual([
          operation,
          text,
          400,
          { body: expect.stringMatching(/^The body must be (a|one) JSON object\.$/) },
        ]);
        expect(answer.text).not.toContain("hunter2");
        expect((await sendRest(server, method, path, {}, text)).status).toBe(401);
      }
    }
  });

  test.each<[string, string, unknown, Record<string, unknown>]>([
    ["GET", "/leads?colour=hunter2", undefined, { colour: "There is no such parameter." }],
    ["GET", "/leads?hunter2%20%3D=1", undefined, { query: "There is no such parameter." }],
    ["GET", "/leads?first=1&first=hunter2", undefined, { first: "Name first once." }],
    ["GET", "/leads?filter=hunter2", undefined, { filter: "There is no such parameter." }],
    ["GET", "/context?first=1", undefined, { first: "There is no such parameter." }],
    ["POST", "/leads?name=hunter2", {}, { name: "There is no such parameter." }],
    [
      "GET",
      "/leads?first=hunter2&status=hunter2&totalCount=hunter2&createdFrom=hunter2",
      undefined,
      {
        first: "Expected a value of type Int.",
        status: "Expected a value of type LeadStatus.",
        totalCount: "Expected a value of type Boolean.",
        createdFrom: "Expected a date and time with its zone, such as 2026-06-01T09:00:00Z.",
      },
    ],
    ["GET", "/leads?first=0", undefined, { first: "first must be from 1 to 100." }],
    ["GET", "/leads?first=1e1", undefined, { first: "Expected a value of type Int." }],
    ["GET", "/leads?order=hunter2", undefined, { order: "Expected a value of type ListOrder." }],
    ["GET", "/leads?after=hunter2", undefined, { after: expect.stringContaining("endCursor") }],
    ["GET", "/leads?text=h", undefined, { text: expect.stringContaining("2 to 100") }],
    [
      "POST",
      "/leads",
      { name: 5, email: "hunter2", colour: "hunter2" },
      {
        campaignId: expect.stringContaining("was not provided"),
        name: "Expected a value of type String.",
        colour: expect.stringContaining("not defined"),
      },
    ],
    [
      "POST",
      "/leads",
      { campaignId: "CAMPAIGN", name: "", email: "hunter2" },
      { name: expect.any(String), email: expect.any(String) },
    ],
    [
      "POST",
      "/leads/bulk",
      { campaignId: "CAMPAIGN", leads: [{}, { email: 5 }] },
      { "leads.1.email": "Expected a value of type String." },
    ],
    [
      "POST",
      "/leads/bulk",
      { campaignId: "CAMPAIGN", leads: [{ "Prénom (1)": "hunter2", "First Name": "hunter2" }] },
      {
        "leads.0": 'One of the fields is not defined by type "UpsertLeadInput".',
        "leads.0.First Name": 'Field "First Name" is not defined by type "UpsertLeadInput".',
      },
    ],
    [
      "PATCH",
      "/leads/LEAD",
      { id: "hunter2" },
      { id: "The path says id; leave it out of the body." },
    ],
    ["PATCH", "/leads/LEAD", { version: "hunter2" }, { version: "Expected a value of type Int." }],
    ["POST", "/lists/LIST/leads", { leadIds: [] }, { leadIds: expect.any(String) }],
    [
      "POST",
      "/campaigns/CAMPAIGN/archive",
      { a: 1 },
      { a: expect.stringContaining("not defined") },
    ],
  ])("%s %s with %j is 400 under its own names, and nothing of it comes back", async (...row) => {
    const [method, path, body, fields] = row;
    const filled = (text: string) =>
      text
        .replace("CAMPAIGN", ids.campaignId)
        .replace("LEAD", ids.leadIds[0])
        .replace("LIST", ids.listId);
    const sent = body === undefined ? undefined : filled(JSON.stringify(body));
    const answer = await sendRest(server, method, filled(path), key.headers, sent);
    expect([answer.status, answer.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(answer.error.extensions["fields"]).toEqual(fields);
    expect(answer.text).not.toContain("hunter2");
  });

  test("a body where none is taken is refused, and a media type without a body is none", async () => {
    const { headers } = key;
    const typed = { ...headers, "content-type": "application/json" };
    const lead = await workspace.insertLeads(1);
    const path = `/leads/${lead[0]?.id}`;
    expect((await sendRest(server, "DELETE", path, headers, { a: 1 })).error).toMatchObject({
      extensions: { fields: { a: expect.stringContaining("not defined") } },
    });
    expect((await sendRest(server, "DELETE", path, typed)).status).toBe(204);
    const { emptyCampaignId } = await insertRestFixture(workspace);
    const archive = `/campaigns/${emptyCampaignId}/archive`;
    expect((await sendRest(server, "POST", archive, typed)).status).toBe(200);
    expect((await sendRest(server, "POST", archive, headers, {})).status).toBe(200);
  });

  test("a conflict names the field as the body does", async () => {
    const lead = {
      campaignId: ids.campaignId,
      name: "A",
      email: "a@b.example",
      externalId: "taken",
    };
    expect((await sendRest(server, "POST", "/leads", key.headers, lead)).status).toBe(201);
    const again = await sendRest(server, "POST", "/leads", key.headers, lead);
    expect([again.status, again.error.extensions.code, again.error.extensions["fields"]]).toEqual([
      409,
      "CONFLICT",
      { externalId: "Another lead of the campaign has this external id." },
    ]);
  });

  test("Idempotency-Key makes a retry of a bulk harmless, and is held to one key and one content", async () => {
    const bulk = (name: string, headerKey: string | null, bodyKey?: string) =>
      sendRest(
        server,
        "POST",
        "/leads/bulk",
        { ...key.headers, ...(headerKey ? { "idempotency-key": headerKey } : {}) },
        {
          campaignId: ids.campaignId,
          leads: [{ externalId: "retried", name, email: "r@b.example" }],
          ...(bodyKey ? { idempotencyKey: bodyKey } : {}),
        },
      );
    const outcomeOf = (answer: Answer) => JSON.parse(answer.text).results[0].outcome;
    expect(outcomeOf(await bulk("A", "first"))).toBe("CREATED");
    expect(outcomeOf(await bulk("A", "first"))).toBe("CREATED");
    expect(outcomeOf(await bulk("A", null, "first"))).toBe("CREATED");
    expect(outcomeOf(await bulk("A", "first", "first"))).toBe("CREATED");
    expect(outcomeOf(await bulk("A", null))).toBe("UNCHANGED");
    const fields = { idempotencyKey: expect.any(String) };
    for (const [answer, status] of [
      [await bulk("B", "first"), 409],
      [await bulk("A", "first", "second"), 400],
      [await bulk("A", "x".repeat(300)), 400],
    ] as const) {
      expect([answer.status, answer.error.extensions["fields"]]).toEqual([status, fields]);
    }
  });

  test("bulk alone takes a body of 1 MB", async () => {
    const notes = "x".repeat(4000);
    const rows = (count: number) => ({
      campaignId: ids.campaignId,
      leads: Array.from({ length: count }, (_, index) => ({
        name: "A",
        email: `large-${index}@b.example`,
        notes,
      })),
    });
    const send = (path: string, body: unknown, headers = key.headers) =>
      sendRest(server, "POST", path, headers, body);
    expect((await send("/leads/bulk", rows(200))).status).toBe(200);
    expect((await send("/leads/bulk", rows(300))).status).toBe(413);
    const lead = { campaignId: ids.campaignId, name: "A", email: "a@b.example" };
    const tooLong = { ...lead, notes: "x".repeat(110_000) };
    expect((await send("/leads", tooLong)).error.extensions.code).toBe("PAYLOAD_TOO_LARGE");
    const reader = await workspace.createKey(["leads:read"]);
    expect((await send("/leads/bulk", rows(50), reader.headers)).status).toBe(413);
  });

  test("a key in the address and another media type are refused as everywhere", async () => {
    const asked = await sendRest(server, "GET", `/leads?key=${key.secret}`, {});
    expect([asked.status, asked.text.includes(key.secret)]).toEqual([400, false]);
    const plain = { ...key.headers, "content-type": "text/plain" };
    expect((await sendRest(server, "POST", "/leads", plain, "{}")).refusal).toEqual([
      415,
      "Send the request as application/json",
    ]);
  });

  test("other methods are 405 with the ones there are, and say nothing to browsers of other sites", async () => {
    const paths = new Map<string, string[]>();
    for (const { operation } of samples) {
      const [method = "", path = ""] = operation.split(" ");
      const known = paths.get(path) ?? [];
      if (!known.includes(method)) paths.set(path, [...known, method]);
    }
    for (const [path, allowed] of paths) {
      for (const method of [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "PATCH",
        "DELETE",
        "OPTIONS",
        "PROPFIND",
      ]) {
        if (allowed.includes(method)) continue;
        const answer = await sendRest(server, method, path.replace(/:\w+/g, "some-id"), {
          ...key.headers,
          origin: "https://elsewhere.example",
        });
        expect([method, path, answer.status, answer.headers.get("allow")]).toEqual([
          method,
          path,
          405,
          allowed.join(", "),
        ]);
        expect(answer.headers.has("access-control-allow-origin")).toBe(false);
        if (method !== "HEAD") expect(answer.error.extensions.code).toBe("METHOD_NOT_ALLOWED");
      }
    }
  });

  test("a slash at the end of a path is no other path", async () => {
    const statuses = ["/leads/", "/leads"].map(async (path) => {
      const { status } = await sendRest(server, "GET", path, key.headers);
      return status;
    });
    expect(await Promise.all(statuses)).toEqual([200, 200]);
  });

  test("what is not there is 404 as JSON, also for a browser, and has its row", async () => {
    const found = async (path: string, method = "GET") => {
      const headers = { ...key.headers, accept: "text/html" };
      const response = await fetch(server.url + path, { method, headers });
      return { response, body: JSON.parse(await response.text()) };
    };
    for (const path of ["/api", "/api/", "/api/v1", "/api/v2/leads", "/api/v1/leads/a/b"]) {
      for (const method of ["GET", "POST", "PROPFIND"]) {
        const { response, body } = await found(path, method);
        expect([path, response.status, body.errors[0].extensions.code]).toEqual([
          path,
          404,
          "NOT_FOUND",
        ]);
      }
    }
    const { response } = await found("/api/v1/nothing?a=b");
    await server.flush();
    expect(
      await server.database.query(
        "SELECT method, endpoint, statusCode, units FROM request_logs WHERE id = ?",
        [response.headers.get("x-request-id")],
      ),
    ).toEqual([{ method: "GET", endpoint: "/api/v1/nothing", statusCode: 404, units: 1 }]);
  });

  test("a refusal's row says what was used, and no parameter", async () => {
    const answer = await sendRest(
      server,
      "GET",
      "/leads?first=1&email=hunter2%40b.example&x=1",
      key.headers,
    );
    const missing = await sendRest(server, "GET", `/leads/${ids.leadIds[0]}`, {});
    await server.flush();
    expect(
      await server.database.query(
        "SELECT method, endpoint, statusCode, errorCode, failedCheck FROM request_logs WHERE id IN (?, ?) ORDER BY id",
        [answer.requestId, missing.requestId],
      ),
    ).toEqual([
      {
        method: "GET",
        endpoint: "/api/v1/leads",
        statusCode: 400,
        errorCode: "BAD_USER_INPUT",
        failedCheck: "document",
      },
      {
        method: "GET",
        endpoint: `/api/v1/leads/${ids.leadIds[0]}`,
        statusCode: 401,
        errorCode: "UNAUTHENTICATED",
        failedCheck: "credentials",
      },
    ]);
  });
});

/** The same under the names that a body and a query string have. */
function underRestNames<T>(telling: T): T {
  return JSON.parse(JSON.stringify(telling).replace(/"(?:input|filter)\.(\w)/g, '"$1'));
}

/** Two requests of one key leave different rests. */
function withoutSpending({ remaining: _, ...telling }: { remaining: string | null }) {
  return telling;
}

function textOf(name: string): string {
  const operation = REST_OPERATIONS.find(({ method, path }) => `${method} ${path}` === name);
  if (!operation) throw new Error(`There is no operation ${name}`);
  return restDocument(schema, operation).text;
}
