import { BlockList } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { REQUEST_CHECK_NAMES } from "@latchkey/shared";
import { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LEADS = "{ leads { totalCount } }";
const CREATE_LEAD = `mutation ($campaignId: ID!) {
  createLead(input: { campaignId: $campaignId, name: "A", email: "a@b.example" }) { lead { id } }
}`;
const STORY = `query ($id: ID!) {
  requestLog(id: $id) {
    id decisionId failedCheck units admissionMs executionMs durationMs scopesNeeded scopesHeld
    story { name title outcome reason remedy }
  }
}`;

interface Step {
  readonly name: string;
  readonly title: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly remedy: string | null;
}

describeOnEachDatabase("a request's story", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let platformAdmin: TestCaller;
  let key: TestKey;
  let now = new Date();

  beforeAll(async () => {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, {
      clock: { now: () => now },
      config: { trustedProxies },
    });
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
    const boss = await createPerson(server, null, "VIEWER", { isPlatformAdmin: true });
    platformAdmin = new TestCaller(server, { ...boss.headers, "x-workspace": workspace.slug });
  });
  afterAll(() => server.stop());

  const storyOf = async (answer: Answer, reader: TestCaller = workspace.admin) => {
    await server.flush();
    return (await reader.query(STORY, { id: answer.requestId })).data.requestLog as {
      readonly story: readonly Step[];
      readonly [field: string]: unknown;
    };
  };
  const failedStep = async (answer: Answer, reader?: TestCaller) => {
    const { story } = await storyOf(answer, reader);
    const at = story.findIndex((step) => step.outcome === "FAILED");
    expect(story.map((step) => step.outcome)).toEqual(
      story.map((_, index) => (index < at ? "PASSED" : index === at ? "FAILED" : "NOT_REACHED")),
    );
    const { name, reason, remedy } = story[at] ?? {};
    return { name, reason, remedy };
  };
  const exportLogs = async (headers: Readonly<Record<string, string>>, search = "") => {
    const url = `${server.url}/exports/request-logs.csv${search}`;
    return Answer.of(await fetch(url, { headers }), url);
  };
  const change = async (id: string, fields: string) =>
    (
      await workspace.admin.query(
        `mutation { updateApiKey(input: { id: "${id}", ${fields} }) { apiKey { id } } }`,
      )
    ).data;
  const act = async (mutation: string, id: string) =>
    (
      await workspace.admin.query(
        `mutation { ${mutation}(input: { id: "${id}" }) { apiKey { id } } }`,
      )
    ).data;

  test("one that was answered passed every check, and tells what it needed, held and cost", async () => {
    const row = await storyOf(await key.query("{ a: leads { totalCount } b: context { scopes } }"));
    expect(row).toMatchObject({
      decisionId: null,
      failedCheck: null,
      units: 2,
      scopesNeeded: ["leads:read"],
      scopesHeld: ["leads:read"],
    });
    expect(row.story.map((step) => [step.name, step.outcome, step.reason, step.remedy])).toEqual(
      REQUEST_CHECK_NAMES.map((name) => [name, "PASSED", null, null]),
    );
    expect(Number(row["admissionMs"]) + Number(row["executionMs"])).toBeLessThanOrEqual(
      Number(row["durationMs"]) + 0.002,
    );
  });

  test("the decision id of any refusal finds its row, and the story names the check that failed", async () => {
    const [own, other] = workspace.campaigns;
    const limited = await workspace.createKey(["leads:write", "credentials:write"], {
      campaign: own,
    });
    const full = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    await full.query(LEADS);
    const curious = await workspace.createKey(["credentials:read", "logs:read"]);
    const aliased = (field: string) =>
      Array.from({ length: 10 }, (_, index) => `a${index}: ${field}`).join(" ");
    const revoked = await workspace.createKey(["leads:read"]);
    await act("revokeApiKey", revoked.id);
    const refusals: Array<[check: string, answer: Answer, isNobodys?: boolean]> = [
      ["credentials", await server.post(LEADS), true],
      ["credentials", await server.post(LEADS, {}, { "x-api-key": " " }), true],
      [
        "credentials",
        await server.post(LEADS, {}, { ...key.headers, cookie: "latchkey_session=x" }),
        true,
      ],
      ["credentials", await server.postBody("{}", key.headers, "?api_key=x"), true],
      ["credentials", await exportLogs({}), true],
      ["format", await server.post(LEADS, {}, { "x-api-key": "lk_live_guess" }), true],
      ["revoked", await revoked.query(LEADS)],
      ["limits", await full.query(LEADS)],
      ["body", await server.postBody("{", key.headers)],
      ["document", await key.query("{ leads {")],
      [
        "document",
        await key.query("query A { leads { totalCount } } query B { leads { totalCount } }"),
      ],
      ["scopes", await key.query("{ campaigns { totalCount } }")],
      ["variables", await key.query("query ($id: ID!) { lead(id: $id) { id } }")],
      ["campaign", await limited.query(CREATE_LEAD, { campaignId: other.id })],
      [
        "grants",
        await limited.query(
          `mutation { createApiKey(input: { name: "K", scopes: ["webhooks:write"] }) { secret } }`,
        ),
      ],
      [
        "objects",
        await curious.query(
          `{ ${aliased("apiKeys(first: 100) { nodes { recentClients { address } } }")} }`,
        ),
      ],
      ["execution", await key.query(`{ lead(id: "nowhere") { id } }`)],
    ];
    for (const [check, answer, isNobodys] of refusals) {
      const { decisionId } = answer.error.extensions;
      const reader = isNobodys ? platformAdmin : workspace.admin;
      expect([check, await failedStep(answer, reader)]).toEqual([
        check,
        { name: check, reason: expect.any(String), remedy: expect.stringMatching(/^[A-Z].+\.$/) },
      ]);
      const found = await reader.query(
        "query ($id: ID!) { requestLogs(filter: { decisionId: $id }) { nodes { failedCheck } } }",
        { id: decisionId },
      );
      expect(found.data.requestLogs.nodes).toEqual([{ failedCheck: check }]);
      if (!isNobodys) continue;
      expect((await workspace.admin.query(STORY, { id: decisionId })).status).toBe(404);
    }
  });

  test("what a request should have been like is told of the address it was sent to", async () => {
    const long = "x".repeat(200_000);
    for (const [answer, remedy] of [
      [await server.postBody("{", key.headers), /a POST .*"query"/],
      [await exportLogs(key.headers, "?ip=a&ip=b"), /a GET/],
      [await server.post(LEADS, { long }, key.headers), /^Send less at once/],
    ] as const) {
      expect((await failedStep(answer)).remedy).toMatch(remedy);
    }
  });

  test("each of the key's own checks is told in the words of explainAccess", async () => {
    const own = await workspace.createKey(["leads:read"]);
    const explain = async () =>
      (
        await workspace.admin.query(
          `{ explainAccess(keyId: "${own.id}", address: "192.0.2.1") { checks { name title isPassed reason remedy } } }`,
        )
      ).data.explainAccess.checks.find((check: { isPassed: boolean }) => !check.isPassed);
    const use = () => server.post(LEADS, {}, { ...own.headers, "x-forwarded-for": "192.0.2.1" });
    const expectSameWords = async () => {
      const { story } = await storyOf(await use());
      const { outcome: _, ...told } = story.find((step) => step.outcome === "FAILED") ?? {};
      const { isPassed: __, ...explained } = await explain();
      expect(told).toEqual(explained);
      return explained.name;
    };
    await change(own.id, `ipAllowlist: ["203.0.113.0/24"]`);
    expect(await expectSameWords()).toBe("address");
    await act("deactivateApiKey", own.id);
    expect(await expectSameWords()).toBe("active");
    await act("revokeApiKey", own.id);
    expect(await expectSameWords()).toBe("revoked");
  });

  test("what would pass goes by what the key is now", async () => {
    const own = await workspace.createKey(["leads:read"]);
    const scopes = await own.query("{ campaigns { totalCount } }");
    expect((await failedStep(scopes)).remedy).toBe("Give the key campaigns:read.");
    await change(own.id, `scopes: ["leads:read", "campaigns:read"]`);
    expect((await failedStep(scopes)).remedy).toMatch(/^This is over/);
    expect((await storyOf(scopes))["scopesHeld"]).toEqual(["leads:read"]);

    await change(own.id, `ipAllowlist: ["203.0.113.0/24"]`);
    const address = await server.post(
      LEADS,
      {},
      { ...own.headers, "x-forwarded-for": "192.0.2.1" },
    );
    expect((await failedStep(address)).remedy).toMatch(/^Add the address/);
    await change(own.id, `ipAllowlist: ["203.0.113.0/24", "192.0.2.1"]`);
    expect((await failedStep(address)).remedy).toMatch(/^This is over/);
  });

  test("a full window's story says from when on the request passes, or that it never does", async () => {
    const own = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 60, limit: 2 }],
    });
    await own.query(LEADS);
    await own.query(LEADS);
    const refused = await own.query(LEADS);
    const step = await failedStep(refused);
    const [from = ""] = /\d{4}-\S+Z/.exec(step.remedy ?? "") ?? [];
    const wait = Date.parse(from) - Date.parse(String(refused.error.extensions["resetAt"]));
    expect(wait).toBeGreaterThanOrEqual(0);
    expect(wait).toBeLessThan(1000);
    const never = await own.query("{ a: __typename b: __typename c: __typename }");
    expect((await failedStep(never)).remedy).toMatch(/^It never fits/);
    expect((await storyOf(never))["units"]).toBe(3);
    now = new Date(now.getTime() + 3_600_000);
    expect((await failedStep(refused)).remedy).toMatch(/^It would have passed from/);
  });

  test("stories of a whole page cost three statements, however many keys were refused", async () => {
    for (let index = 0; index < 4; index += 1) {
      const own = await workspace.createKey(["leads:read"]);
      await own.query("{ campaigns { totalCount } }");
    }
    await server.flush();
    const count = async (first: number, fields: string) =>
      (
        await countStatements(server.database, () =>
          workspace.admin.query(
            `query ($first: Int) { requestLogs(first: $first, filter: { errorCode: "FORBIDDEN" }) { nodes { ${fields} } } }`,
            { first },
          ),
        )
      ).length;
    expect(await count(4, "id story { remedy }")).toBe(await count(1, "id story { remedy }"));
    expect(await count(4, "id story { remedy }")).toBe((await count(4, "id")) + 3);
  });

  test("the integrator hears no word of it", async () => {
    const refused = await key.query("{ campaigns { totalCount } }");
    expect(JSON.parse(refused.text)).toEqual({
      errors: [
        {
          message: "Insufficient permissions",
          extensions: {
            code: "FORBIDDEN",
            decisionId: refused.requestId,
            missingScopes: ["campaigns:read"],
          },
        },
      ],
    });
    expect(
      (await key.query(STORY, { id: refused.requestId })).error.extensions["missingScopes"],
    ).toEqual(["logs:read"]);
  });

  test("a row of before stories were kept has none, and is shown all the same", async () => {
    const answer = await key.query("{ campaigns { totalCount } }");
    await server.flush();
    await server.database.query(
      "UPDATE request_logs SET failedCheck = NULL, units = NULL, admissionMs = NULL, scopesNeeded = NULL, scopesHeld = NULL WHERE id = ?",
      [answer.requestId],
    );
    expect(await storyOf(answer)).toMatchObject({
      story: [],
      scopesNeeded: [],
      scopesHeld: [],
      units: null,
    });
  });
});
