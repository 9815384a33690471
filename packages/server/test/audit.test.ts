import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { systemClock } from "../dist/base/clock.js";
import { newId } from "../dist/database/new-id.js";
import { AuditChain } from "../dist/resources/audit/audit-chain.js";
import { AuditTrail } from "../dist/resources/audit/audit-trail.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { recordStatements } from "./testkit/record-statements.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";

const VERIFY = "{ auditVerification { isWhole events brokenAt problem } }";

describeOnEachDatabase("the audit log", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    server = await TestServer.start(kind);
  });
  afterAll(() => server.stop());

  /** A workspace with five events: a key created, edited, deactivated, activated, revoked. */
  async function liveALife(): Promise<string> {
    workspace = await TestWorkspace.create(server);
    const key = await workspace.createKey(["leads:write"]);
    for (const [action, fields] of [
      ["updateApiKey", `, name: "Renamed", scopes: ["leads:read"]`],
      ["deactivateApiKey", ""],
      ["activateApiKey", ""],
      ["revokeApiKey", ""],
    ]) {
      await workspace.admin.query(
        `mutation { ${action}(input: { id: "${key.id}"${fields} }) { apiKey { id } } }`,
      );
    }
    return key.id;
  }
  /** Events of the workspace, all of one transaction. */
  async function record(count: number): Promise<void> {
    const { id, admin } = workspace;
    const trail = new AuditTrail(new AuditChain(server.config.peppers ?? []), systemClock);
    await server.database.transaction(async (manager) => {
      for (let index = 0; index < count; index += 1) {
        await trail.record(
          manager,
          { kind: "system", name: "A test" },
          {
            workspaceId: id,
            action: "updateMember",
            subjectKind: "member",
            subjectId: admin.user.id,
            subjectName: `Member ${index}`,
          },
        );
      }
    });
  }
  const verify = async () => (await workspace.admin.query(VERIFY)).data.auditVerification;
  const sql = (statement: string, parameters: unknown[] = []) =>
    server.database.query(statement, [...parameters, workspace.id]);

  test("tells who did what to which key, from where, before and after", async () => {
    const id = await liveALife();
    const answer = await workspace.admin.query(
      `query ($id: ID!) {
        auditEvents(filter: { subjectId: $id }) {
          totalCount
          nodes { sequence at actorKind actorId actorName ip action subjectKind subjectId subjectName before after }
        }
      }`,
      { id },
    );
    const { nodes, totalCount } = answer.data.auditEvents;
    expect(totalCount).toBe(5);
    expect(nodes.map((event: { action: string }) => event.action)).toEqual([
      "revokeApiKey",
      "activateApiKey",
      "deactivateApiKey",
      "updateApiKey",
      "createApiKey",
    ]);
    const { before, after, ...event } = nodes[3];
    expect(event).toEqual({
      sequence: 2,
      at: expect.any(String),
      actorKind: "session",
      actorId: workspace.admin.user.id,
      actorName: workspace.admin.user.email,
      ip: "127.0.0.1",
      action: "updateApiKey",
      subjectKind: "apiKey",
      subjectId: id,
      subjectName: "Test key",
    });
    expect(JSON.parse(before)).toEqual({ name: "Test key", scopes: ["leads:write"] });
    expect(JSON.parse(after)).toEqual({ name: "Renamed", scopes: ["leads:read"] });
  });

  test("holds what a key did under the key's name", async () => {
    await liveALife();
    const maker = await workspace.createKey(["credentials:write", "leads:read"]);
    await workspace.createKey(["leads:read"], { as: maker });
    const answer = await workspace.admin.query(
      "query ($id: ID!) { auditEvents(filter: { actorId: $id }) { nodes { actorKind action } } }",
      { id: maker.id },
    );
    expect(answer.data.auditEvents.nodes).toEqual([{ actorKind: "key", action: "createApiKey" }]);
  });

  const changes = async (id: string) =>
    (
      await workspace.admin.query(
        "query ($id: ID!) { auditEvents(filter: { subjectId: $id }) { nodes { action before after } } }",
        { id },
      )
    ).data.auditEvents.nodes.map((event: { action: string; before: string; after: string }) => ({
      action: event.action,
      before: JSON.parse(event.before),
      after: JSON.parse(event.after),
    }));

  test("names a key's owner and campaign as they were called then, whatever they are called now", async () => {
    workspace = await TestWorkspace.create(server);
    const [campaign] = workspace.campaigns;
    const key = await workspace.createKey(["leads:read"], { campaign });
    const { user } = workspace.editor;
    await workspace.admin.query(
      "mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { apiKey { id } } }",
      { input: { id: key.id, ownerId: user.id } },
    );
    await workspace.admin.query(
      "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { keyCount } }",
      {
        input: { id: user.id, keys: "HAND_OVER", handOverToId: workspace.viewer.user.id },
      },
    );
    await server.database.query("UPDATE campaigns SET name = 'Later' WHERE id = ?", [campaign.id]);
    await server.database.query("UPDATE users SET email = ? WHERE id = ?", [
      `later-${user.email}`,
      user.id,
    ]);
    const [handedOver, edited, created] = await changes(key.id);
    const admin = { ownerId: workspace.admin.user.id, ownerEmail: workspace.admin.user.email };
    const editor = { ownerId: user.id, ownerEmail: user.email };
    expect(created.after).toMatchObject({
      ...admin,
      campaignId: campaign.id,
      campaignName: campaign.name,
    });
    expect(edited).toMatchObject({ before: admin, after: editor });
    expect(handedOver).toMatchObject({
      before: editor,
      after: { ownerEmail: workspace.viewer.user.email },
    });
    expect((await verify()).isWhole).toBe(true);
  });

  test("tells of an old secret which it is, and until when it worked before and works now", async () => {
    workspace = await TestWorkspace.create(server);
    const key = await workspace.createKey(["leads:read"]);
    await workspace.admin.query(
      `mutation { rotateApiKey(input: { id: "${key.id}", overlapSeconds: 3600 }) { secret } }`,
    );
    const oldSecret = async () =>
      (
        await workspace.admin.query(
          `{ apiKey(id: "${key.id}") { secrets { id start lastFour closesAt } } }`,
        )
      ).data.apiKey.secrets[1];
    const rotated = await oldSecret();
    const { id, start, lastFour } = rotated;
    await workspace.admin.query(
      `mutation { extendApiKeySecret(input: { id: "${id}", overlapSeconds: 7200 }) { apiKey { id } } }`,
    );
    const extended = await oldSecret();
    await workspace.admin.query(
      `mutation { closeApiKeySecret(input: { id: "${id}" }) { apiKey { id } } }`,
    );
    const closed = await oldSecret();
    const events = await changes(key.id);
    expect(events.slice(0, 2)).toEqual([
      {
        action: "closeApiKeySecret",
        before: { closesAt: extended.closesAt },
        after: { start, lastFour, closesAt: closed.closesAt },
      },
      {
        action: "extendApiKeySecret",
        before: { closesAt: rotated.closesAt },
        after: { start, lastFour, closesAt: extended.closesAt },
      },
    ]);
    expect(events[2].after).toMatchObject({ closesAt: rotated.closesAt });
    expect(Date.parse(closed.closesAt)).toBeLessThan(Date.parse(extended.closesAt));
  });

  test("holds what happened from an instant on and before another, by when it is said to have happened", async () => {
    await liveALife();
    const events = await sql("SELECT id FROM audit_events WHERE workspaceId = ? ORDER BY sequence");
    const at = new Date("2026-03-04T05:06:00Z");
    // Made a minute earlier than it says, at that minute, and a minute later.
    for (const [index, minutes] of [-1, 0, 1].entries()) {
      const id = newId(new Date(at.getTime() + minutes * 60_000));
      await sql("UPDATE audit_events SET id = ?, at = ? WHERE id = ? AND workspaceId = ?", [
        id,
        new Date(at.getTime() + index),
        events[index].id,
      ]);
    }
    const found = async (filter: string) =>
      (
        await workspace.admin.query(`{ auditEvents(filter: { ${filter} }) { nodes { sequence } } }`)
      ).data.auditEvents.nodes.map(({ sequence }: { sequence: number }) => sequence);
    expect(await found(`to: "2026-03-04T05:06:00.002Z"`)).toEqual([2, 1]);
    expect(await found(`from: "2026-03-04T05:06:00.001Z"`)).toEqual([5, 4, 3, 2]);
    const span = `from: "2026-03-04T05:06:00.001Z", to: "2026-03-04T05:06:00.002Z"`;
    expect(await found(span)).toEqual([2]);
    expect(await found(`${span}, action: "createApiKey"`)).toEqual([]);
  });

  test("a change that did not happen is not in it", async () => {
    const id = await liveALife();
    const before = (await verify()).events;
    await workspace.admin.query(
      `mutation { updateApiKey(input: { id: "${id}", name: "x" }) { apiKey { id } } }`,
    );
    await workspace.viewer.query(
      `mutation { revokeApiKey(input: { id: "${id}" }) { apiKey { id } } }`,
    );
    await workspace.admin.query(
      `mutation { revokeApiKey(input: { id: "${id}" }) { apiKey { id } } }`,
    );
    expect((await verify()).events).toBe(before);
  });

  test("a change that cannot be recorded does not happen", async () => {
    workspace = await TestWorkspace.create(server);
    const key = await workspace.createKey(["leads:read"]);
    const [head] = await sql("SELECT sequence FROM audit_heads WHERE workspaceId = ?");
    // The next event's place is taken, so that recording it fails.
    await sql("UPDATE audit_events SET sequence = ? WHERE workspaceId = ?", [head.sequence + 1]);
    const refused = await workspace.admin.query(
      `mutation { revokeApiKey(input: { id: "${key.id}" }) { apiKey { id } } }`,
    );
    expect([refused.status, refused.error.message]).toEqual([500, "Internal server error"]);
    expect((await key.query("{ context { scopes } }")).status).toBe(200);
  });

  test("an untouched log is whole, and an empty one too", async () => {
    workspace = await TestWorkspace.create(server);
    expect(await verify()).toEqual({ isWhole: true, events: 0, brokenAt: null, problem: null });
    await liveALife();
    expect(await verify()).toEqual({ isWhole: true, events: 5, brokenAt: null, problem: null });
  });

  test("parallel changes make one chain", async () => {
    workspace = await TestWorkspace.create(server);
    await Promise.all(Array.from({ length: 12 }, () => workspace.createKey(["leads:read"])));
    expect(await verify()).toMatchObject({ isWhole: true, events: 12 });
  });

  test.each([
    [
      "a changed event",
      3,
      async () =>
        sql("UPDATE audit_events SET actorName = 'nobody' WHERE sequence = 3 AND workspaceId = ?"),
    ],
    [
      "a changed instant",
      2,
      async () =>
        sql("UPDATE audit_events SET at = ? WHERE sequence = 2 AND workspaceId = ?", [new Date(0)]),
    ],
    [
      "changed values",
      2,
      async () =>
        sql("UPDATE audit_events SET after = '{}' WHERE sequence = 2 AND workspaceId = ?"),
    ],
    [
      "a removed event",
      2,
      async () => sql("DELETE FROM audit_events WHERE sequence = 2 AND workspaceId = ?"),
    ],
    [
      "the removed first",
      1,
      async () => sql("DELETE FROM audit_events WHERE sequence = 1 AND workspaceId = ?"),
    ],
    [
      "a removed event with the gap closed",
      2,
      async () => {
        await sql("DELETE FROM audit_events WHERE sequence = 2 AND workspaceId = ?");
        for (const sequence of [3, 4, 5]) {
          await sql("UPDATE audit_events SET sequence = ? WHERE sequence = ? AND workspaceId = ?", [
            sequence - 1,
            sequence,
          ]);
        }
      },
    ],
    [
      "two swapped events",
      3,
      async () => {
        for (const [from, to] of [
          [3, 99],
          [4, 3],
          [99, 4],
        ]) {
          await sql("UPDATE audit_events SET sequence = ? WHERE sequence = ? AND workspaceId = ?", [
            to,
            from,
          ]);
        }
      },
    ],
    [
      "a cut-off end",
      5,
      async () => sql("DELETE FROM audit_events WHERE sequence = 5 AND workspaceId = ?"),
    ],
    [
      "a cut-off end with the head moved back",
      4,
      async () => {
        await sql("DELETE FROM audit_events WHERE sequence = 5 AND workspaceId = ?");
        await sql("UPDATE audit_heads SET sequence = 3 WHERE workspaceId = ?");
        await sql("DELETE FROM audit_events WHERE sequence = 4 AND workspaceId = ?");
      },
    ],
    [
      "one that was put before the first",
      1,
      async () =>
        sql("UPDATE audit_events SET sequence = 0 WHERE sequence = 5 AND workspaceId = ?"),
    ],
    [
      "everything gone but the head",
      1,
      async () => sql("DELETE FROM audit_events WHERE workspaceId = ?"),
    ],
  ])("%s is found, at event %i", async (_name, brokenAt, tamper) => {
    await liveALife();
    await tamper();
    const { isWhole, brokenAt: found, problem } = await verify();
    expect({ isWhole, found, problem }).toEqual({
      isWhole: false,
      found: brokenAt,
      problem: expect.any(String),
    });
  });

  test("a long one is read some events at a time, whole and broken", async () => {
    workspace = await TestWorkspace.create(server);
    await record(1200);
    const statements = await recordStatements(server.database, async () => {
      expect(await verify()).toEqual({
        isWhole: true,
        events: 1200,
        brokenAt: null,
        problem: null,
      });
    });
    const reading = statements.filter((statement) => / FROM audit_events\b/.test(statement));
    expect(reading).toHaveLength(5);
    for (const statement of reading) expect(statement).toMatch(/ LIMIT 500$/);
    await sql("UPDATE audit_events SET ip = '::2' WHERE sequence = 501 AND workspaceId = ?");
    expect(await verify()).toMatchObject({ isWhole: false, events: 1200, brokenAt: 501 });
    await sql("UPDATE audit_events SET ip = NULL WHERE sequence = 501 AND workspaceId = ?");
    expect(await verify()).toMatchObject({ isWhole: true });
    await sql("UPDATE audit_events SET sequence = 5000 WHERE sequence = 1200 AND workspaceId = ?");
    await sql("DELETE FROM audit_events WHERE sequence BETWEEN 501 AND 1199 AND workspaceId = ?");
    await sql("UPDATE audit_heads SET sequence = 500 WHERE workspaceId = ?");
    expect(await verify()).toMatchObject({ isWhole: false, events: 501, brokenAt: 501 });
  });

  test("a long one that is cut off is found where it ends", async () => {
    workspace = await TestWorkspace.create(server);
    await record(1200);
    await sql("DELETE FROM audit_events WHERE sequence > 1000 AND workspaceId = ?");
    expect(await verify()).toMatchObject({ isWhole: false, events: 1000, brokenAt: 1001 });
  });

  test("what is recorded while it is verified breaks nothing", async () => {
    workspace = await TestWorkspace.create(server);
    await record(600);
    const { logger } = server.database;
    const { logQuery } = logger;
    let recording: Promise<void> | undefined;
    logger.logQuery = (statement) => {
      // The last one, which finds nothing more.
      if (/ FROM .?audit_events\b.* > /s.test(statement)) recording ??= record(3);
    };
    try {
      expect((await verify()).isWhole).toBe(true);
    } finally {
      logger.logQuery = logQuery;
    }
    await recording;
    expect(await verify()).toMatchObject({ isWhole: true, events: 603 });
  });

  test("is for those who may see the whole workspace", async () => {
    await liveALife();
    const limited = await workspace.createKey(["logs:read"], { campaign: workspace.campaigns[0] });
    expect((await limited.query("{ auditEvents { totalCount } }")).status).toBe(403);
    expect((await limited.query(VERIFY)).status).toBe(403);
    const free = await workspace.createKey(["logs:read"]);
    expect((await free.query("{ auditEvents { totalCount } }")).status).toBe(200);
  });
});
