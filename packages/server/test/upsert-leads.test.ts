import { request as httpRequest } from "node:http";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const UPSERT = `mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results {
  index outcome message lead { id externalId name email phone status customFields version }
} } }`;

interface Result {
  readonly index: number;
  readonly outcome: string;
  readonly message: string | null;
  readonly lead: { readonly id: string; readonly [field: string]: unknown } | null;
}

describeOnEachDatabase("upsertLeads", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let campaignId: string;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write"]);
    campaignId = workspace.campaigns[0].id;
  });
  afterAll(() => server.stop());

  const send = (leads: unknown[], input: Record<string, unknown> = {}, caller: TestCaller = key) =>
    caller.query(UPSERT, { input: { campaignId, leads, ...input } });
  const upsert = async (leads: unknown[], input: Record<string, unknown> = {}): Promise<Result[]> =>
    (await send(leads, input)).data.upsertLeads.results;
  const outcomes = (results: readonly Result[]) => results.map(({ outcome }) => outcome);
  const person = (index: number, prefix = "p") => ({
    externalId: `${prefix}-${index}`,
    name: `Person ${index}`,
    email: `${prefix}-${index}@example.com`,
    phone: "+1 555 0100",
    company: "Acme",
    customFields: { row: index, active: true },
  });

  test("rows are created, updated, left alone and refused, each by itself, in their order", async () => {
    const first = await upsert([
      person(1, "a"),
      person(2, "a"),
      { email: "only@a.example", name: "O" },
    ]);
    expect(outcomes(first)).toEqual(["CREATED", "CREATED", "CREATED"]);
    expect(first.map(({ index }) => index)).toEqual([0, 1, 2]);
    const second = await upsert([
      person(1, "a"),
      { externalId: " a-2 ", phone: null, customFields: { row: null, size: 3 } },
      { email: "ONLY@a.example", status: "WON" },
      { externalId: "a-3", name: "", email: "nobody" },
      { name: "Nameless" },
      person(4, "a"),
    ]);
    expect(outcomes(second)).toEqual([
      "UNCHANGED",
      "UPDATED",
      "UPDATED",
      "REFUSED",
      "REFUSED",
      "CREATED",
    ]);
    expect(second[0]?.lead).toEqual(first[0]?.lead);
    expect(second[1]?.lead).toEqual({
      ...first[1]?.lead,
      phone: null,
      customFields: { active: true, size: 3 },
      version: 2,
    });
    expect(second[2]?.lead).toMatchObject({ id: first[2]?.lead?.id, status: "WON", version: 2 });
    expect(second.slice(3, 5).map(({ message, lead }) => [message, lead])).toEqual([
      ["Name is required. E-mail must look like name@example.com.", null],
      ["A row needs an external id or an e-mail address.", null],
    ]);
    for (const { lead } of second) {
      if (!lead) continue;
      const found = await key.query(
        "query ($id: ID!) { lead(id: $id) { id externalId name email phone status customFields version } }",
        { id: lead.id },
      );
      expect(found.data.lead).toEqual(lead);
    }
  });

  test("an address finds the lead that has no other external id, and gives it the row's", async () => {
    const [plain] = await upsert([{ email: "b@b.example", name: "B" }]);
    const [named] = await upsert([{ externalId: "b-1", email: "b@b.example" }]);
    expect(named).toMatchObject({
      outcome: "UPDATED",
      lead: { id: plain?.lead?.id, externalId: "b-1" },
    });
    const [other] = await upsert([{ externalId: "b-2", email: "b@b.example", name: "B2" }]);
    expect(other?.outcome).toBe("CREATED");
    const [which] = await upsert([{ email: "b@b.example", title: "CTO" }]);
    expect(which).toMatchObject({
      outcome: "REFUSED",
      message: "Several leads have this e-mail address; name one by its external id.",
    });
  });

  test("a row that names the same lead as an earlier one is refused", async () => {
    const results = await upsert([
      person(1, "c"),
      { ...person(1, "c"), phone: "2" },
      { email: "c-1@example.com", name: "C" },
      { email: "d@d.example", name: "D" },
      { email: "D@d.example ", name: "D" },
      { externalId: "d-1", email: "d@d.example", name: "D" },
    ]);
    expect(results.map(({ message }) => message)).toEqual([
      null,
      "The same lead as in row 0.",
      "The same lead as in row 0.",
      null,
      "The same lead as in row 3.",
      "The same lead as in row 3.",
    ]);
  });

  test("another campaign's and another workspace's leads are never met", async () => {
    const other = await TestWorkspace.create(server);
    const otherKey = await other.createKey(["leads:write"]);
    const rows = [person(1, "e")];
    const all = [
      await send(rows),
      await send(rows, { campaignId: workspace.campaigns[1].id }),
      await send(rows, { campaignId: other.campaigns[0].id }, otherKey),
    ].map((answer) => answer.data.upsertLeads.results[0]);
    expect(outcomes(all)).toEqual(["CREATED", "CREATED", "CREATED"]);
    expect(new Set(all.map(({ lead }) => lead.id)).size).toBe(3);
  });

  test("a retry with its idempotency key does nothing again and says the same", async () => {
    const idempotencyKey = "import 7";
    const rows = [person(1, "f"), person(2, "f"), { name: "Nobody" }];
    const first = await upsert(rows, { idempotencyKey });
    const before = await workspace.countLeads();
    expect(await upsert(rows, { idempotencyKey })).toEqual(first);
    expect(await workspace.countLeads()).toBe(before);
    const otherContent = await send([person(3, "f")], { idempotencyKey });
    expect([
      otherContent.status,
      Object.keys(otherContent.error.extensions["fields"] ?? {}),
    ]).toEqual([409, ["input.idempotencyKey"]]);
    const otherCaller = await send([person(3, "f")], { idempotencyKey }, workspace.editor);
    expect(otherCaller.status).toBe(200);
    const [gone] = first;
    await key.query("mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }", {
      id: gone?.lead?.id,
    });
    const [retried, kept] = await upsert(rows, { idempotencyKey });
    expect(retried).toEqual({ ...gone, lead: null });
    expect(kept).toEqual(first[1]);
  });

  test("a row with custom fields nested without end is refused alone, with an idempotency key too", async () => {
    const leads = JSON.stringify([
      person(1, "deep"),
      { ...person(2, "deep"), customFields: "DEEP" },
    ]);
    const deep = `{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`;
    const input = `{"campaignId":"${campaignId}","idempotencyKey":"deep","leads":${leads.replace('"DEEP"', deep)}}`;
    const answer = await server.postBody(
      `{"query":${JSON.stringify(UPSERT)},"variables":{"input":${input}}}`,
      key.headers,
    );
    const { results } = answer.data.upsertLeads;
    expect(outcomes(results)).toEqual(["CREATED", "REFUSED"]);
    expect(results[1].message).toBe("A custom field is a text, a number, true, false or null.");
  });

  test("retries that are sent together make each lead once", async () => {
    const rows = [person(1, "g"), person(2, "g")];
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => send(rows, { idempotencyKey: "together" })),
    );
    const results = answers.map((answer) => answer.data.upsertLeads.results);
    expect(new Set(results.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test("calls without a key that are sent together make each lead once", async () => {
    const rows = [{ email: "h@h.example", name: "H" }, person(1, "h")];
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(rows)));
    const all = answers.flatMap((answer) => answer.data.upsertLeads.results);
    expect(outcomes(all).sort()).toEqual([
      ...Array(2).fill("CREATED"),
      ...Array(6).fill("UNCHANGED"),
    ]);
  });

  test("a dry run says what the call would say, and leaves every table as it was", async () => {
    await upsert([person(1, "dry"), person(2, "dry")]);
    const rows = [
      person(1, "dry"),
      { externalId: "dry-2", phone: "+1 555 0199" },
      person(3, "dry"),
      { externalId: "dry-3", name: "Again", email: "dry-3@example.com" },
      { name: "Nameless" },
    ];
    const idempotencyKey = "dry and then not";
    const limited = await workspace.createKey(["leads:write"], {
      rateLimits: [{ windowSeconds: 3600, limit: 5 }],
    });
    const stored = () =>
      Promise.all(
        ["leads", "idempotent_calls"].map((table) =>
          server.database.query(`SELECT * FROM ${table} ORDER BY id`),
        ),
      );
    const before = await stored();
    const statements = await countStatements(server.database, async () => {
      const answer = await send(rows, { idempotencyKey, dryRun: true }, limited);
      expect(answer.headers.get("x-ratelimit-remaining")).toBe("4");
      const results: Result[] = answer.data.upsertLeads.results;
      expect(results.map(({ index, outcome, lead }) => [index, outcome, lead?.["phone"]])).toEqual([
        [0, "UNCHANGED", "+1 555 0100"],
        [1, "UPDATED", "+1 555 0100"],
        [2, "CREATED", undefined],
        [3, "REFUSED", undefined],
        [4, "REFUSED", undefined],
      ]);
    });
    expect(statements.filter((sql) => !/^SELECT/i.test(sql.trim()))).toEqual([]);
    expect(await stored()).toEqual(before);

    const told = (results: readonly Result[]) =>
      results.map(({ outcome, message }) => [outcome, message]);
    const dry = await upsert(rows, { idempotencyKey, dryRun: true });
    expect(told(await upsert(rows, { idempotencyKey }))).toEqual(told(dry));
    expect(outcomes(await upsert(rows, { dryRun: true })).slice(0, 3)).toEqual(
      Array(3).fill("UNCHANGED"),
    );
  });

  test("a dry run is refused where the call would be", async () => {
    const reader = await workspace.createKey(["leads:read"]);
    const limited = await workspace.createKey(["leads:write"], {
      campaign: workspace.campaigns[0],
    });
    const rows = [person(1, "refused")];
    for (const dryRun of [true, false]) {
      const answers = [
        await send(rows, { dryRun }, reader),
        await send(rows, { dryRun, campaignId: "nowhere" }),
        await send(rows, { dryRun, campaignId: workspace.campaigns[1].id }, limited),
        await send([], { dryRun }),
        await send(rows, { dryRun, idempotencyKey: " " }),
      ];
      expect(answers.map(({ status }) => status)).toEqual([403, 404, 403, 400, 400]);
    }
  });

  test("after a day an idempotency key is free again", async () => {
    const idempotencyKey = "yesterday";
    await upsert([person(1, "i")], { idempotencyKey });
    await server.database.query(
      "UPDATE idempotent_calls SET createdAt = ? WHERE idempotencyKey = ?",
      [new Date(Date.now() - 86_400_001), idempotencyKey],
    );
    expect(outcomes(await upsert([person(2, "i")], { idempotencyKey }))).toEqual(["CREATED"]);
  });

  test("a thousand rows take as many statements as one, and one unit", async () => {
    const limited = await workspace.createKey(["leads:write"], {
      rateLimits: [{ windowSeconds: 3600, limit: 5 }],
    });
    const rows = (count: number, prefix: string) =>
      Array.from({ length: count }, (_, index) => person(index, prefix));
    const count = async (leads: readonly { externalId: string }[]) => {
      const update = leads.map((lead) => ({ ...lead, title: "New" }));
      const created = await countStatements(server.database, async () => {
        const answer = await send([...leads], {}, limited);
        expect(new Set(outcomes(answer.data.upsertLeads.results))).toEqual(new Set(["CREATED"]));
      });
      const updated = await countStatements(server.database, async () => {
        const answer = await send(update, {}, limited);
        expect(new Set(outcomes(answer.data.upsertLeads.results))).toEqual(new Set(["UPDATED"]));
      });
      return [created.length, updated.length];
    };
    expect(await count(rows(1, "one"))).toEqual(await count(rows(1000, "many")));
    const last = await send([person(0, "one")], {}, limited);
    expect(last.headers.get("x-ratelimit-remaining")).toBe("0");
    const stored = await server.database.query(
      "SELECT COUNT(*) AS count FROM leads WHERE workspaceId = ? AND title = 'New' AND version = 2 AND externalId LIKE 'many-%'",
      [workspace.id],
    );
    expect(Number(stored[0].count)).toBe(1000);
  });

  test("1 to 1,000 rows; an archived or unknown campaign takes none", async () => {
    for (const rows of [[], Array.from({ length: 1001 }, () => ({}))]) {
      const answer = await send(rows);
      expect([answer.status, answer.error.extensions["fields"]]).toEqual([
        400,
        { "input.leads": "Hand over 1 to 1000 rows." },
      ]);
    }
    expect((await send([person(1)], { campaignId: "nowhere" })).status).toBe(404);
    expect((await send([person(1)], { idempotencyKey: " " })).status).toBe(400);
    const archive = `mutation ($id: ID!) { archiveCampaign(input: { id: $id }) { campaign { id } } }`;
    const manager = await workspace.createKey(["campaigns:write"]);
    const [, second] = workspace.campaigns;
    expect((await manager.query(archive, { id: second.id })).status).toBe(200);
    expect((await send([person(1)], { campaignId: second.id })).status).toBe(409);
    expect((await send([person(1)], { campaignId: second.id, dryRun: true })).status).toBe(409);
  });

  test("what a row's lead is asked for counts for each row", async () => {
    const rows = Array.from({ length: 1000 }, (_, index) => person(index, "count"));
    const query = (lead: string) =>
      `mutation ($input: UpsertLeadsInput!) { ${Array.from({ length: 5 }, (_, alias) => `a${alias}: upsertLeads(input: $input) { results { index ${lead} } }`).join(" ")} }`;
    const answer = await key.query(query("lead { id }"), { input: { campaignId, leads: rows } });
    expect([answer.status, answer.error.message]).toEqual([
      400,
      expect.stringContaining("could hold 10005 objects"),
    ]);
  });

  test("a body up to 1 MB is taken for this operation, from callers who may write leads, and for nothing else", async () => {
    const notes = "n".repeat(400);
    const rows = Array.from({ length: 1000 }, (_, index) => ({ ...person(index, "large"), notes }));
    const input = { campaignId, leads: rows };
    expect(JSON.stringify(input).length).toBeGreaterThan(500_000);
    expect((await key.query(UPSERT, { input })).status).toBe(200);

    const reader = await workspace.createKey(["leads:read"]);
    const some = { campaignId, leads: rows.slice(0, 200) };
    const extra = { unused: "x".repeat(110_000) };
    const refused = [
      await reader.query(UPSERT, { input: some }),
      await server.post(UPSERT, { input: some }),
      await key.query("{ leads { totalCount } }", extra),
      await key.query(
        `mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results { index } } ${" ".repeat(110_000)} }`,
        { input },
      ),
      await key.query(UPSERT, { input: { ...input, leads: [...rows, ...rows] } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([413, 413, 413, 413, 413]);
  });

  test.each([
    ["a reader's", "leads:read", 150_000, 413],
    ["a writer's", "leads:write", 150_000, 200],
    ["a writer's too long", "leads:write", 1_100_000, 413],
  ] as const)(
    "%s body without a length is measured as it comes",
    async (_, scope, size, status) => {
      const caller = await workspace.createKey([scope]);
      const leads = [{ ...person(1, "chunked"), notes: "n" }];
      const body = JSON.stringify({
        query: UPSERT,
        variables: { input: { campaignId, leads } },
      }).padEnd(size, " ");
      expect(await postInChunks(`${server.url}/graphql`, caller.headers, body)).toBe(status);
    },
  );
});

function postInChunks(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      url,
      { method: "POST", headers: { ...headers, "content-type": "application/json" } },
      (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    request.on("error", reject);
    for (let at = 0; at < body.length; at += 20_000) request.write(body.slice(at, at + 20_000));
    request.end();
  });
}
