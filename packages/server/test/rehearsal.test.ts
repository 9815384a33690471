import { BlockList } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { expandScopes, missingScopes, type Scope } from "@latchkey/shared";
import fc from "fast-check";
import { replayLimits } from "../dist/admission/replay-limits.js";
import type { Actor } from "../dist/base/actor.js";
import { type RecordedRequest, RehearsedKey } from "../dist/resources/rehearsals/rehearsal.js";
import { RehearsalService } from "../dist/resources/rehearsals/rehearsal.service.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const DAY_MS = 86_400_000;
const LEADS = "query Sync { leads { totalCount } }";
const CAMPAIGNS = "{ campaigns { totalCount } }";
const REHEARSE = `query ($input: RehearseApiKeyInput!) {
  rehearseApiKey(input: $input) {
    requests refused since isPartial
    checks { check refused }
    refusals { check missingScopes operationName rootFields ip userAgent requests lastAt }
  }
}`;

const SCOPES: readonly Scope[] = ["leads:read", "leads:write", "campaigns:read"];
const requests = fc
  .array(
    fc.record({
      stepMs: fc.integer({ min: 0, max: 20_000 }),
      ip: fc.constantFrom("203.0.113.7", "192.0.2.1", null),
      scopesNeeded: fc.subarray([...SCOPES]).map((scopes) => scopes.join()),
      units: fc.integer({ min: 1, max: 3 }),
      isLetIn: fc.boolean(),
    }),
    { maxLength: 80 },
  )
  .map((steps) => {
    let atMs = Date.UTC(2026, 0, 1);
    return steps.map(({ stepMs, ...request }): RecordedRequest => {
      atMs += stepMs;
      return { ...request, atMs, userAgent: null, operationName: null, rootFields: "leads" };
    });
  });

describe("a rehearsal", () => {
  test("refuses just those requests that the address or a missing scope would, and spares those that were refused anyway", () => {
    fc.assert(
      fc.property(requests, fc.subarray([...SCOPES]), (recorded, scopes) => {
        const key = new RehearsedKey({ scopes, ipAllowlist: ["203.0.113.0/24"], hasRoom: null });
        for (const request of recorded) key.add(request);
        const letIn = recorded.filter(({ isLetIn }) => isLetIn);
        const byAddress = letIn.filter(({ ip }) => ip !== "203.0.113.7");
        const byScope = letIn.filter(
          ({ ip, scopesNeeded }) =>
            ip === "203.0.113.7" &&
            scopesNeeded !== "" &&
            missingScopes(scopesNeeded.split(",") as Scope[], expandScopes(scopes)).length > 0,
        );
        const told = key.tell(false);
        expect([told.requests, told.refused]).toEqual([
          letIn.length,
          byAddress.length + byScope.length,
        ]);
        expect(told.refusals.reduce((sum, kind) => sum + kind.requests, 0)).toBe(told.refused);
      }),
    );
  });

  test("lets no more units through than a window holds, in any span, and refuses none that fit with room to spare", () => {
    const windowMs = 60_000;
    const limits = [{ windowSeconds: 60, limit: 5 }];
    fc.assert(
      fc.property(requests, (recorded) => {
        const hasRoom = replayLimits(limits);
        const passed = recorded.filter(({ units, atMs }) => hasRoom(units, atMs));
        const unitsIn = (from: number, to: number) =>
          passed
            .filter(({ atMs }) => atMs > from && atMs <= to)
            .reduce((sum, { units }) => sum + units, 0);
        for (const { atMs } of passed) {
          expect(unitsIn(atMs - windowMs, atMs)).toBeLessThanOrEqual(5);
        }
        for (const request of recorded.filter((one) => !passed.includes(one))) {
          // Nothing is counted for longer than a sixtieth of the window beyond it.
          const from = request.atMs - windowMs - windowMs / 60;
          expect(unitsIn(from, request.atMs) + request.units).toBeGreaterThan(5);
        }
      }),
    );
  });
});

