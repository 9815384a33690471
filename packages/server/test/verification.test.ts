import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { buildKey, type RateLimit, type Scope, VERIFICATION_LIMITS } from "@latchkey/shared";
import { GuessThrottle } from "../dist/admission/guess-throttle.js";
import { KeyCache } from "../dist/admission/key-cache.js";
import { KeyConfirmation } from "../dist/admission/key-confirmation.js";
import { KeyRecords } from "../dist/admission/key-record.js";
import { KeyUsage } from "../dist/admission/key-usage.js";
import { KeyVerifier } from "../dist/admission/key-verifier.js";
import { MemoryRateLimiter } from "../dist/admission/memory-rate-limiter.js";
import { ANONYMOUS } from "../dist/base/actor.js";
import { KeyHasher } from "../dist/resources/api-keys/key-hasher.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const VERIFICATION = `isValid outcome missingScopes scopes apiKey { id name environment }
  campaign { id name } expiresAt rateLimits { windowSeconds limit remaining resetAt } retryAt`;
const VERIFY = `mutation ($input: VerifyApiKeyInput!) { verifyApiKey(input: $input) { ${VERIFICATION} } }`;
const VERIFY_MANY = `mutation ($input: VerifyApiKeysInput!) {
  verifyApiKeys(input: $input) { results { ${VERIFICATION} } }
}`;
const ADDRESS = "203.0.113.7";
const DAY_MS = 86_400_000;

interface Request {
  readonly key: string;
  readonly scopes?: readonly string[];
  readonly cost?: number;
  readonly address?: string | null;
}

interface Verification {
  readonly isValid: boolean;
  readonly outcome: string;
  readonly missingScopes: readonly string[];
  readonly scopes: readonly string[];
  readonly apiKey: { readonly id: string } | null;
  readonly rateLimits: ReadonlyArray<{ readonly remaining: number; readonly resetAt: string }>;
  readonly retryAt: string | null;
}

describeOnEachDatabase("verifying keys for other services", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let foreign: TestWorkspace;
  let verifier: TestKey;
  let now = new Date();

  beforeAll(async () => {
    server = await TestServer.start(kind, { clock: { now: () => now } });
    workspace = await TestWorkspace.create(server);
    foreign = await TestWorkspace.create(server);
    verifier = await workspace.createKey(["credentials:verify"]);
  });
  beforeEach(() => {
    now = new Date();
  });
  afterAll(() => server.stop());

  const verify = async (request: Request, caller: TestCaller = verifier): Promise<Verification> =>
    (await caller.query(VERIFY, { input: request })).data.verifyApiKey;
  const verifyMany = async (
    requests: readonly Request[],
    caller: TestCaller = verifier,
  ): Promise<Verification[]> =>
    (await caller.query(VERIFY_MANY, { input: { requests } })).data.verifyApiKeys.results;
  const createKey = async (input: Record<string, unknown> = {}) => {
    const { data } = await workspace.admin.query(
      "mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }",
      { input: { name: "Key", scopes: ["leads:read"], ...input } },
    );
    return new TestKey(server, data.createApiKey.apiKey.id, data.createApiKey.secret);
  };
  const act = async (action: string, key: TestKey, input = "") => {
    const done = await workspace.admin.query(
      `mutation { ${action}(input: { id: "${key.id}" ${input} }) { apiKey { id } } }`,
    );
    expect(done.status).toBe(200);
    return key;
  };
  const limited = (limit: number, scopes: readonly Scope[] = ["leads:read"]) =>
    workspace.createKey(scopes, { rateLimits: [{ windowSeconds: 3600, limit }] });
  const remaining = async (key: TestKey) => (await verify({ key: key.secret, cost: 0 })).rateLimits;

  test("a valid key is told with its scopes, campaign, expiry and limits, and its cost is spent", async () => {
    const rateLimits: RateLimit[] = [
      { windowSeconds: 3600, limit: 50 },
      { windowSeconds: 60, limit: 20 },
    ];
    const key = await createKey({
      name: "Importer",
      scopes: ["leads:write"],
      environment: "TEST",
      campaignId: workspace.campaigns[0].id,
      expiration: "ONE_DAY",
      ipAllowlist: ["203.0.113.0/24"],
      rateLimits,
    });
    const verification = await verify({
      key: ` ${key.secret}\n`,
      scopes: ["leads:read"],
      cost: 5,
      address: ADDRESS,
    });
    const resetAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(verification).toEqual({
      isValid: true,
      outcome: "VALID",
      missingScopes: [],
      scopes: ["leads:read", "leads:write"],
      apiKey: { id: key.id, name: "Importer", environment: "TEST" },
      campaign: { id: workspace.campaigns[0].id, name: "First" },
      expiresAt: new Date(now.getTime() + DAY_MS).toISOString(),
      rateLimits: [
        { windowSeconds: 3600, limit: 50, remaining: 45, resetAt },
        { windowSeconds: 60, limit: 20, remaining: 15, resetAt },
      ],
      retryAt: null,
    });
  });

  test("a key of all campaigns that never ends says so", async () => {
    const key = await createKey();
    expect(await verify({ key: key.secret })).toMatchObject({
      isValid: true,
      campaign: null,
      expiresAt: null,
    });
  });

  test.each([
    ["nothing", () => ""],
    ["anything", () => "hunter2"],
    ["a truncated key", (secret: string) => secret.slice(0, -1)],
    [
      "a mistyped key",
      (secret: string) => `${secret.slice(0, -1)}${secret.endsWith("x") ? "y" : "x"}`,
    ],
    ["another product's key", () => buildKey("ee", "LIVE", () => 7)],
  ])("%s is malformed", async (_name, spoil) => {
    const key = await createKey();
    const verification = await verify({ key: spoil(key.secret), address: ADDRESS });
    expect(verification).toEqual({ ...NOTHING, outcome: "MALFORMED" });
  });

  const ended: ReadonlyArray<[string, (key: TestKey) => Promise<unknown>, Partial<Request>]> = [
    [
      "ROTATED_OUT",
      async (key) => {
        await act("rotateApiKey", key);
        // A later request comes later, which a stopped clock does not know.
        now = new Date(now.getTime() + 1);
      },
      {},
    ],
    ["REVOKED", (key) => act("revokeApiKey", key), {}],
    ["INACTIVE", (key) => act("deactivateApiKey", key), {}],
    [
      "EXPIRED",
      async () => {
        now = new Date(now.getTime() + DAY_MS);
      },
      {},
    ],
    ["ADDRESS_NOT_ALLOWED", async () => {}, { address: "192.0.2.1" }],
    ["ADDRESS_NOT_ALLOWED", async () => {}, { address: null }],
  ];
  test.each(ended)(
    "a key that was valid is %s, and told by its id alone",
    async (outcome, end, asked) => {
      const key = await createKey({ expiration: "ONE_DAY", ipAllowlist: [ADDRESS] });
      const request = { key: key.secret, address: ADDRESS };
      expect(await verify(request)).toMatchObject({ outcome: "VALID" });
      await end(key);
      expect(await verify({ ...request, ...asked })).toEqual({
        ...NOTHING,
        outcome,
        apiKey: { id: key.id, name: "Key", environment: "LIVE" },
        expiresAt: expect.any(String),
      });
    },
  );

  test("a deleted key is DELETED, and nothing else is told of it", async () => {
    const key = await createKey();
    expect(await verify({ key: key.secret })).toMatchObject({ outcome: "VALID" });
    await act("deleteApiKey", key);
    expect(await verify({ key: key.secret })).toEqual({ ...NOTHING, outcome: "DELETED" });
  });

  test("unknown keys and another workspace's are NOT_FOUND alike, and nothing is spent", async () => {
    const unknown = buildKey("lk", "LIVE", (bound) => Math.floor(Math.random() * bound));
    const key = await foreign.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 5 }],
    });
    for (const secret of [unknown, key.secret, unknown, key.secret]) {
      expect(await verify({ key: secret, cost: 3, address: ADDRESS })).toEqual({
        ...NOTHING,
        outcome: "NOT_FOUND",
      });
    }
    const { headers } = await key.query("{ context { scopes } }");
    expect(headers.get("x-ratelimit-remaining")).toBe("4");
  });

  test("missing scopes are named, reduced to the fewest, and nothing is spent", async () => {
    const key = await limited(5, ["leads:read", "campaigns:write"]);
    const asked = ["leads:write", "leads:read", "campaigns:read", "logs:read"];
    expect(await verify({ key: key.secret, scopes: asked, cost: 2 })).toMatchObject({
      isValid: false,
      outcome: "MISSING_SCOPES",
      missingScopes: ["leads:write", "logs:read"],
      scopes: ["campaigns:read", "campaigns:write", "leads:read"],
      apiKey: { id: key.id },
      rateLimits: [{ remaining: 5 }],
    });
    expect(await verify({ key: key.secret, scopes: ["campaigns:read"] })).toMatchObject({
      isValid: true,
    });
  });

  test("a scope that the owner's role no longer allows is missing at the next verification", async () => {
    const other = await TestWorkspace.create(server);
    const own = await other.createKey(["credentials:verify"]);
    const key = await other.createKey(["leads:write"], { as: other.editor });
    const request = { key: key.secret, scopes: ["leads:write"] };
    expect(await verify(request, own)).toMatchObject({ outcome: "VALID" });
    await other.admin.query(
      `mutation { updateMember(input: { id: "${other.editor.user.id}", role: VIEWER }) { member { id } } }`,
    );
    expect(await verify(request, own)).toMatchObject({
      outcome: "MISSING_SCOPES",
      scopes: ["leads:read"],
    });
  });

  test("units are shared with the key's own requests, and what is refused spends none", async () => {
    const key = await limited(5);
    const own = () => key.query("{ context { rateLimits { remaining } } }");
    expect((await own()).data.context.rateLimits).toEqual([{ remaining: 4 }]);
    expect(await verify({ key: key.secret, cost: 2 })).toMatchObject({
      outcome: "VALID",
      rateLimits: [{ remaining: 2 }],
    });
    expect(await verify({ key: key.secret, cost: 3 })).toMatchObject({
      isValid: false,
      outcome: "RATE_LIMITED",
      scopes: ["leads:read"],
      apiKey: { id: key.id },
      rateLimits: [{ remaining: 2 }],
      retryAt: expect.any(String),
    });
    expect(await remaining(key)).toMatchObject([{ remaining: 2 }]);
    expect((await own()).data.context.rateLimits).toEqual([{ remaining: 1 }]);
    expect(await verify({ key: key.secret })).toMatchObject({ rateLimits: [{ remaining: 0 }] });
    expect((await own()).status).toBe(429);
    expect(await verify({ key: key.secret })).toMatchObject({ outcome: "RATE_LIMITED" });
    expect(await verify({ key: key.secret, cost: 0 })).toMatchObject({ outcome: "VALID" });
  });

  test("of 60 verifications and requests at once, at three below the limit, exactly three pass", async () => {
    const key = await limited(5);
    await verify({ key: key.secret, cost: 2 });
    const passed = await Promise.all(
      Array.from({ length: 60 }, async (_, index) =>
        index % 3 === 0
          ? (await key.query("{ context { scopes } }")).status === 200
          : (await verify({ key: key.secret })).isValid,
      ),
    );
    expect(passed.filter(Boolean)).toHaveLength(3);
  });

  test("a refused cost passes at the instant that was told, and one over the limit never", async () => {
    const key = await limited(3);
    await verify({ key: key.secret, cost: 3 });
    const { retryAt } = await verify({ key: key.secret, cost: 2 });
    now = new Date(Date.parse(retryAt ?? "") - 1);
    expect(await verify({ key: key.secret, cost: 2 })).toMatchObject({ outcome: "RATE_LIMITED" });
    now = new Date(Date.parse(retryAt ?? ""));
    expect(await verify({ key: key.secret, cost: 2 })).toMatchObject({ outcome: "VALID" });
    expect(await verify({ key: key.secret, cost: 4 })).toMatchObject({
      outcome: "RATE_LIMITED",
      retryAt: null,
    });
  });

  test("of many reasons the first is told, in the order of admission", async () => {
    const key = await createKey({
      expiration: "ONE_DAY",
      ipAllowlist: [ADDRESS],
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    const wrong = { key: key.secret, scopes: ["leads:write"], cost: 2, address: "192.0.2.1" };
    const outcome = async (request: Request) => (await verify(request)).outcome;
    expect(await outcome({ ...wrong, address: ADDRESS, scopes: [] })).toBe("RATE_LIMITED");
    expect(await outcome({ ...wrong, address: ADDRESS })).toBe("MISSING_SCOPES");
    expect(await outcome(wrong)).toBe("ADDRESS_NOT_ALLOWED");
    await act("deactivateApiKey", key);
    expect(await outcome(wrong)).toBe("INACTIVE");
    const today = now;
    now = new Date(now.getTime() + DAY_MS);
    expect(await outcome(wrong)).toBe("EXPIRED");
    now = today;
    await act("rotateApiKey", key, "overlapSeconds: 60");
    await act("revokeApiKey", key);
    expect(await outcome(wrong)).toBe("REVOKED");
    await act("deleteApiKey", key);
    expect(await outcome(wrong)).toBe("DELETED");
    now = new Date(now.getTime() + 60_000);
    expect(await outcome(wrong)).toBe("ROTATED_OUT");
  });

  test("many keys are answered in order, each by itself, for one unit of the caller", async () => {
    const caller = await limited(1000, ["credentials:verify"]);
    const good = await limited(3);
    const bad = await act("revokeApiKey", await createKey());
    const answer = await caller.query(VERIFY_MANY, {
      input: {
        requests: [
          { key: bad.secret },
          { key: good.secret, cost: 2 },
          { key: "hunter2" },
          { key: good.secret, cost: 2 },
          { key: good.secret, scopes: ["logs:read"] },
          { key: good.secret },
        ],
      },
    });
    const { results } = answer.data.verifyApiKeys;
    expect(results.map(({ outcome }: Verification) => outcome)).toEqual([
      "REVOKED",
      "VALID",
      "MALFORMED",
      "RATE_LIMITED",
      "MISSING_SCOPES",
      "VALID",
    ]);
    expect(results[5].rateLimits).toMatchObject([{ remaining: 0 }]);
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("999");
    expect(await verifyMany([])).toEqual([]);
  });

  test("a hundred keys that nobody remembers are read by one statement", async () => {
    const own = await TestWorkspace.create(server);
    const first = await own.createKey(["leads:read"]);
    const requests: Request[] = [{ key: first.secret }];
    for (let index = 1; index < VERIFICATION_LIMITS.requestsMax; index += 1) {
      requests.push({
        key:
          index % 10 === 0
            ? (await own.createKey(["leads:read"])).secret
            : buildKey("lk", "LIVE", (bound) => Math.floor(Math.random() * bound)),
      });
    }
    let results: Verification[] = [];
    const statements = await recordStatements(server.database, async () => {
      results = await verifyMany(requests, own.admin);
    });
    expect(statements.filter((sql) => /FROM api_key_secrets/.test(sql))).toHaveLength(1);
    expect(results.filter(({ isValid }) => isValid)).toHaveLength(10);
    expect(results.map(({ outcome }) => outcome)).toEqual(
      requests.map((_request, index) => (index % 10 === 0 ? "VALID" : "NOT_FOUND")),
    );
  });

  test("a campaign-limited caller sees its campaign's keys only, and spends of no others", async () => {
    const [own, other] = workspace.campaigns;
    const caller = await workspace.createKey(["credentials:verify"], { campaign: own });
    const rateLimits = [{ windowSeconds: 3600, limit: 5 }];
    const inside = await workspace.createKey(["leads:read"], { campaign: own, rateLimits });
    const outside = await workspace.createKey(["leads:read"], { campaign: other, rateLimits });
    const everywhere = await workspace.createKey(["leads:read"], { rateLimits });
    const outcomes = await verifyMany(
      [inside, outside, everywhere].map(({ secret }) => ({ key: secret })),
      caller,
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["VALID", "NOT_FOUND", "NOT_FOUND"]);
    for (const key of [outside, everywhere]) {
      expect(await remaining(key)).toMatchObject([{ remaining: 5 }]);
    }
  });

  test("the caller's scope opens verifying and nothing else, and only that scope opens it", async () => {
    const strong = await workspace.createKey(["credentials:write", "leads:write", "logs:read"]);
    const key = await createKey();
    const input = { key: key.secret, scopes: ["webhooks:write"] };
    const refused = await strong.query(VERIFY, { input });
    expect([refused.status, refused.error.extensions["missingScopes"]]).toEqual([
      403,
      ["credentials:verify"],
    ]);
    expect((await server.post(VERIFY, { input })).status).toBe(401);
    for (const operation of [
      "{ apiKeys { totalCount } }",
      `{ apiKey(id: "${key.id}") { id } }`,
      "{ leads { totalCount } }",
      `mutation { revokeApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`,
    ]) {
      expect((await verifier.query(operation)).status).toBe(403);
    }
    // It may ask for what it does not hold, and can give none of it.
    expect((await verify(input)).outcome).toBe("MISSING_SCOPES");
    expect(await verify({ key: key.secret }, workspace.admin)).toMatchObject({ isValid: true });
  });

  test("what is asked beside it of a key to be made is still held to what the caller holds", async () => {
    const maker = await workspace.createKey(["credentials:verify", "credentials:write"]);
    const key = await limited(5);
    const answer = await maker.query(
      `mutation ($key: String!) {
        verifyApiKey(input: { key: $key, scopes: ["leads:read"] }) { outcome }
        createApiKey(input: { name: "K", scopes: ["webhooks:write"] }) { secret }
      }`,
      { key: key.secret },
    );
    expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
      403,
      ["webhooks:write"],
    ]);
    expect(await remaining(key)).toMatchObject([{ remaining: 5 }]);
  });

  test.each([
    [{ cost: -1 }, "input.cost"],
    [{ cost: VERIFICATION_LIMITS.costMax + 1 }, "input.cost"],
    [{ address: "somewhere-hunter2" }, "input.address"],
    [{ address: "" }, "input.address"],
    [{ address: "203.0.113.0/24" }, "input.address"],
    [{ scopes: ["hunter2"] }, "input.scopes.0"],
    [{ key: 5 }, "input.key"],
  ])("%j is 400 and spends nothing", async (wrong, field) => {
    const key = await limited(5);
    const one = await verifier.query(VERIFY, { input: { key: key.secret, ...wrong } });
    const many = await verifier.query(VERIFY_MANY, {
      input: { requests: [{ key: key.secret }, { key: key.secret, ...wrong }] },
    });
    for (const [answer, path] of [
      [one, field],
      [many, field.replace("input", "input.requests.1")],
    ] as const) {
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        [path],
      ]);
      expect(answer.text).not.toMatch(/hunter2|lk_live_\w{5}/);
    }
    expect(await remaining(key)).toMatchObject([{ remaining: 5 }]);
  });

  test("more than a hundred keys at once are refused, and none is touched", async () => {
    const key = await limited(500);
    const requests = Array(VERIFICATION_LIMITS.requestsMax + 1).fill({ key: key.secret });
    const answer = await verifier.query(VERIFY_MANY, { input: { requests } });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      { "input.requests": "At most 100 keys can be verified at once." },
    ]);
    expect(await remaining(key)).toMatchObject([{ remaining: 500 }]);
  });

  test("a verified key was used: when, from which address, and through whom", async () => {
    const key = await createKey();
    const read = async () =>
      (
        await workspace.admin.query(
          "query ($id: ID!) { apiKey(id: $id) { lastUsedAt lastUsedIp secrets { firstUsedAt lastUsedIp lastUsedUserAgent } } }",
          { id: key.id },
        )
      ).data.apiKey;
    await verify({ key: key.secret, scopes: ["logs:read"], address: "2001:DB8:0::7" });
    expect(await read()).toMatchObject({ lastUsedAt: null });
    await verify({ key: key.secret, address: "2001:DB8:0::7" });
    let seen = await read();
    while (seen.secrets[0].firstUsedAt === null) seen = await read();
    expect(seen).toEqual({
      lastUsedAt: now.toISOString(),
      lastUsedIp: "2001:db8::7",
      secrets: [
        {
          firstUsedAt: now.toISOString(),
          lastUsedIp: "2001:db8::7",
          lastUsedUserAgent: "verification by Test key",
        },
      ],
    });
  });

  test("a verification is one request of the caller's in the log, and none of the key's", async () => {
    const key = await createKey();
    const caller = await workspace.createKey(["credentials:verify"]);
    const answer = await caller.query(VERIFY, { input: { key: key.secret, address: ADDRESS } });
    await server.flush();
    const logs = await workspace.admin.query(
      "query ($id: ID!) { requestLogs(filter: { apiKeyId: $id }) { nodes { id rootFields statusCode } } }",
      { id: caller.id },
    );
    expect(logs.data.requestLogs.nodes).toEqual([
      { id: answer.requestId, rootFields: ["verifyApiKey"], statusCode: 200 },
    ]);
    const [count] = await server.database.query(
      "SELECT COUNT(*) AS rows_ FROM request_logs WHERE apiKeyId = ?",
      [key.id],
    );
    expect(Number(count.rows_)).toBe(0);
  });

  test("failures count where the end client is, and neither against the caller nor anybody else", async () => {
    const clock = { now: () => now };
    const records = new KeyRecords(server.database, new KeyHasher(server.config.peppers ?? []));
    const throttle = new GuessThrottle(records, clock);
    const keys = new KeyCache(records, throttle);
    const direct = new KeyVerifier({
      keys,
      confirmation: new KeyConfirmation(keys, new MemoryRateLimiter(clock, () => true)),
      throttle,
      usage: new KeyUsage(
        server.database,
        new KeyHasher(server.config.peppers ?? []),
        clock,
        () => {},
      ),
      keyPrefix: "lk",
      clock,
    });
    const guess = (address: string | null) =>
      direct.verify(ANONYMOUS, Array(600).fill({ key: "hunter2", scopes: [], cost: 1, address }));
    await guess(null);
    expect(throttle.isSuspect("")).toBe(false);
    await guess(ADDRESS);
    expect([throttle.isSuspect(ADDRESS), throttle.isSuspect("127.0.0.1")]).toEqual([true, false]);
  });
});

/** What is told of a key that does not authenticate, and is not to be seen either. */
const NOTHING = {
  isValid: false,
  missingScopes: [],
  scopes: [],
  apiKey: null,
  campaign: null,
  expiresAt: null,
  rateLimits: [],
  retryAt: null,
};
