import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { RateLimit } from "@latchkey/shared";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const ASK = "{ context { rateLimits { windowSeconds limit remaining resetAt } } }";
const HOUR = 3_600_000;

describeOnEachDatabase("rate limits over HTTP", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = Date.parse("2026-05-01T12:00:00Z");

  beforeAll(async () => {
    server = await TestServer.start(kind, { clock: { now: () => new Date(now) } });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const perHour = (limit: number): RateLimit[] => [{ windowSeconds: 3600, limit }];
  const createKey = (rateLimits: readonly RateLimit[]) =>
    workspace.createKey(["leads:write", "credentials:read"], { rateLimits });
  const create = (rateLimits: unknown, as: TestCaller = workspace.admin): Promise<Answer> =>
    as.query(
      `mutation ($input: CreateApiKeyInput!) {
        createApiKey(input: $input) { secret apiKey { id rateLimits { windowSeconds limit } } }
      }`,
      { input: { name: "Limited", scopes: ["leads:read"], rateLimits } },
    );
  const update = (key: TestKey, rateLimits: unknown, as: TestCaller = workspace.admin) =>
    as.query(
      `mutation ($input: UpdateApiKeyInput!) {
        updateApiKey(input: $input) { apiKey { rateLimits { windowSeconds limit } } }
      }`,
      { input: { id: key.id, rateLimits } },
    );
  const setMax = (rateLimitMax: number, as: TestCaller = workspace.admin) =>
    as.query(
      `mutation { updateWorkspace(input: { rateLimitMax: ${rateLimitMax} }) { workspace { rateLimitMax } } }`,
    );
  const headersOf = ({ headers }: Answer) =>
    Object.fromEntries(
      [...headers].filter(([name]) => name.includes("ratelimit") || name === "retry-after"),
    );

  test("a key has 1,000 units an hour, 100 a minute and 10 a second unless it is given others", async () => {
    const { createApiKey } = (await create(null)).data;
    expect(createApiKey.apiKey.rateLimits).toEqual([
      { windowSeconds: 3600, limit: 1000 },
      { windowSeconds: 60, limit: 100 },
      { windowSeconds: 1, limit: 10 },
    ]);
    const key = new TestCaller(server, { "x-api-key": createApiKey.secret });
    const statuses = [];
    for (let index = 0; index < 12; index += 1) statuses.push((await key.query(ASK)).status);
    expect(statuses).toEqual([...Array(10).fill(200), 429, 429]);
    now += 2_000;
    expect((await key.query(ASK)).status).toBe(200);
  });

  test("each answer says what is left: the window nearest to empty, and all of them", async () => {
    const key = await createKey([
      { windowSeconds: 60, limit: 4 },
      { windowSeconds: 3600, limit: 100 },
    ]);
    now = Date.parse("2026-05-01T13:00:00Z");
    const answer = await key.query(ASK);
    const reset = Date.parse("2026-05-01T13:01:01Z") / 1000;
    expect(headersOf(answer)).toEqual({
      "x-ratelimit-limit": "4",
      "x-ratelimit-remaining": "3",
      "x-ratelimit-reset": String(reset),
      "ratelimit-policy": '"hour";q=100;w=3600, "minute";q=4;w=60',
      ratelimit: '"hour";r=99;t=3660, "minute";r=3;t=61',
    });
    expect(answer.data.context.rateLimits).toEqual([
      { windowSeconds: 3600, limit: 100, remaining: 99, resetAt: "2026-05-01T14:01:00.000Z" },
      { windowSeconds: 60, limit: 4, remaining: 3, resetAt: "2026-05-01T13:01:01.000Z" },
    ]);
  });

  test("over the limit: 429 that says which window is full and when to come back, and then it works", async () => {
    const key = await createKey([{ windowSeconds: 60, limit: 2 }, ...perHour(100)]);
    await key.query(ASK);
    await key.query(ASK);
    const refused = await key.query(ASK);
    expect([refused.status, refused.error.message, refused.body.data]).toEqual([
      429,
      "Too Many Requests",
      undefined,
    ]);
    const { resetAt } = refused.error.extensions;
    expect(refused.error.extensions).toMatchObject({
      code: "RATE_LIMITED",
      limit: 2,
      windowSeconds: 60,
      decisionId: expect.any(String),
    });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBe(Math.ceil((Date.parse(String(resetAt)) - now) / 1000));
    expect(refused.headers.get("x-ratelimit-remaining")).toBe("0");
    now += seconds * 1000 - 1_000;
    expect((await key.query(ASK)).status).toBe(429);
    now += 1_000;
    expect((await key.query(ASK)).status).toBe(200);
  });

  test("a request costs its root fields: aliases, fragments and __typename counted, one field written twice once", async () => {
    const key = await createKey(perHour(1_000));
    const left = async (query: string) =>
      Number((await key.query(query)).headers.get("x-ratelimit-remaining"));
    const costOf = async (query: string) => (await left(ASK)) - (await left(query));
    expect(await costOf("{ leads { totalCount } }")).toBe(1);
    expect(await costOf("{ a: leads { totalCount } b: leads { totalCount } __typename }")).toBe(3);
    expect(await costOf("{ leads { totalCount } leads { nodes { id } } }")).toBe(1);
    expect(
      await costOf(
        "{ ...F ... { c: __typename } } fragment F on Query { a: __typename b: __typename }",
      ),
    ).toBe(3);
  });

  test("aliases cannot get past a limit: a request that costs more than is left runs nothing", async () => {
    const key = await createKey(perHour(4));
    const campaignId = workspace.campaigns[0].id;
    const mutation = `mutation { ${["a", "b", "c"]
      .map(
        (alias) =>
          `${alias}: createLead(input: { campaignId: "${campaignId}", name: "L", email: "l@example.com" }) { lead { id } }`,
      )
      .join(" ")} }`;
    expect((await key.query(mutation)).status).toBe(200);
    const before = await workspace.countLeads();
    const refused = await key.query(mutation);
    expect(refused.status).toBe(429);
    expect(await workspace.countLeads()).toBe(before);
    expect((await key.query(ASK)).status).toBe(200);
    expect((await key.query(ASK)).status).toBe(429);
  });

  test.each([
    ["a document that cannot be parsed", { query: "{" }, 400],
    ["a document that is not valid", { query: "{ nothing }" }, 400],
    ["a document over a limit", { query: `{ ${"a: __typename ".repeat(16)} }` }, 400],
    ["wrong variables", { query: "query ($n: Int!) { leads(first: $n) { totalCount } }" }, 400],
    ["no such operation", { query: "query A { __typename }", operationName: "B" }, 400],
    ["a missing scope", { query: "{ campaigns { totalCount } }" }, 403],
    ["a body that is none", 17, 400],
  ])("%s costs one unit, and is 429 once there is none", async (_name, body, status) => {
    const key = await createKey(perHour(2));
    const send = () => server.postBody(JSON.stringify(body), key.headers);
    const first = await send();
    expect([first.status, first.headers.get("x-ratelimit-remaining")]).toEqual([status, "1"]);
    expect((await send()).headers.get("x-ratelimit-remaining")).toBe("0");
    expect((await send()).status).toBe(429);
  });

  test("a method that is not taken costs one unit, too", async () => {
    const key = await createKey(perHour(1));
    const get = () => fetch(`${server.url}/graphql`, { headers: key.headers });
    expect((await get()).status).toBe(405);
    expect((await get()).status).toBe(429);
  });

  test("a refused key spends nothing, and hears nothing of limits", async () => {
    const key = await createKey(perHour(2));
    await workspace.admin.query(
      `mutation { updateApiKey(input: { id: "${key.id}", ipAllowlist: ["192.0.2.1"] }) { apiKey { id } } }`,
    );
    for (let index = 0; index < 3; index += 1) expect((await key.query(ASK)).status).toBe(403);
    await workspace.admin.query(
      `mutation { updateApiKey(input: { id: "${key.id}", ipAllowlist: [] }) { apiKey { id } } }`,
    );
    expect((await key.query(ASK)).headers.get("x-ratelimit-remaining")).toBe("1");
    await workspace.admin.query(
      `mutation { deactivateApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`,
    );
    const refused = await key.query(ASK);
    expect([refused.status, headersOf(refused)]).toEqual([401, {}]);
  });

  test("counters belong to the key: a rotation or another limit does not refill them", async () => {
    const key = await createKey(perHour(5));
    for (let index = 0; index < 4; index += 1) await key.query(ASK);
    const { data } = await workspace.admin.query(
      `mutation { rotateApiKey(input: { id: "${key.id}" }) { secret } }`,
    );
    const rotated = new TestCaller(server, { "x-api-key": data.rotateApiKey.secret });
    expect((await rotated.query(ASK)).headers.get("x-ratelimit-remaining")).toBe("0");
    expect((await rotated.query(ASK)).status).toBe(429);
    await update(key, perHour(7));
    expect((await rotated.query(ASK)).headers.get("x-ratelimit-remaining")).toBe("1");
    await update(key, null);
    expect((await rotated.query(ASK)).headers.get("ratelimit-policy")).toContain('"hour";q=1000');
  });

  test.each([
    [[], "rateLimits", /at least one window/],
    [[{ windowSeconds: 0, limit: 5 }], "rateLimits.0.windowSeconds", /1 to 86,400/],
    [[{ windowSeconds: 60, limit: 0 }], "rateLimits.0.limit", /1 to 10,000,000/],
    [[...perHour(5), ...perHour(6)], "rateLimits.1.windowSeconds", /twice/],
    [perHour(100_001), "rateLimits", /100,000 units/],
    [[{ windowSeconds: 1, limit: 28 }], "rateLimits", /100,000 units/],
    // Two of these windows end in one hour.
    [[{ windowSeconds: 2000, limit: 50_001 }], "rateLimits", /100,000 units/],
    [
      [1, 2, 3, 4, 5, 6].map((windowSeconds) => ({ windowSeconds, limit: 1 })),
      "rateLimits",
      /at most 5/,
    ],
  ])("limits that are none, or pass the maximum, are 400: %j", async (limits, path, sentence) => {
    const key = await createKey(perHour(5));
    for (const answer of [await create(limits), await update(key, limits)]) {
      expect(answer.status).toBe(400);
      expect(answer.error.extensions["fields"]).toEqual({
        [`input.${path}`]: expect.stringMatching(sentence),
      });
    }
  });

  test("a lower maximum cuts the keys that are there, from their next request on", async () => {
    const key = await createKey(perHour(50_000));
    await setMax(3);
    const statuses = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await key.query(ASK)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await create(perHour(4))).status).toBe(400);
    await setMax(100_000);
    expect((await key.query(ASK)).headers.get("x-ratelimit-remaining")).toBe("49996");
    expect((await setMax(100_001)).error.extensions["fields"]).toEqual({
      "input.rateLimitMax": expect.stringContaining("1 to 100,000"),
    });
    expect((await setMax(5, workspace.editor)).status).toBe(403);
    now += 2 * HOUR;
  });

  test("a key gives no key more than itself, and never changes its own limits", async () => {
    const key = await workspace.createKey(["leads:read", "credentials:write"], {
      rateLimits: perHour(500),
    });
    expect((await create(perHour(501), key)).status).toBe(403);
    expect((await create(null, key)).status).toBe(403);
    const made = await create(perHour(500), key);
    expect(made.status).toBe(200);
    expect((await update(key, perHour(500), key)).status).toBe(403);
  });

  test("changes of limits are in the audit log, before and after", async () => {
    const key = await createKey(perHour(5));
    await update(key, [{ windowSeconds: 60, limit: 9 }]);
    const { data } = await workspace.admin.query(
      `query ($filter: AuditEventFilter) { auditEvents(filter: $filter) { nodes { action before after } } }`,
      { filter: { subjectId: key.id, action: "updateApiKey" } },
    );
    const [event] = data.auditEvents.nodes;
    expect(JSON.parse(event.before)).toEqual({ rateLimits: perHour(5) });
    expect(JSON.parse(event.after)).toEqual({ rateLimits: [{ windowSeconds: 60, limit: 9 }] });
  });

  test("a session is not limited", async () => {
    const answer = await workspace.admin.query(ASK);
    expect(answer.data.context.rateLimits).toEqual([]);
    expect(headersOf(answer)).toEqual({});
  });
});
