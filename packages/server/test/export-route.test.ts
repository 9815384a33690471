import { get } from "node:http";
import { setImmediate } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../dist/database/new-id.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const HEAD =
  "id,at,apiKeyId,apiKeyName,campaignId,campaignName,operationType,operationName,rootFields,method,endpoint,statusCode,errorCode,reason,durationMs,ip,userAgent,decisionId";

/** More text than lies between two sockets, so that a reader that stops is felt. */
const MANY = 30_000;

describeOnEachDatabase("GET /exports/request-logs", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let busy: TestKey;
  let reader: TestKey;
  let limited: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    busy = await workspace.createKey(["leads:read"]);
    reader = await workspace.createKey(["logs:read", "credentials:read"]);
    limited = await workspace.createKey(["logs:read", "leads:read", "campaigns:read"], {
      campaign: workspace.campaigns[0],
    });
    await limited.query("{ leads { totalCount } }");
  });
  afterAll(() => server.stop());

  const send = async (path: string, headers: Record<string, string>, method = "GET") => {
    await server.flush();
    return Answer.of(
      await fetch(`${server.url}/exports/request-logs${path}`, { method, headers }),
      path,
    );
  };
  const insert = (count: number, change: (index: number) => Partial<RequestLog>) =>
    new DatabaseRequestLogSink(server.database).write(
      Array.from({ length: count }, (_, index) => {
        const at = new Date(Date.now() - 3_600_000 + index);
        return { ...inventedLog(at, workspace.id, busy.id), ...change(index) };
      }),
    );

  test("the file holds the rows under the filter, newest first, whole over many pages, in both kinds", async () => {
    await insert(250, () => ({ ip: "192.0.2.50" }));
    const csv = await send(".csv?ip=192.0.2.50", { ...reader.headers });
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="request-logs.csv"');
    expect(csv.headers.get("cache-control")).toBe("no-store");
    const [head, ...lines] = csv.text.trimEnd().split("\r\n");
    expect(head).toBe(HEAD);
    const ids = lines.map((line) => line.split(",")[0]);
    expect(ids).toHaveLength(250);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(lines[0]).toMatch(
      new RegExp(
        `^[0-9a-f-]{36},[-0-9T:.]+Z,${busy.id},Test key,,,query,Names,leads lead,POST,/graphql,200,,,1.5,192.0.2.50,importer/1.0,$`,
      ),
    );

    const json = await send(".json?ip=192.0.2.50", { ...workspace.admin.headers });
    const rows = JSON.parse(json.text);
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(rows.map((row: { id: string }) => row.id)).toEqual(ids);
    expect(Object.keys(rows[0]).join(",")).toBe(HEAD);
    expect(rows[0]).toMatchObject({ rootFields: ["leads", "lead"], statusCode: 200, reason: null });
    expect(json.text.split("\n")).toHaveLength(252);
    expect((await send(".json?ip=192.0.2.99", { ...reader.headers })).text).toBe("[]\n");
  });

  test("a cell that a spreadsheet would run is text", async () => {
    await insert(1, () => ({
      userAgent: "=cmd|'/c calc'!A1",
      ip: "192.0.2.51",
      operationName: '+"a"',
    }));
    const { text } = await send(".csv?ip=192.0.2.51", { ...reader.headers });
    expect(text).toContain(",'=cmd|'/c calc'!A1,");
    expect(text).toContain(`,"'+""a""",`);
  });

  test("who may not see keys or campaigns exports the rows without their names", async () => {
    const plain = await workspace.createKey(["logs:read"]);
    const { text } = await send(".json?ip=192.0.2.51", { ...plain.headers });
    expect(JSON.parse(text)).toMatchObject([{ apiKeyId: null, apiKeyName: null }]);
  });

  test("a campaign-limited key exports its campaign's rows only", async () => {
    const rows = JSON.parse((await send(".json", { ...limited.headers })).text);
    const [own, other] = workspace.campaigns;
    expect(new Set(rows.map((row: { campaignId: string }) => row.campaignId))).toEqual(
      new Set([own.id]),
    );
    const answer = await send(`.json?campaignId=${other.id}`, { ...limited.headers });
    expect(answer.refusal).toEqual([403, "Insufficient permissions"]);
  });

  test("another workspace's rows are in nobody's file", async () => {
    const stranger = await TestWorkspace.create(server);
    expect((await send(".json", { ...stranger.admin.headers })).text).toBe("[]\n");
    const answer = await send(`.json?apiKeyId=${busy.id}`, { ...stranger.admin.headers });
    expect(answer.text).toBe("[]\n");
  });

  test.each<[string, Record<string, unknown>]>([
    ["?colour=hunter2", { colour: expect.stringContaining("not defined") }],
    ["?statusClass=hunter2", { statusClass: "Expected a value of type StatusClass." }],
    [
      "?from=hunter2",
      { from: "Expected a date and time with its zone, such as 2026-06-01T09:00:00Z." },
    ],
    [
      "?campaign-id=hunter2",
      { "campaign-id": 'Field "campaign-id" is not defined by type "RequestLogFilter".' },
    ],
    ["?ip=hunter2&ip=hunter3", { ip: "Name ip once." }],
    ["?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", { to: "to must not be before from." }],
  ])("%s is 400 under its own names, and nothing of it comes back", async (search, fields) => {
    const answer = await send(`.csv${search}`, { ...reader.headers });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([400, fields]);
    expect(answer.text).not.toContain("hunter");
  });

  test("refuses as the API does", async () => {
    const poor = await workspace.createKey(["logs:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 1 }],
    });
    expect((await send(".csv?ip=192.0.2.50", { ...poor.headers })).status).toBe(200);
    for (const [answer, status, message] of [
      [await send(".csv", {}), 401, "Missing API key"],
      [await send(".csv?colour=red", {}), 401, "Missing API key"],
      [await send(".csv", { "x-api-key": "hunter2" }), 401, "Invalid or inactive API key"],
      [await send(".csv", { ...busy.headers }), 403, "Insufficient permissions"],
      [await send(".json", { ...poor.headers }), 429, "Too Many Requests"],
      [
        await send(".csv", { ...workspace.admin.sessionHeaders }),
        400,
        "Name the workspace's slug in the x-workspace header.",
      ],
      [await send(`.csv?key=${reader.secret}`, {}), 400, expect.stringContaining("header")],
      [await send(".csv", { ...reader.headers }, "POST"), 405, "Method not allowed"],
    ] as const) {
      expect([answer.status, answer.error.message]).toEqual([status, message]);
      expect(answer.error.extensions.decisionId).toBe(answer.requestId);
    }
    expect((await send(".csv", { ...busy.headers })).error.extensions["missingScopes"]).toEqual([
      "logs:read",
    ]);
  });

  test("costs one unit and leaves one record, however many pages it has", async () => {
    const key = await workspace.createKey(["logs:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 10 }],
    });
    const answer = await send(".csv?ip=192.0.2.50", { ...key.headers });
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("9");
    expect(
      (await send(".csv?ip=192.0.2.99", { ...key.headers })).headers.get("x-ratelimit-remaining"),
    ).toBe("8");
    await server.flush();
    const rows = await server.database.query(
      "SELECT id, method, endpoint, operationName, rootFields, statusCode FROM request_logs WHERE apiKeyId = ? ORDER BY id",
      [key.id],
    );
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual({
      id: answer.requestId,
      method: "GET",
      endpoint: "/exports/request-logs.csv",
      operationName: "exportRequestLogs",
      rootFields: "requestLogs",
      statusCode: 200,
    });
  });

  test("counts as the use of what it needed, and its story ends with the operation", async () => {
    const key = await workspace.createKey(["logs:read", "leads:read"]);
    const answer = await send(".csv?ip=192.0.2.50", { ...key.headers });
    await server.flush();
    const { data } = await workspace.admin.query(
      `query ($id: ID!, $key: ID!) {
        requestLog(id: $id) { executionMs story { name outcome } }
        apiKey(id: $key) { scopeUse { narrowedScopes } }
        rehearseApiKey(input: { id: $key, scopes: ["leads:read"] }) { requests refused }
      }`,
      { id: answer.requestId, key: key.id },
    );
    expect(data.requestLog.executionMs).toBeGreaterThan(0);
    expect(data.requestLog.story.at(-1)).toEqual({ name: "execution", outcome: "PASSED" });
    expect(data.apiKey.scopeUse.narrowedScopes).toEqual(["logs:read"]);
    expect(data.rehearseApiKey).toEqual({ requests: 1, refused: 1 });
  });

  /** Opens an export and takes none of it until it is told to. */
  const open = (headers: Record<string, string>) =>
    new Promise<{ id: string; take(): Promise<{ text: string; isWhole: boolean }>; leave(): void }>(
      (resolve, reject) => {
        const url = `${server.url}/exports/request-logs.json?ip=192.0.2.60`;
        get(url, { headers }, (response) => {
          response.pause();
          resolve({
            id: String(response.headers["x-request-id"]),
            leave: () => void response.destroy(),
            take: () =>
              new Promise((ended) => {
                let text = "";
                response.on("data", (chunk) => {
                  text += chunk;
                });
                response.on("error", () => undefined);
                response.on("close", () => ended({ text, isWhole: response.complete }));
                response.resume();
              }),
          });
        }).on("error", reject);
      },
    );
  const recordOf = async (id: string) => {
    await server.flush();
    const [row] = await server.database.query(
      "SELECT statusCode, errorCode, reason FROM request_logs WHERE id = ?",
      [id],
    );
    return row;
  };
  const isPage = (sql: string) => /FROM request_logs/.test(sql) && /ip/.test(sql);

  test("an export is read no faster than it is taken, and no further once its reader is gone", async () => {
    const filler = "x".repeat(300);
    await insert(MANY, () => ({
      ip: "192.0.2.60",
      userAgent: filler,
      reason: filler.slice(0, 200),
    }));
    let record: unknown;
    const statements = await recordStatements(server.database, async () => {
      const response = await open({ ...reader.headers });
      // Other work has its turn, and nothing is at an end.
      for (let turn = 0; turn < 20; turn += 1) await reader.query("{ context { scopes } }");
      expect(await recordOf(response.id)).toBeUndefined();
      response.leave();
      while (!record) {
        // The connection's end is heard in a turn of its own.
        await setImmediate();
        record = await recordOf(response.id);
      }
    });
    expect(record).toEqual({ statusCode: 200, errorCode: null, reason: null });
    expect(statements.filter(isPage).length).toBeLessThan(MANY / 100);
  }, 60_000);

  test("a key that is revoked gets no further page, and its file has no end", async () => {
    const key = await workspace.createKey(["logs:read"]);
    const response = await open({ ...key.headers });
    await workspace.admin.query(
      "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }",
      { id: key.id },
    );
    const { text, isWhole } = await response.take();
    expect(isWhole).toBe(false);
    expect(text.endsWith("]\n")).toBe(false);
    expect(text.split("\n").length).toBeLessThan(MANY);
    expect(await recordOf(response.id)).toEqual({
      statusCode: 200,
      errorCode: "UNAUTHENTICATED",
      reason: "The key is revoked",
    });
  }, 60_000);

  test("a person who is no member any more gets no further page", async () => {
    const response = await open({ ...workspace.viewer.headers });
    await server.database.query("DELETE FROM members WHERE userId = ?", [workspace.viewer.user.id]);
    expect((await response.take()).isWhole).toBe(false);
  }, 60_000);
});

function inventedLog(at: Date, workspaceId: string, apiKeyId: string): RequestLog {
  return {
    id: newId(at),
    at,
    workspaceId,
    apiKeyId,
    environment: "LIVE",
    campaignId: null,
    operationName: "Names",
    operationType: "query",
    rootFields: ["leads", "lead"],
    method: "POST",
    endpoint: "/graphql",
    statusCode: 200,
    errorCode: null,
    reason: null,
    durationMs: 1.5,
    ip: "192.0.2.50",
    userAgent: "importer/1.0",
    decisionId: null,
  };
}
