import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ALL_SCOPES, type Scope, sortScopes } from "@latchkey/shared";
import fc from "fast-check";
import { newId } from "../dist/database/new-id.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { dayOf, scopeDaysOf } from "../dist/resources/request-logs/scope-days.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const DAY_MS = 86_400_000;
const USE = `query ($id: ID!, $days: Int! = 30) {
  apiKey(id: $id) { scopeUse(days: $days) { since narrowedScopes scopes { scope isUsed requests lastUsedAt } } }
}`;

/** A row as an answered request leaves it. */
function row(of: Partial<RequestLog>): RequestLog {
  const at = of.at ?? new Date();
  return {
    id: newId(at),
    at,
    workspaceId: "w",
    apiKeyId: "k",
    environment: "LIVE",
    campaignId: null,
    operationName: null,
    operationType: "query",
    rootFields: ["leads"],
    method: "POST",
    endpoint: "/graphql",
    statusCode: 200,
    errorCode: null,
    reason: null,
    durationMs: 2,
    ip: null,
    userAgent: null,
    decisionId: null,
    admissionMs: 1,
    executionMs: 1,
    scopesNeeded: "leads:read",
    ...of,
  };
}

const rows = fc.array(
  fc
    .record({
      apiKeyId: fc.constantFrom("a", "b", null),
      atMs: fc.integer({ min: 0, max: 3 * DAY_MS }),
      executionMs: fc.constantFrom(null, 1),
      scopes: fc.subarray([...ALL_SCOPES], { maxLength: 4 }),
    })
    .map(({ apiKeyId, atMs, executionMs, scopes }) =>
      row({
        apiKeyId,
        at: new Date(Date.UTC(2026, 0, 1) + atMs),
        executionMs,
        scopesNeeded: sortScopes(scopes).join(),
      }),
    ),
  { maxLength: 60 },
);

describe("what rows say of the scopes that keys use", () => {
  test("is, for each key, day and scope, a count of the rows that ran and needed it, and the last of them", () => {
    fc.assert(
      fc.property(rows, (batch) => {
        for (const { apiKeyId, day, scope, requests, lastUsedAt } of scopeDaysOf(batch)) {
          const counted = batch.filter(
            (one) =>
              one.apiKeyId === apiKeyId &&
              one.executionMs !== null &&
              dayOf(one.at) === day &&
              one.scopesNeeded?.split(",").includes(scope),
          );
          expect(requests).toBe(counted.length);
          expect(lastUsedAt.getTime()).toBe(Math.max(...counted.map(({ at }) => at.getTime())));
        }
        const uses = batch
          .filter((one) => one.apiKeyId !== null && one.executionMs !== null && one.scopesNeeded)
          .flatMap((one) => one.scopesNeeded?.split(",") ?? []);
        expect(scopeDaysOf(batch).reduce((sum, { requests }) => sum + requests, 0)).toBe(
          uses.length,
        );
      }),
    );
  });

  test("does not depend on the order of the rows, and comes in the primary key's", () => {
    fc.assert(
      fc.property(rows, (batch) => {
        const days = scopeDaysOf(batch);
        expect(scopeDaysOf([...batch].reverse())).toEqual(days);
        const names = days.map(({ apiKeyId, day, scope }) => `${apiKeyId} ${day} ${scope}`);
        expect(names).toEqual([...names].sort());
      }),
    );
  });
});

