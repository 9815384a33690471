import { BlockList } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Alert } from "../dist/resources/alerts/alert.entity.js";
import { AlertStore } from "../dist/resources/alerts/alert.store.js";
import { alertChecks } from "../dist/resources/alerts/alert-checks.js";
import { AlertMark } from "../dist/resources/alerts/alert-mark.entity.js";
import { AlertRetention } from "../dist/resources/alerts/alert-retention.js";
import { AlertWatch } from "../dist/resources/alerts/alert-watch.js";
import { ApiKey } from "../dist/resources/api-keys/api-key.entity.js";
import type { RequestLog } from "../dist/resources/request-logs/request-log.entity.js";
import { DatabaseRequestLogSink } from "../dist/resources/request-logs/request-log.sink.js";
import { RollupFolder } from "../dist/resources/request-logs/rollup-folder.js";
import { codeBlocks } from "./testkit/code-blocks.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { inventRow } from "./testkit/logged-requests.js";
import { TestServer } from "./testkit/test-server.js";
import {
  createPerson,
  type TestCaller,
  type TestKey,
  TestWorkspace,
} from "./testkit/test-workspace.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const LEADS = "{ leads { totalCount } }";
const ALERTS = `query ($filter: AlertFilter) {
  alerts(filter: $filter) {
    totalCount
    nodes {
      id kind severity status subject title advice count closedReason note acknowledgedBy isPlatformWide
      facts { observed expected threshold from to }
      apiKey { id }
      requestLogFilter { apiKeyId ip errorCode from to }
      requests(first: 100) { totalCount nodes { id ip errorCode } }
    }
  }
}`;
const ACKNOWLEDGE = `mutation ($input: AcknowledgeAlertInput!) {
  acknowledgeAlert(input: $input) { alert { id status note acknowledgedBy } }
}`;

