import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { afterEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { readMetrics } from "./testkit/read-metrics.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

/** Full from the start, and nothing that is shipped makes room. */
const NO_ROOM = -1;
const CREATE = `mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { id } } }`;

describeOnEachDatabase("a spool without room", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  afterEach(() => server.stop());

  async function start(whenFull: "refuse" | "drop", bytesMax: number): Promise<void> {
    server = await TestServer.start(kind, { config: { spool: { bytesMax, whenFull } } });
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write", "logs:read"]);
  }

  const listRows = () => server.database.query("SELECT id FROM request_logs");
  const loggedErrors = () => server.logLines.filter((line) => JSON.parse(line).level >= 50);
  const createLead = async () => {
    const input = { campaignId: workspace.campaigns[0].id, name: "Ada", email: "ada@example.com" };
    return key.query(CREATE, { input });
  };
  const countLeads = async () =>
    (await workspace.admin.query("{ leads { totalCount } }")).data.leads.totalCount;

  test("a key's requests are answered 503 before anything of them runs, are counted, and are told of once", async () => {
    await start("refuse", NO_ROOM);
    const answers = [await createLead(), await createLead(), await key.query("not a document")];
    for (const answer of answers) {
      expect([answer.status, answer.error.message, answer.error.extensions.code]).toEqual([
        503,
        "Service unavailable",
        "UNAVAILABLE",
      ]);
      expect(answer.requestId).not.toBe("");
    }
    expect(await countLeads()).toBe(0);
    await server.flush();
    expect(await listRows()).toEqual([]);
    expect(loggedErrors()).toHaveLength(1);
    expect(await readMetrics(server)).toMatchObject({
      'latchkey_requests_total{status="503",code="UNAVAILABLE"}': 3,
      latchkey_spool_full: 1,
      latchkey_spool_full_total: 1,
      latchkey_spool_refused_total: 3,
      latchkey_spool_dropped_total: 0,
    });
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  test("where that is wanted, requests are served, and the rows that are lost are counted", async () => {
    await start("drop", NO_ROOM);
    expect((await createLead()).status).toBe(200);
    expect(await countLeads()).toBe(1);
    await server.flush();
    expect(await listRows()).toEqual([]);
    expect(loggedErrors()).toHaveLength(1);
    expect(await readMetrics(server)).toMatchObject({
      latchkey_spool_refused_total: 0,
      latchkey_spool_dropped_total: 1,
    });
  });

  test("an answer whose record cannot be written is not sent, and once there is room everything is as before", async () => {
    await start("refuse", 2 ** 30);
    const folder = path.join(server.config.dataDir, "spool");
    await server.flush();
    rmSync(folder, { recursive: true });
    const unwritten = await key.query("{ leads { totalCount } }");
    expect([unwritten.status, unwritten.error.extensions.code]).toEqual([503, "UNAVAILABLE"]);
    expect((await key.query("{ leads { totalCount } }")).status).toBe(503);
    expect(await readMetrics(server)).toMatchObject({
      latchkey_spool_refused_total: 1,
      latchkey_spool_dropped_total: 1,
    });
    mkdirSync(folder);
    await server.flush();
    const answer = await key.query("{ leads { totalCount } }");
    expect(answer.status).toBe(200);
    await server.flush();
    expect(await listRows()).toEqual([{ id: answer.requestId }]);
    expect(loggedErrors()).toHaveLength(1);
  });
});
