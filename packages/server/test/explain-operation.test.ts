import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { expandScopes, type Scope } from "@latchkey/shared";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const EXPLAIN = `query ($input: ExplainOperationInput!) {
  explainOperation(input: $input) {
    operationType operationName isOpen keyScopes missingScopes units
    scopes { scope fields isHeld } limits { name used max }
  }
}`;
const PAGES = "query ($n: Int!) { leads(first: $n) { nodes { name } } }";
const CREATE_LEAD = `mutation Add { createLead(input: { campaignId: "x", name: "A", email: "a@b.example" }) { lead { campaign { name } } } }`;

describeOnEachDatabase("explaining an operation", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
  });
  afterAll(() => server.stop());

  const explain = async (document: string, more: object = {}, caller: TestCaller = key) =>
    (await caller.query(EXPLAIN, { input: { document, ...more } })).data.explainOperation;
  const limitOf = (explanation: { limits: Array<{ name: string }> }, name: string) =>
    explanation.limits.find((limit) => limit.name === name);

  test("each scope is told with its fields, and what the caller lacks; and nothing has run", async () => {
    const before = await workspace.countLeads();
    expect(await explain(CREATE_LEAD)).toMatchObject({
      operationType: "mutation",
      operationName: "Add",
      isOpen: false,
      units: 1,
      scopes: [
        { scope: "campaigns:read", fields: ["Campaign.name"], isHeld: false },
        { scope: "leads:read", fields: ["Lead.campaign"], isHeld: true },
        {
          scope: "leads:write",
          fields: ["CreateLeadPayload.lead", "Mutation.createLead"],
          isHeld: false,
        },
      ],
      keyScopes: ["campaigns:read", "leads:write"],
      missingScopes: ["campaigns:read", "leads:write"],
    });
    expect(await workspace.countLeads()).toBe(before);
  });

  test("the smallest key it names runs the operation, and one with a scope less does not", async () => {
    for (const document of [
      "{ leads { totalCount nodes { campaign { name } } } }",
      "{ ...Both } fragment Both on Query { campaigns { totalCount } apiKeys { totalCount } }",
      "{ context { scopes } }",
    ]) {
      const scopes: Scope[] = (await explain(document)).keyScopes;
      const enough = await workspace.createKey(scopes.length > 0 ? scopes : ["lists:read"]);
      expect((await enough.query(document)).status).toBe(200);
      expect((await explain(document, {}, enough)).missingScopes).toEqual([]);
      for (const scope of scopes) {
        const fewer = scopes.filter((other) => !expandScopes([other]).has(scope));
        const tooLittle = await workspace.createKey(["lists:read", ...fewer]);
        const { status, error } = await tooLittle.query(document);
        expect([status, error.extensions["missingScopes"]]).toEqual([403, [scope]]);
      }
    }
  });

  test("what no key can run has no smallest key, and what anybody can run says so", async () => {
    expect(await explain("{ members { role } }", {}, workspace.admin)).toMatchObject({
      keyScopes: null,
      missingScopes: [],
    });
    expect(await explain(`{ invitationOffer(token: "x") { email } }`)).toMatchObject({
      isOpen: true,
      scopes: [],
      keyScopes: [],
    });
  });

  test("units and limits are those a request is judged by", async () => {
    const limited = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 100 }],
    });
    const document = "{ a: leads { totalCount } b: leads { totalCount } __typename }";
    const explanation = await explain(document);
    expect(explanation.units).toBe(3);
    const { headers } = await limited.query(document);
    expect(headers.get("x-ratelimit-remaining")).toBe("97");
    expect(limitOf(explanation, "aliases")).toEqual({ name: "aliases", used: 2, max: 15 });
    expect(limitOf(await explain(PAGES, { variables: { n: 7 } }), "objects")).toEqual({
      name: "objects",
      used: 8,
      max: 10_000,
    });
    expect(limitOf(await explain(PAGES), "objects")).toMatchObject({ used: 21 });
  });

  test("of several operations the named one is explained", async () => {
    const document = "query A { campaigns { totalCount } } query B { leads { totalCount } }";
    expect(await explain(document, { operationName: "B" })).toMatchObject({
      operationName: "B",
      keyScopes: ["leads:read"],
    });
  });

  test.each([
    [{ document: "{ leads {" }, "input.document", /cannot be parsed at line 1/],
    [{ document: "{ leads { nonsense } }" }, "input.document", /Cannot query field "nonsense"/],
    [
      { document: "{ a { b { c { d { e { f { g { h { i } } } } } } } } }" },
      "input.document",
      /at most 8/,
    ],
    [
      { document: "query A { context { scopes } } query B { context { scopes } }" },
      "input.operationName",
      /Name one/,
    ],
    [{ document: PAGES, variables: { n: "sk-live-1" } }, "input.variables.n", /type Int/],
  ])("%j is 400 and says why, without the value", async (input, field, sentence) => {
    const answer = await key.query(EXPLAIN, { input });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      { [field]: expect.stringMatching(sentence) },
    ]);
    expect(answer.text).not.toContain("sk-live-1");
  });
});