describeOnEachDatabase("alerts", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date(Date.UTC(2026, 4, 5, 12, 30));
  const clock = { now: () => now };

  function pass(ms: number) {
    now = new Date(now.getTime() + ms);
  }

  beforeAll(async () => {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, { clock, config: { trustedProxies } });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  /** Everything that has happened until now is counted and looked at, twice, and by two replicas. */
  async function watch() {
    await server.flush();
    await new RollupFolder(server.database, throwIt).run();
    for (const { check } of alertChecks(new AlertStore(server.database, clock))) {
      await check.run(now);
      await Promise.all(
        [1, 2].map(async () => {
          const replica = alertChecks(new AlertStore(server.database, clock));
          for (const other of replica) await other.check.run(now);
        }),
      );
    }
  }

  async function use(secret: string, address: string, times = 1) {
    for (let index = 0; index < times; index += 1) {
      await server.post(LEADS, {}, { "x-api-key": secret, "x-forwarded-for": address });
    }
  }

  async function list(filter: Record<string, unknown> = {}, as: TestCaller = workspace.admin) {
    return (await as.query(ALERTS, { filter })).data.alerts;
  }

  async function revoke({ id }: TestKey) {
    await workspace.admin.query(
      "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }",
      { id },
    );
  }

  test("failures of a stopped key are told once with the rows behind them, go on quietly when acknowledged, close, and come back", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await revoke(key);
    await use(key.secret, "198.51.100.7", 9);
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toEqual([]);

    await use(key.secret, "198.51.100.7", 3);
    await watch();
    const [alert, ...others] = (await list({ apiKeyId: key.id })).nodes;
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      kind: "KEY_AUTHENTICATION_FAILURES",
      severity: "WARNING",
      status: "OPEN",
      count: 12,
      title: "12 failed authentications in 10 minutes",
      facts: { observed: 12, threshold: 10 },
      apiKey: { id: key.id },
      requestLogFilter: { apiKeyId: key.id, ip: null, errorCode: "UNAUTHENTICATED" },
      requests: { totalCount: 12 },
    });
    const { from, to } = alert.requestLogFilter;
    const rows = await workspace.admin.query(
      "query ($filter: RequestLogFilter) { requestLogs(filter: $filter, first: 100) { nodes { id } } }",
      { filter: { apiKeyId: key.id, errorCode: "UNAUTHENTICATED", from, to } },
    );
    expect(rows.data.requestLogs.nodes.map(({ id }: { id: string }) => id)).toEqual(
      alert.requests.nodes.map(({ id }: { id: string }) => id),
    );

    const acknowledged = await workspace.admin.query(ACKNOWLEDGE, {
      input: { id: alert.id, note: "The old wallboard" },
    });
    expect(acknowledged.data.acknowledgeAlert.alert).toMatchObject({
      status: "ACKNOWLEDGED",
      note: "The old wallboard",
      acknowledgedBy: workspace.admin.user.email,
    });
    pass(30 * MINUTE_MS);
    await use(key.secret, "198.51.100.7", 20);
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toMatchObject([
      { id: alert.id, status: "ACKNOWLEDGED", count: 32, requests: { totalCount: 32 } },
    ]);

    pass(62 * MINUTE_MS);
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toMatchObject([
      { id: alert.id, status: "CLOSED", closedReason: "QUIET" },
    ]);
    const late = await workspace.admin.query(ACKNOWLEDGE, { input: { id: alert.id } });
    expect(late.status).toBe(409);

    await use(key.secret, "198.51.100.7", 10);
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toMatchObject([
      { status: "OPEN", count: 10 },
      { id: alert.id, status: "CLOSED" },
    ]);
  });

  test("an address that fails with several keys is told of, and one that fails with nobody's to platform admins alone", async () => {
    const keys = [
      await workspace.createKey(["leads:read"]),
      await workspace.createKey(["leads:read"]),
    ];
    for (const key of keys) {
      await revoke(key);
      await use(key.secret, "198.51.100.40", 10);
    }
    const stranger = `${keys[0]?.secret.slice(0, -4)}0000`;
    await use(stranger, "198.51.100.41", 20);
    await watch();
    const filter = { kind: "ADDRESS_AUTHENTICATION_FAILURES" };
    expect((await list(filter)).nodes).toMatchObject([
      {
        subject: "198.51.100.40",
        count: 20,
        apiKey: null,
        requestLogFilter: { apiKeyId: null, ip: "198.51.100.40" },
        requests: { totalCount: 20 },
      },
    ]);
    const platformAdmin = await createPerson(server, workspace, "ADMIN", { isPlatformAdmin: true });
    const both = (await list(filter, platformAdmin)).nodes;
    expect(both).toHaveLength(2);
    const nobodys = both.find(({ isPlatformWide }: { isPlatformWide: boolean }) => isPlatformWide);
    expect(nobodys).toMatchObject({
      subject: "198.51.100.41",
      isPlatformWide: true,
      count: 20,
      requests: { totalCount: 20 },
    });
    const seen = nobodys.requests.nodes.map(({ ip }: { ip: string }) => ip);
    expect(new Set(seen)).toEqual(new Set(["198.51.100.41"]));
    const asked = await workspace.admin.query("query ($id: ID!) { alert(id: $id) { id } }", {
      id: nobodys.id,
    });
    expect(asked.status).toBe(404);
  });

  test("a key with a history is told of when it is used from a new network, until it has a new secret", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await use(key.secret, "203.0.113.7", 60);
    await watch();
    pass(3 * DAY_MS + MINUTE_MS);
    await use(key.secret, "203.0.113.200");
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toEqual([]);
    await use(key.secret, "192.0.2.9", 2);
    await watch();
    const filter = { apiKeyId: key.id, kind: "NEW_NETWORK" };
    expect((await list(filter)).nodes).toMatchObject([
      {
        status: "OPEN",
        severity: "CRITICAL",
        subject: "192.0.2.0/24",
        count: 2,
        requestLogFilter: { apiKeyId: key.id, ip: "192.0.2.9" },
        requests: { totalCount: 2, nodes: [{ ip: "192.0.2.9" }, { ip: "192.0.2.9" }] },
      },
    ]);
    pass(MINUTE_MS);
    const rotated = await workspace.admin.query(
      "mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { secret } }",
      { id: key.id },
    );
    await watch();
    expect((await list(filter)).nodes).toMatchObject([
      { status: "CLOSED", closedReason: "ROTATED" },
    ]);
    // Nobody said that they know it: with the new secret it is new again.
    pass(MINUTE_MS);
    await use(rotated.data.rotateApiKey.secret, "192.0.2.9");
    await watch();
    expect((await list(filter)).nodes).toMatchObject([{ status: "OPEN" }, { status: "CLOSED" }]);
  });

  test("a spike and the errors of a stable integration are told of in the hour they happen, once, and close after an hour as usual", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const hour = (offset: number) =>
      new Date(Math.floor(+now / HOUR_MS) * HOUR_MS + offset * HOUR_MS);
    const sink = new DatabaseRequestLogSink(server.database);
    const send = (from: Date, total: number, failed: number) =>
      sink.write(Array.from({ length: total }, (_, index) => rowOf(from, index, index < failed)));
    function rowOf(from: Date, index: number, isFailed: boolean): RequestLog {
      const at = new Date(from.getTime() + index * 1000);
      const errorCode = isFailed ? ("FORBIDDEN" as const) : null;
      const row = {
        ...inventRow({ atMs: +at, key: 0, operation: 0, outcome: 0, address: 1, durationMs: 5 }),
      };
      return {
        ...row,
        workspaceId: workspace.id,
        apiKeyId: key.id,
        errorCode,
        statusCode: isFailed ? 403 : 200,
      };
    }
    for (let day = 10; day >= 1; day -= 1) await send(hour(-24 * day), 80, 0);
    const filter = { apiKeyId: key.id, status: "OPEN" };
    await watch();
    expect((await list(filter)).nodes).toEqual([]);

    await send(hour(0), 239, 0);
    pass(10 * MINUTE_MS);
    await watch();
    expect((await list(filter)).nodes).toEqual([]);
    await send(hour(0), 61, 30);
    await watch();
    const open = (await list(filter)).nodes;
    expect(open.map(({ kind }: { kind: string }) => kind).sort()).toEqual([
      "INTEGRATION_ERRORS",
      "REQUEST_SPIKE",
    ]);
    expect(open).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          title: "300 requests in an hour, usually 80",
          facts: expect.objectContaining({ observed: 300, expected: 80, threshold: 240 }),
          requests: expect.objectContaining({ totalCount: 300 }),
        }),
        expect.objectContaining({
          title: "10 % of requests fail, usually 0 %",
          count: 30,
          requestLogFilter: expect.objectContaining({ errorCode: "FORBIDDEN" }),
          requests: expect.objectContaining({ totalCount: 30 }),
        }),
      ]),
    );

    pass(HOUR_MS);
    await send(hour(0), 40, 0);
    await watch();
    expect((await list(filter)).totalCount).toBe(2);
    pass(HOUR_MS);
    await watch();
    const closed = { apiKeyId: key.id, status: "CLOSED" };
    expect((await list(closed)).nodes).toMatchObject([
      { closedReason: "AS_USUAL" },
      { closedReason: "AS_USUAL" },
    ]);
    // The hour of the spike is looked at again, and is no news.
    await server.database.getRepository(AlertMark).update({ name: "hours" }, { doneAt: hour(-2) });
    await watch();
    expect((await list({ apiKeyId: key.id })).totalCount).toBe(2);

    // A few of its rows came late.
    await sink.write([{ ...rowOf(hour(-2), 3000, true) }]);
    await watch();
    expect((await list({ apiKeyId: key.id })).totalCount).toBe(2);

    // Nothing looks for six hours: those are made up for.
    await send(hour(1), 400, 0);
    pass(7 * HOUR_MS);
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes[0]).toMatchObject({
      kind: "REQUEST_SPIKE",
      count: 400,
      closedReason: "AS_USUAL",
    });
  });

  test("errors that go on for days stay told of until they end, and are not told of again", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const sink = new DatabaseRequestLogSink(server.database);
    const send = (from: Date, total: number, failed: number) =>
      sink.write(
        Array.from({ length: total }, (_, index) => ({
          ...inventRow({
            atMs: +from + index * 1000,
            key: 0,
            operation: 0,
            outcome: 0,
            address: 1,
            durationMs: 5,
          }),
          workspaceId: workspace.id,
          apiKeyId: key.id,
          ...(index < failed
            ? { statusCode: 403, errorCode: "FORBIDDEN" as const }
            : { statusCode: 200, errorCode: null }),
        })),
      );
    for (let day = 7; day >= 1; day -= 1) await send(new Date(+now - day * DAY_MS), 80, 0);
    for (let hour = 0; hour < 30; hour += 1) {
      await send(now, 40, 40);
      if (hour % 5 === 0) await watch();
      pass(HOUR_MS);
    }
    const mine = { apiKeyId: key.id, kind: "INTEGRATION_ERRORS" };
    expect((await list(mine)).nodes).toMatchObject([
      { status: "OPEN", title: "100 % of requests fail, usually 0 %" },
    ]);

    await send(now, 40, 0);
    pass(HOUR_MS);
    await watch();
    expect((await list(mine)).nodes).toMatchObject([
      { status: "CLOSED", closedReason: "AS_USUAL" },
    ]);
  });

  test("rows that come hours late are told of, and those of long ago are history", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const sink = new DatabaseRequestLogSink(server.database);
    const failAt = (at: Date) =>
      sink.write(
        Array.from({ length: 12 }, () => ({
          ...inventRow({ atMs: +at, key: 0, operation: 3, outcome: 0, address: 1, durationMs: 5 }),
          workspaceId: workspace.id,
          apiKeyId: key.id,
          statusCode: 401,
          errorCode: "UNAUTHENTICATED" as const,
        })),
      );
    await failAt(new Date(+now - 5 * HOUR_MS));
    await failAt(new Date(+now - 2 * DAY_MS));
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toMatchObject([
      { status: "CLOSED", closedReason: "QUIET", count: 12, requests: { totalCount: 12 } },
    ]);
  });

  test("the guide's operation lists what is open", async () => {
    const [operation = ""] = codeBlocks("docs/alerts.md", "graphql");
    const open = (await workspace.admin.query(operation)).data.alerts;
    expect(open.totalCount).toBeGreaterThan(0);
    expect(open.nodes).toHaveLength(open.totalCount);
  });

  test("a closed alert is kept as long as request logs are, and one that is not closed for good", async () => {
    const count = (status: string) =>
      server.database.getRepository(Alert).countBy({ status: status as "OPEN" | "CLOSED" });
    const [open, closed] = [await count("OPEN"), await count("CLOSED")];
    expect([open > 0, closed > 0]).toEqual([true, true]);
    const retention = new AlertRetention(server.database, 30);
    await retention.run(new Date(+now + 29 * DAY_MS));
    expect([await count("OPEN"), (await count("CLOSED")) > 0]).toEqual([open, true]);
    await retention.run(new Date(+now + 31 * DAY_MS));
    expect([await count("OPEN"), await count("CLOSED")]).toEqual([open, 0]);
  });

  test("each check is run when it is due, and one that fails keeps no other from its turn", async () => {
    const ran: Date[] = [];
    const check = { run: (at: Date) => Promise.resolve(void ran.push(at)) };
    const failing = { run: () => Promise.reject(new Error("away")) };
    const errors: unknown[] = [];
    const watching = new AlertWatch(
      server.database,
      [
        { everyMinutes: 5, check: failing },
        { everyMinutes: 5, check },
      ],
      clock,
      (error) => errors.push(error),
    );
    await watching.runDue();
    pass(4 * MINUTE_MS);
    await watching.runDue();
    expect([ran.length, errors.length]).toEqual([1, 1]);
    // The timer may come a little early.
    pass(MINUTE_MS - 1);
    await watching.runDue();
    expect([ran.length, errors.length]).toEqual([2, 2]);
  });

  test("a key's age is told of, and is over once the key is used or rotated", async () => {
    const key = await workspace.createKey(["leads:read"]);
    await server.database
      .getRepository(ApiKey)
      .update({ id: key.id }, { createdAt: new Date(now.getTime() - 91 * DAY_MS) });
    await watch();
    expect(await list({ apiKeyId: key.id, status: "OPEN" })).toMatchObject({
      totalCount: 2,
      nodes: expect.arrayContaining([
        expect.objectContaining({ kind: "UNUSED", subject: "90", requests: null }),
        expect.objectContaining({ kind: "ROTATION_OVERDUE", requestLogFilter: null }),
      ]),
    });
    await workspace.admin.query(
      "mutation ($id: ID!) { rotateApiKey(input: { id: $id }) { secret } }",
      { id: key.id },
    );
    await server.database.getRepository(ApiKey).update({ id: key.id }, { lastUsedAt: now });
    await watch();
    expect((await list({ apiKeyId: key.id })).nodes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: "UNUSED", status: "CLOSED", closedReason: "USED" }),
        expect.objectContaining({
          kind: "ROTATION_OVERDUE",
          status: "CLOSED",
          closedReason: "ROTATED",
        }),
      ]),
    );
  });

  test("a campaign-limited key sees its campaign's alerts, another workspace none, and acknowledging needs its own right and is audited", async () => {
    const [campaign] = workspace.campaigns;
    const limited = await workspace.createKey(["leads:read"], { campaign });
    const outside = await workspace.createKey(["leads:read"]);
    const old = { createdAt: new Date(now.getTime() - 31 * DAY_MS) };
    await server.database.getRepository(ApiKey).update({ id: limited.id }, old);
    await server.database.getRepository(ApiKey).update({ id: outside.id }, old);
    await watch();
    const reader = await workspace.createKey(["logs:read", "credentials:write"], { campaign });
    const seen = (await list({ status: "OPEN", kind: "UNUSED" }, reader)).nodes;
    expect(seen).toMatchObject([{ apiKey: { id: limited.id } }]);
    const foreign = await TestWorkspace.create(server);
    expect(await list({}, foreign.admin)).toMatchObject({ totalCount: 0, nodes: [] });

    const [others] = (await list({ apiKeyId: outside.id, kind: "UNUSED" })).nodes;
    expect((await reader.query(ACKNOWLEDGE, { input: { id: others.id } })).status).toBe(404);
    expect((await workspace.viewer.query(ACKNOWLEDGE, { input: { id: others.id } })).status).toBe(
      403,
    );
    const long = await workspace.admin.query(ACKNOWLEDGE, {
      input: { id: others.id, note: "x".repeat(501) },
    });
    expect(long.error.extensions["fields"]).toHaveProperty(["input.note"]);
    await workspace.admin.query(ACKNOWLEDGE, {
      input: { id: others.id, note: "Kept for the audit" },
    });
    const events = await workspace.admin.query(
      `{ auditEvents(filter: { action: "acknowledgeAlert" }, first: 1) { nodes { subjectId after } } auditVerification { isWhole } }`,
    );
    expect(events.data.auditEvents.nodes[0].subjectId).toBe(others.id);
    expect(JSON.parse(events.data.auditEvents.nodes[0].after)).toMatchObject({
      note: "Kept for the audit",
    });
    expect(events.data.auditVerification.isWhole).toBe(true);
    const ofKey = await workspace.admin.query(
      "query ($id: ID!) { apiKey(id: $id) { alerts { kind status } } }",
      { id: outside.id },
    );
    expect(ofKey.data.apiKey.alerts).toEqual([{ kind: "UNUSED", status: "ACKNOWLEDGED" }]);
  });
});

function throwIt(error: unknown): never {
  throw error;
}