describeOnEachDatabase("the use of a key's scopes", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date("2026-11-21T10:00:00.000Z");

  beforeAll(async () => {
    server = await TestServer.start(kind, { clock: { now: () => now } });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const pass = (days: number) => {
    now = new Date(now.getTime() + days * DAY_MS);
  };
  const useOf = async (key: TestKey, days?: number, caller: TestCaller = workspace.admin) => {
    await server.flush();
    return (await caller.query(USE, { id: key.id, days })).data.apiKey.scopeUse as {
      readonly since: string;
      readonly narrowedScopes: readonly Scope[];
      readonly scopes: ReadonlyArray<{ scope: Scope; requests: number; isUsed: boolean }>;
    };
  };

  test("is told scope by scope, with the fewest that would have done", async () => {
    const key = await workspace.createKey(["leads:write", "campaigns:read"]);
    await key.query("{ leads { totalCount } }");
    pass(1);
    await key.query("{ leads { nodes { campaign { name } } } }");
    const lastUsedAt = now.toISOString();
    expect(await useOf(key)).toEqual({
      since: "2026-11-21T10:00:00.000Z",
      narrowedScopes: ["campaigns:read", "leads:read"],
      scopes: [
        { scope: "campaigns:read", isUsed: true, requests: 1, lastUsedAt },
        { scope: "leads:read", isUsed: true, requests: 2, lastUsedAt },
        { scope: "leads:write", isUsed: false, requests: 0, lastUsedAt: null },
      ],
    });
  });

  test("counts what ran, whatever came of it, and nothing that was refused before", async () => {
    const key = await workspace.createKey(["leads:read"], { campaign: workspace.campaigns[0] });
    await key.query(`{ lead(id: "nowhere") { id } }`);
    await key.query("{ leads campaigns { totalCount } }");
    await key.query("{ leads { totalCount } campaigns { totalCount } }");
    await key.query("query ($id: ID!) { leads(filter: { campaignId: $id }) { totalCount } }", {
      id: workspace.campaigns[1].id,
    });
    expect((await useOf(key)).scopes).toMatchObject([{ scope: "leads:read", requests: 1 }]);
  });

  test("a key that used nothing is told so, and what narrowed it to nothing is not proposed", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await key.query("{ context { scopes } }");
    expect(await useOf(key)).toMatchObject({
      narrowedScopes: [],
      scopes: [{ scope: "leads:read", isUsed: false, requests: 0 }],
    });
  });

  test("is that of the span's days, and says from when it is known", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await key.query("{ leads { totalCount } }");
    pass(31);
    const { since, scopes } = await useOf(key);
    expect(scopes).toMatchObject([{ requests: 0 }]);
    expect(since).toBe(
      `${new Date(now.getTime() - 30 * DAY_MS).toISOString().slice(0, 10)}T00:00:00.000Z`,
    );
    expect((await useOf(key, 31)).scopes).toMatchObject([{ requests: 1 }]);
    const recordedFrom = new Date(now.getTime() - DAY_MS);
    await server.database.query("UPDATE api_keys SET scopeUseFrom = ? WHERE id = ?", [
      recordedFrom,
      key.id,
    ]);
    expect((await useOf(key)).since).toBe(recordedFrom.toISOString());
  });

  test("a second delivery of rows counts nothing twice, alone, among new ones or doubled in one batch", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const sink = new DatabaseRequestLogSink(server.database);
    const of = (count: number) =>
      Array.from({ length: count }, () =>
        row({ workspaceId: workspace.id, apiKeyId: key.id, at: now }),
      );
    const [first, second] = [of(3), of(2)];
    await sink.write(first);
    await sink.write(first);
    await sink.write([...first, ...second, ...second]);
    expect((await useOf(key)).scopes).toMatchObject([{ requests: 5 }]);
  });

  test("is kept for as long as it can be asked for, beyond the requests themselves", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await key.query("{ leads { totalCount } }");
    await server.flush();
    const sink = new DatabaseRequestLogSink(server.database);
    await sink.deleteBefore(new Date(now.getTime() + DAY_MS));
    expect((await useOf(key)).scopes).toMatchObject([{ requests: 1 }]);
    await sink.deleteBefore(new Date(now.getTime() + 92 * DAY_MS));
    expect((await useOf(key)).scopes).toMatchObject([{ requests: 0 }]);
  });

  test("of a page of keys costs one statement, however many keys", async () => {
    for (let index = 0; index < 4; index += 1) await workspace.createKey(["leads:read"]);
    const count = async (first: number, fields: string) =>
      (
        await countStatements(server.database, () =>
          workspace.admin.query(
            `query ($first: Int) { apiKeys(first: $first) { nodes { ${fields} } } }`,
            { first },
          ),
        )
      ).length;
    expect(await count(4, "id scopeUse { since }")).toBe((await count(1, "id")) + 1);
  });

  test("needs logs:read, and a span of days that is kept", async () => {
    const key = await workspace.createKey(["credentials:read"]);
    const refused = await key.query(USE, { id: key.id });
    expect(refused.error.extensions["missingScopes"]).toEqual(["logs:read"]);
    for (const days of [0, 91]) {
      const answer = await workspace.admin.query(USE, { id: key.id, days });
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        ["days"],
      ]);
    }
  });
});
