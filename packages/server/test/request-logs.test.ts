import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordCalls } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LOGS = `query ($filter: RequestLogFilter, $first: Int, $after: String) {
  requestLogs(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id at operationName operationType rootFields method endpoint statusCode errorCode reason
      durationMs ip userAgent decisionId apiKey { id name } campaign { id }
    }
  }
}`;

interface Row {
  readonly id: string;
  readonly statusCode: number;
  readonly [field: string]: unknown;
}

describeOnEachDatabase("request logs", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let limited: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read"]);
    limited = await workspace.createKey(
      ["leads:read", "logs:read", "credentials:read", "campaigns:read"],
      {
        campaign: workspace.campaigns[0],
      },
    );
  });
  afterAll(() => server.stop());

  const list = async (variables: Record<string, unknown> = {}) => {
    await server.flush();
    const { requestLogs } = (await workspace.admin.query(LOGS, variables)).data;
    return requestLogs as {
      totalCount: number;
      nodes: Row[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  };
  const rowOf = async (requestId: string) =>
    (await list()).nodes.find((row) => row.id === requestId);

  test("an answered request becomes one row that tells what was run", async () => {
    const answer = await server.post(
      "query Names { first: leads(first: 1) { nodes { name } } second: leads { totalCount } }",
      {},
      { ...key.headers, "user-agent": "importer/1.0" },
    );
    expect(await rowOf(answer.requestId)).toEqual({
      id: answer.requestId,
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      operationName: "Names",
      operationType: "query",
      rootFields: ["leads"],
      method: "POST",
      endpoint: "/graphql",
      statusCode: 200,
      errorCode: null,
      reason: null,
      durationMs: expect.any(Number),
      ip: "127.0.0.1",
      userAgent: "importer/1.0",
      decisionId: null,
      apiKey: { id: key.id, name: "Test key" },
      campaign: null,
    });
  });

  test("a refusal's row tells the true reason, under the decision id the caller was given", async () => {
    const answer = await key.query("{ campaigns { totalCount } }");
    const { nodes } = await list({ filter: { decisionId: answer.error.extensions.decisionId } });
    expect(nodes).toHaveLength(1);
    expect(nodes[0]).toMatchObject({
      statusCode: 403,
      errorCode: "FORBIDDEN",
      reason: "Missing scope campaigns:read",
      rootFields: ["campaigns"],
    });
  });

  test("a revoked key's attempts are its workspace's rows", async () => {
    const revoked = await workspace.createKey(["leads:read"]);
    await workspace.admin.query(
      "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }",
      { id: revoked.id },
    );
    const answer = await revoked.query("{ leads { totalCount } }");
    expect(await rowOf(answer.requestId)).toMatchObject({
      statusCode: 401,
      reason: "The key is revoked",
      apiKey: { id: revoked.id },
    });
  });

  test("an unknown key's attempt is kept as nobody's row", async () => {
    const answer = await server.post(
      "{ leads { totalCount } }",
      {},
      { "x-api-key": "lk_live_guess" },
    );
    expect(await rowOf(answer.requestId)).toBeUndefined();
    const rows = await server.database.query(
      "SELECT workspaceId, apiKeyId, statusCode, reason FROM request_logs WHERE id = ?",
      [answer.requestId],
    );
    expect(rows).toEqual([
      {
        workspaceId: null,
        apiKeyId: null,
        statusCode: 401,
        reason: "Not a key: it has 5 characters where a key has 44",
      },
    ]);
  });

  test("a key in the path is in no row, whichever of its letters are encoded", async () => {
    const { secret } = await workspace.createKey(["leads:read"]);
    for (const written of [secret, secret.replace(/_/g, "%5F"), secret.replace("lk", "%6C%6b")]) {
      const answer = await fetch(`${server.url}/api/v1/leads/${written}`, {
        headers: { "x-api-key": secret },
      });
      await server.flush();
      const [row] = await server.database.query("SELECT endpoint FROM request_logs WHERE id = ?", [
        answer.headers.get("x-request-id"),
      ]);
      expect(row).toEqual({ endpoint: "/api/v1/leads/lk_live_••••" });
    }
  });

  test("a platform admin finds an unknown key's refusal by its decision id", async () => {
    const answer = await server.post(
      "{ leads { totalCount } }",
      {},
      { "x-api-key": "lk_live_guess" },
    );
    await server.flush();
    const filter = { decisionId: answer.error.extensions.decisionId };
    const boss = await createPerson(server, null, "VIEWER", { isPlatformAdmin: true });
    const seen = await server.post(
      LOGS,
      { filter },
      { ...boss.headers, "x-workspace": workspace.slug },
    );
    expect(seen.data.requestLogs.nodes).toMatchObject([
      { reason: "Not a key: it has 5 characters where a key has 44" },
    ]);
    expect((await list({ filter })).totalCount).toBe(0);
  });

  test("percentiles are within 2 % of the rows' own", async () => {
    const answer = await workspace.admin.query(
      "{ requestStats { total p50Ms p95Ms p99Ms } requestLogs(first: 100) { nodes { durationMs } } }",
    );
    const { requestStats, requestLogs } = answer.data;
    const sorted = requestLogs.nodes
      .map((row: { durationMs: number }) => row.durationMs)
      .sort((a: number, b: number) => a - b);
    expect(requestStats.total).toBe(sorted.length);
    for (const [share, told] of [
      [0.5, requestStats.p50Ms],
      [0.95, requestStats.p95Ms],
      [0.99, requestStats.p99Ms],
    ]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1];
      expect(Math.abs(told - exact)).toBeLessThanOrEqual(exact * 0.0201);
    }
  });

  test("people's and strangers' requests are no rows", async () => {
    const { totalCount } = await list();
    await workspace.admin.query("{ leads { totalCount } }");
    await server.post("{ leads { totalCount } }");
    expect((await list()).totalCount).toBe(totalCount);
  });

  test("filters narrow the list, and pages follow one another without a gap", async () => {
    for (let index = 0; index < 5; index += 1) await limited.query("{ leads { totalCount } }");
    await limited.query('{ lists: lead(id: "x") { id } }');
    const filter = { apiKeyId: limited.id };
    const all = await list({ filter });
    expect(all.totalCount).toBe(6);
    const first = await list({ filter, first: 4 });
    const second = await list({ filter, first: 4, after: first.pageInfo.endCursor });
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([...first.nodes, ...second.nodes]).toEqual(all.nodes);
    expect((await list({ filter: { ...filter, statusClass: "CLIENT_ERROR" } })).nodes).toEqual([
      expect.objectContaining({ statusCode: 404, errorCode: "NOT_FOUND" }),
    ]);
    const count = async (more: Record<string, unknown>) =>
      (await list({ filter: { ...filter, ...more } })).totalCount;
    expect(await count({ operation: "leads" })).toBe(5);
    expect(await count({ operation: "lea%" })).toBe(0);
    expect(await count({ errorCode: "NOT_FOUND" })).toBe(1);
    expect(await count({ ip: "127.0.0.1" })).toBe(6);
    expect(await count({ from: new Date(Date.now() + 60_000).toISOString() })).toBe(0);
    expect(await count({ to: new Date(Date.now() + 60_000).toISOString() })).toBe(6);
  });

  test("a campaign-limited key sees its campaign's rows only", async () => {
    await server.flush();
    const answer = await limited.query(
      "{ requestLogs(first: 100) { nodes { apiKey { id } campaign { id } } } }",
    );
    const { nodes } = answer.data.requestLogs;
    expect(nodes.length).toBeGreaterThan(0);
    for (const row of nodes) {
      expect(row).toEqual({
        apiKey: { id: limited.id },
        campaign: { id: workspace.campaigns[0].id },
      });
    }
  });

  test("a campaign-limited key's figures and groups are its campaign's, and no other's", async () => {
    await server.flush();
    const answer = await limited.query(
      `query ($filter: RequestLogFilter) {
        requestStats(filter: $filter) { total groups(by: API_KEY) { value figures { total } } }
        requestLogs(filter: $filter) { totalCount }
      }`,
    );
    const { requestStats, requestLogs } = answer.data;
    expect(requestStats.total).toBeGreaterThan(0);
    expect(requestLogs.totalCount).toBe(requestStats.total);
    expect(requestStats.groups).toEqual([
      { value: limited.id, figures: { total: requestStats.total } },
    ]);
    const other = await limited.query(
      "query ($id: ID!) { requestStats(filter: { apiKeyId: $id }) { total groups(by: STATUS) { value } } }",
      { id: key.id },
    );
    expect(other.data.requestStats).toEqual({ total: 0, groups: [] });
  });

  test("a key's rows are not gone through for another campaign's, or another environment's", async () => {
    await key.query("{ leads { totalCount } }");
    await server.flush();
    const query = `query ($filter: RequestLogFilter) {
      requestLogs(filter: $filter) { totalCount nodes { id } }
    }`;
    const whose = { apiKeyId: key.id };
    for (const [caller, filter] of [
      [limited, whose],
      [workspace.admin, { ...whose, campaignId: workspace.campaigns[0].id }],
      [workspace.admin, { ...whose, environment: "TEST" }],
    ] as const) {
      const calls = await recordCalls(server.database, async () => {
        const { requestLogs } = (await caller.query(query, { filter })).data;
        expect(requestLogs).toEqual({ totalCount: 0, nodes: [] });
      });
      const read = calls.filter(({ sql }) => / FROM request_logs\b/.test(sql));
      expect(read.filter(({ sql }) => !sql.includes("1 = 0"))).toEqual([]);
    }
    const own = { ...whose, environment: "LIVE" };
    const found = await workspace.admin.query(query, { filter: own });
    expect(found.data.requestLogs.totalCount).toBeGreaterThan(0);
    expect(found.data.requestLogs.nodes).not.toEqual([]);
  });

  test("what is nobody's id has no rows and no figures", async () => {
    await server.flush();
    for (const id of ["", "LIVE", "nowhere"]) {
      for (const filter of [{ campaignId: id }, { apiKeyId: id }]) {
        const answer = await workspace.admin.query(
          `query ($filter: RequestLogFilter) {
            requestStats(filter: $filter) { total groups(by: STATUS) { value } }
            requestLogs(filter: $filter) { totalCount nodes { id } }
          }`,
          { filter },
        );
        expect([filter, answer.data]).toEqual([
          filter,
          { requestStats: { total: 0, groups: [] }, requestLogs: { totalCount: 0, nodes: [] } },
        ]);
      }
    }
  });

  test.each([0, 101, 100_000])("an operation of %d characters is 400", async (length) => {
    for (const field of ["requestLogs { totalCount }", "requestStats { total }"]) {
      const operation = "a".repeat(length);
      const answer = await workspace.admin.query(
        `query ($filter: RequestLogFilter) { ${field.replace(" ", "(filter: $filter) ")} }`,
        { filter: { operation } },
      );
      expect([answer.status, answer.error.extensions["fields"]]).toEqual([
        400,
        { "filter.operation": "operation must have 1 to 100 characters." },
      ]);
    }
  });

  test("the figures equal a recount of the rows, bucket by bucket", async () => {
    const from = new Date(Date.now() - 3_600_000);
    const filter = { from: from.toISOString(), to: new Date(Date.now() + 60_000).toISOString() };
    const { nodes } = await list({ filter, first: 100 });
    const answer = await workspace.admin.query(
      `query ($filter: RequestLogFilter) {
        requestStats(filter: $filter, intervalSeconds: 60) {
          total errors successRate averageMs buckets { at total errors }
        }
      }`,
      { filter },
    );
    const stats = answer.data.requestStats;
    const errors = nodes.filter((row) => row.statusCode >= 400);
    const mean = nodes.reduce((sum, row) => sum + Number(row["durationMs"]), 0) / nodes.length;
    expect(stats).toMatchObject({
      total: nodes.length,
      errors: errors.length,
      successRate: (nodes.length - errors.length) / nodes.length,
    });
    expect(stats.averageMs).toBeCloseTo(mean, 6);
    const minuteOf = (row: Row) => Math.floor(Date.parse(String(row["at"])) / 60_000) * 60_000;
    expect(stats.buckets.length).toBeGreaterThanOrEqual(60);
    for (const bucket of stats.buckets) {
      const inside = (row: Row) => minuteOf(row) === Date.parse(bucket.at);
      expect([bucket.total, bucket.errors]).toEqual([
        nodes.filter(inside).length,
        errors.filter(inside).length,
      ]);
    }
  });

  test.each([
    [{ intervalSeconds: 59, filter: { from: "2026-01-01T00:00:00Z" } }, "intervalSeconds"],
    [{ intervalSeconds: 3600 }, "filter.from"],
    [{ intervalSeconds: 60, filter: { from: "2020-01-01T00:00:00Z" } }, "intervalSeconds"],
    [{ filter: { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" } }, "filter.to"],
    [{ filter: { text: "ab" } }, "filter.text"],
  ])("figures for %j are 400 and name %s", async (variables, field) => {
    const answer = await workspace.admin.query(
      `query ($filter: RequestLogFilter, $intervalSeconds: Int) {
        requestStats(filter: $filter, intervalSeconds: $intervalSeconds) { total }
      }`,
      variables,
    );
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      [field],
    ]);
  });

  test.each([
    ["API_KEY", (row: Row) => (row["apiKey"] as { id: string }).id],
    ["OPERATION", (row: Row) => row["operationName"] ?? (row["rootFields"] as string[])[0] ?? ""],
    ["STATUS", (row: Row) => String(row.statusCode)],
    ["ERROR_CODE", (row: Row) => row["errorCode"] ?? ""],
    ["ADDRESS", (row: Row) => row["ip"] ?? ""],
  ])("groups by %s are those of the rows, the largest first", async (by, read) => {
    const { nodes } = await list({ first: 100 });
    const answer = await workspace.admin.query(
      `query ($by: RequestGroupBy!) {
        requestStats { groups(by: $by, first: 100) { value lastAt apiKey { id } figures { total errors } } }
      }`,
      { by },
    );
    const { groups } = answer.data.requestStats;
    const totals = groups.map((group: { figures: { total: number } }) => group.figures.total);
    expect(totals).toEqual([...totals].sort((a, b) => b - a));
    expect(new Set(groups.map((group: { value: string }) => group.value))).toEqual(
      new Set(nodes.map(read)),
    );
    for (const group of groups) {
      const own = nodes.filter((row) => read(row) === group.value);
      expect(group).toEqual({
        value: group.value,
        lastAt: own[0]?.["at"],
        apiKey: by === "API_KEY" ? { id: group.value } : null,
        figures: {
          total: own.length,
          errors: own.filter((row) => row.statusCode >= 400).length,
        },
      });
    }
  });

  test("the span before is told beside the one that was asked for", async () => {
    const { nodes } = await list({ first: 1 });
    const last = Date.parse(String(nodes[0]?.["at"]));
    const figures = async (filter: Record<string, unknown>) => {
      const answer = await workspace.admin.query(
        "query ($filter: RequestLogFilter) { requestStats(filter: $filter) { total previous { total } } }",
        { filter },
      );
      return answer.data.requestStats;
    };
    const total = (await figures({})).total;
    const hourLater = {
      from: new Date(last + 1).toISOString(),
      to: new Date(last + 3_600_001).toISOString(),
    };
    expect(await figures(hourLater)).toEqual({ total: 0, previous: { total } });
    expect(await figures({})).toEqual({ total, previous: null });
  });

  test("text is found in any case, in what is searched, as it stands", async () => {
    await server.post(
      "query NightlyImport { leads { totalCount } }",
      {},
      { ...key.headers, "user-agent": "Loader/9_1" },
    );
    const count = async (filter: Record<string, unknown>) => (await list({ filter })).totalCount;
    expect(await count({ text: "htlyimp" })).toBe(1);
    expect(await count({ text: "LOADER/9_1" })).toBe(1);
    expect(await count({ text: "loader_9" })).toBe(0);
    expect(await count({ text: "scope campaigns" })).toBe(1);
    const total = await count({});
    expect(await count({ text: "127.0" })).toBe(total);
    expect(await count({ text: ".0.0.1" })).toBe(0);
    expect(await count({ environment: "LIVE" })).toBe(total);
    expect(await count({ environment: "TEST" })).toBe(0);
    expect(await count({ statusCode: 401 })).toBe(1);
  });

  test("no figures are null, not nonsense, where there were no requests", async () => {
    const answer = await workspace.admin.query(
      `{ requestStats(filter: { ip: "192.0.2.1" }) { total errors successRate averageMs buckets { at } } }`,
    );
    expect(answer.data.requestStats).toEqual({
      total: 0,
      errors: 0,
      successRate: null,
      averageMs: null,
      buckets: [],
    });
  });
});
