import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const HEAD =
  "id,externalId,campaignId,campaignName,name,email,phone,company,title,source,status,notes,customFields,createdAt,updatedAt";
const UPSERT =
  "mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results { outcome } } }";

describeOnEachDatabase("GET /exports/leads", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let reader: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    reader = await workspace.createKey(["leads:read", "campaigns:read"]);
    await workspace.insertLeads(250);
  });
  afterAll(() => server.stop());

  const send = async (path: string, caller: TestCaller | null, method = "GET") =>
    Answer.of(
      await fetch(`${server.url}/exports/leads${path}`, {
        method,
        headers: { ...caller?.headers },
      }),
      path,
    );
  const rows = async (path: string, caller: TestCaller) =>
    JSON.parse((await send(path, caller)).text);

  test("the file holds the leads under the filter, newest first, whole over many pages, in both kinds", async () => {
    const [campaign] = workspace.campaigns;
    const csv = await send(`.csv?campaignId=${campaign.id}`, reader);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8; header=present");
    expect(csv.headers.get("content-disposition")).toBe('attachment; filename="leads.csv"');
    const [head, ...lines] = csv.text.trimEnd().split("\r\n");
    expect(head).toBe(HEAD);
    const ids = lines.map((line) => line.split(",")[0]);
    expect(ids).toHaveLength(125);
    expect(ids).toEqual([...new Set(ids)].sort().reverse());
    expect(lines[0]).toMatch(
      new RegExp(
        `^[0-9a-f-]{36},,${campaign.id},First,Lead 248,lead-248@example.com,,,,,NEW,,{},[-0-9T:.]+Z,[-0-9T:.]+Z$`,
      ),
    );
    const json = await rows(`.json?campaignId=${campaign.id}`, workspace.viewer);
    expect(json.map((row: { id: string }) => row.id)).toEqual(ids);
    expect(Object.keys(json[0]).join(",")).toBe(HEAD);
    expect(json[0].customFields).toEqual({});
    expect(await rows(".json", reader)).toHaveLength(250);
    expect(await rows(".json?text=lead%201&status=NEW", reader)).toHaveLength(111);
  });

  test("a cell that a spreadsheet would run is text, and custom fields are one JSON object", async () => {
    const other = await TestWorkspace.create(server);
    const [campaign] = other.campaigns;
    const lead = {
      externalId: "=1+1",
      name: 'Zoë, the "one"',
      email: "zoe@example.com",
      phone: "+49 30 1",
      notes: "a\nb",
      customFields: { size: 3, vip: true },
    };
    await other.admin.query(UPSERT, { input: { campaignId: campaign.id, leads: [lead] } });
    const { text } = await send(".csv", other.admin);
    expect(text).toContain(
      `,'=1+1,${campaign.id},First,"Zoë, the ""one""",zoe@example.com,'+49 30 1,,,,NEW,"a\nb","{""size"":3,""vip"":true}",`,
    );
    expect(await rows(".json", other.admin)).toMatchObject([lead]);
    expect((await rows(".json", reader)).map((row: { name: string }) => row.name)).not.toContain(
      lead.name,
    );
  });

  test("a campaign-limited key exports its campaign's leads only", async () => {
    const [own, other] = workspace.campaigns;
    const limited = await workspace.createKey(["leads:read", "campaigns:read"], { campaign: own });
    const found = await rows(".json", limited);
    expect(found).toHaveLength(125);
    expect(new Set(found.map((row: { campaignId: string }) => row.campaignId))).toEqual(
      new Set([own.id]),
    );
    expect((await send(`.json?campaignId=${other.id}`, limited)).refusal).toEqual([
      403,
      "Insufficient permissions",
    ]);
  });

  test("who may not see campaigns exports the leads without their names", async () => {
    const plain = await workspace.createKey(["leads:read"]);
    expect((await rows(".json?text=lead%207", plain))[0]).toMatchObject({
      campaignId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      campaignName: null,
    });
  });

  test("refuses as the API does, under the query string's own names", async () => {
    const stranger = await TestWorkspace.create(server);
    const writer = await workspace.createKey(["lists:read"]);
    const list = await workspace.createList();
    for (const [answer, status, fields] of [
      [await send(".csv", null), 401, undefined],
      [await send(".csv", writer), 403, undefined],
      [await send(`.csv?listId=${list}`, reader), 403, undefined],
      [await send(`.csv?listId=${list}`, stranger.admin), 404, undefined],
      [await send(`.csv?campaignId=${workspace.campaigns[0].id}`, stranger.admin), 404, undefined],
      [await send(".csv?status=hunter2", reader), 400, { status: expect.any(String) }],
      [await send(".csv?apiKeyId=hunter2", reader), 400, { apiKeyId: expect.any(String) }],
      [await send(".csv?text=h", reader), 400, { text: expect.any(String) }],
      [await send(".csv", reader, "POST"), 405, undefined],
    ] as const) {
      expect([answer.status, answer.error.extensions["fields"]]).toEqual([status, fields]);
      expect(answer.text).not.toContain("hunter");
      expect(answer.error.extensions.decisionId).toBe(answer.requestId);
    }
  });

  test("costs one unit and leaves one record, as the operation it is", async () => {
    const key = await workspace.createKey(["leads:read"], {
      rateLimits: [{ windowSeconds: 3600, limit: 10 }],
    });
    const answer = await send(".csv", key);
    expect(answer.headers.get("x-ratelimit-remaining")).toBe("9");
    expect(answer.text.trimEnd().split("\r\n")).toHaveLength(251);
    await server.flush();
    expect(
      await server.database.query(
        "SELECT id, method, endpoint, operationName, rootFields, statusCode FROM request_logs WHERE apiKeyId = ?",
        [key.id],
      ),
    ).toEqual([
      {
        id: answer.requestId,
        method: "GET",
        endpoint: "/exports/leads.csv",
        operationName: "exportLeads",
        rootFields: "leads",
        statusCode: 200,
      },
    ]);
  });
});