describeOnEachDatabase("rehearsing a change of a key", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date("2026-11-21T10:00:00.250Z");

  beforeAll(async () => {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, {
      clock: { now: () => now },
      config: { trustedProxies },
    });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const pass = (milliseconds: number) => {
    now = new Date(now.getTime() + milliseconds);
  };
  const use = (key: TestKey, query = LEADS, address = "203.0.113.7") => {
    // Records of one millisecond are in no order.
    pass(1);
    return server.post(
      query,
      {},
      { ...key.headers, "x-forwarded-for": address, "user-agent": "sync/1" },
    );
  };
  const rehearse = async (key: TestKey, change: object, caller: TestCaller = workspace.admin) => {
    await server.flush();
    return (await caller.query(REHEARSE, { input: { id: key.id, ...change } })).data.rehearseApiKey;
  };

  test("fewer scopes: how many of the requests would have been refused, and which", async () => {
    const key = await workspace.createKey(["leads:read", "campaigns:read"]);
    await use(key);
    const since = now.toISOString();
    await use(key, CAMPAIGNS);
    await use(key, CAMPAIGNS);
    const lastAt = now.toISOString();
    await use(key, "{ requestLogs { totalCount } }");
    expect(await rehearse(key, { scopes: ["leads:read"] })).toEqual({
      requests: 3,
      refused: 2,
      since,
      isPartial: false,
      checks: [{ check: "scopes", refused: 2 }],
      refusals: [
        {
          check: "scopes",
          missingScopes: ["campaigns:read"],
          operationName: null,
          rootFields: ["campaigns"],
          ip: "203.0.113.7",
          userAgent: "sync/1",
          requests: 2,
          lastAt,
        },
      ],
    });
    const wider = { scopes: ["leads:write", "campaigns:write"] };
    expect(await rehearse(key, wider)).toMatchObject({ requests: 3, refused: 0, refusals: [] });
  });

  test("a narrower allowlist: who would have been shut out", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await use(key);
    await use(key, LEADS, "192.0.2.1");
    expect(await rehearse(key, { ipAllowlist: ["203.0.113.0/24"] })).toMatchObject({
      requests: 2,
      refused: 1,
      checks: [{ check: "address", refused: 1 }],
      refusals: [{ ip: "192.0.2.1", operationName: "Sync", requests: 1 }],
    });
    expect(await rehearse(key, { ipAllowlist: [] })).toMatchObject({ refused: 0 });
  });

  test("lower limits: what they would have refused is what they do refuse", async () => {
    const change = { rateLimits: [{ windowSeconds: 60, limit: 4 }] };
    const wide = await workspace.createKey(["leads:read"]);
    const narrow = await workspace.createKey(["leads:read"], change);
    let refused = 0;
    for (const stepMs of [0, 10_000, 20_000, 0, 25_000, 4_000, 0, 0, 59_000, 0, 0]) {
      pass(stepMs);
      const query = stepMs === 0 ? "{ a: leads { totalCount } b: leads { totalCount } }" : LEADS;
      await use(wide, query);
      if ((await use(narrow, query)).status === 429) refused += 1;
    }
    expect(refused).toBeGreaterThan(2);
    expect(await rehearse(wide, change)).toMatchObject({
      requests: 11,
      refused,
      checks: [{ check: "limits", refused }],
    });
    // What was refused by the limits it has spent nothing, and is not refused again.
    expect(await rehearse(narrow, change)).toMatchObject({ requests: 11 - refused, refused: 0 });
  });

  test("a change of all three counts each request once, at the first check that it would not pass", async () => {
    const key = await workspace.createKey(["leads:read", "campaigns:read"]);
    await use(key, CAMPAIGNS, "192.0.2.1");
    await use(key, CAMPAIGNS);
    await use(key);
    await use(key);
    const change = {
      scopes: ["leads:read"],
      ipAllowlist: ["203.0.113.7"],
      rateLimits: [{ windowSeconds: 3600, limit: 2 }],
    };
    expect(await rehearse(key, change)).toMatchObject({
      requests: 4,
      refused: 3,
      checks: [
        { check: "address", refused: 1 },
        { check: "limits", refused: 1 },
        { check: "scopes", refused: 1 },
      ],
    });
  });

  test("looks at the last 30 days, and of very many requests at the newest, and says so", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await use(key, LEADS, "192.0.2.1");
    pass(30 * DAY_MS + 1);
    for (let index = 0; index < 4; index += 1) await use(key);
    await server.flush();
    const change = { ipAllowlist: ["198.51.100.1"] };
    expect(await rehearse(key, change)).toMatchObject({ requests: 4, isPartial: false });
    const few = new RehearsalService(server.database, { now: () => now }, replayLimits, 3);
    const actor = { kind: "session", workspace: { id: workspace.id }, campaignId: null };
    expect(await few.rehearse(actor as unknown as Actor, { id: key.id, ...change })).toMatchObject({
      requests: 3,
      isPartial: true,
    });
  });

  test("a key without requests has nothing to lose, and nothing is changed by asking", async () => {
    const key = await workspace.createKey(["leads:read"]);
    expect(await rehearse(key, { scopes: ["campaigns:read"] })).toEqual({
      requests: 0,
      refused: 0,
      since: null,
      isPartial: false,
      checks: [],
      refusals: [],
    });
    expect((await use(key)).status).toBe(200);
  });

  test("needs both scopes, a key that the caller may see, and a change that could be saved", async () => {
    const [campaign] = workspace.campaigns;
    const outside = await workspace.createKey(["leads:read"]);
    for (const scope of ["credentials:read", "logs:read"] as const) {
      const half = await workspace.createKey([scope]);
      const refused = await half.query(REHEARSE, { input: { id: outside.id } });
      expect(refused.status).toBe(403);
    }
    const limited = await workspace.createKey(["credentials:read", "logs:read"], { campaign });
    expect((await limited.query(REHEARSE, { input: { id: outside.id } })).status).toBe(404);
    for (const [change, field] of [
      [{ scopes: [] }, "input.scopes"],
      [{ ipAllowlist: ["nowhere"] }, "input.ipAllowlist.0"],
      [{ rateLimits: [] }, "input.rateLimits"],
    ] as const) {
      const answer = await workspace.admin.query(REHEARSE, {
        input: { id: outside.id, ...change },
      });
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        [field],
      ]);
    }
  });
});
