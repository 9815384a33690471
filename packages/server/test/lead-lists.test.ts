import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const FIELDS = "id name description version leadCount campaign { id } createdAt updatedAt";
const mutation = (name: string, answer = `list { ${FIELDS} }`) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${answer} } }`;
const MEMBERS = `query ($id: ID!) { leads(first: 100, filter: { listId: $id }) { totalCount nodes { id } } }`;

describeOnEachDatabase("lists of leads", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["lists:write", "leads:write", "campaigns:read"]);
  });
  afterAll(() => server.stop());

  const run = (name: string, input: Record<string, unknown>, caller: TestCaller = key) =>
    caller.query(mutation(name), { input });
  const created = async (input: Record<string, unknown> = {}) =>
    (await run("createList", { name: "Hot", ...input })).data.createList.list;
  const add = (id: string, leads: ReadonlyArray<{ id: string }>, caller: TestCaller = key) =>
    caller.query(mutation("addLeadsToList", "addedCount list { leadCount }"), {
      input: { id, leadIds: leads.map((lead) => lead.id) },
    });
  const remove = (id: string, leads: ReadonlyArray<{ id: string }>, caller: TestCaller = key) =>
    caller.query(mutation("removeLeadsFromList", "removedCount list { leadCount }"), {
      input: { id, leadIds: leads.map((lead) => lead.id) },
    });

  test("a list is created, found, renamed and deleted; its leads stay", async () => {
    const list = await created({ name: " Hot ", description: "One.\nTwo." });
    expect(list).toMatchObject({
      name: "Hot",
      description: "One.\nTwo.",
      version: 1,
      leadCount: 0,
      campaign: null,
    });
    const { id } = list;
    const leads = await workspace.insertLeads(3);
    await add(id, leads);
    const renamed = await run("updateList", { id, version: 1, name: "Cold", description: null });
    expect(renamed.data.updateList.list).toMatchObject({
      name: "Cold",
      description: null,
      version: 2,
      leadCount: 3,
    });
    expect((await run("updateList", { id, version: 1, name: "Late" })).status).toBe(409);
    const before = await workspace.countLeads();
    const gone = await key.query(mutation("deleteList", "deletedId"), { input: { id } });
    expect(gone.data.deleteList).toEqual({ deletedId: id });
    expect((await key.query(MEMBERS, { id })).status).toBe(404);
    expect(await workspace.countLeads()).toBe(before);
  });

  test("leads are added and removed by the thousand, each once", async () => {
    const { id } = await created();
    const leads = await workspace.insertLeads(1000);
    const first = leads.slice(0, 600);
    expect((await add(id, [...first, ...first.slice(0, 10)])).data.addLeadsToList).toEqual({
      addedCount: 600,
      list: { leadCount: 600 },
    });
    expect((await add(id, leads)).data.addLeadsToList.addedCount).toBe(400);
    expect((await remove(id, leads.slice(0, 999))).data.removeLeadsFromList).toEqual({
      removedCount: 999,
      list: { leadCount: 1 },
    });
    expect((await remove(id, leads)).data.removeLeadsFromList.removedCount).toBe(1);
    for (const leadIds of [[], Array(1001).fill("x")]) {
      const answer = await key.query(mutation("addLeadsToList", "addedCount"), {
        input: { id, leadIds },
      });
      expect(answer.error.extensions["fields"]).toEqual({
        "input.leadIds": "Name 1 to 1000 leads.",
      });
    }
  });

  test("with one unknown lead nothing is added", async () => {
    const { id } = await created();
    const leads = await workspace.insertLeads(2);
    const answer = await add(id, [...leads, { id: "01980000-0000-7000-8000-000000000000" }]);
    expect(answer.status).toBe(404);
    expect((await key.query(MEMBERS, { id })).data.leads.totalCount).toBe(0);
  });

  test("calls sent together put a lead on a list once", async () => {
    const { id } = await created();
    const leads = await workspace.insertLeads(5);
    const answers = await Promise.all(Array.from({ length: 4 }, () => add(id, leads)));
    const counts = answers.map((answer) => answer.data.addLeadsToList.addedCount);
    expect(counts.sort()).toEqual([0, 0, 0, 5]);
  });

  test("a list's leads are found, also under another condition, and a deleted lead leaves it", async () => {
    const { id } = await created();
    const leads = await workspace.insertLeads(4);
    await add(id, leads);
    const newestFirst = leads.map((lead) => ({ id: lead.id })).reverse();
    expect((await key.query(MEMBERS, { id })).data.leads).toEqual({
      totalCount: 4,
      nodes: newestFirst,
    });
    const narrowed = await key.query(
      "query ($filter: LeadFilter) { leads(filter: $filter, order: NAME_ASC) { nodes { name } } }",
      { filter: { listId: id, campaignId: workspace.campaigns[0].id, text: "lead" } },
    );
    expect(narrowed.data.leads.nodes).toEqual([{ name: "Lead 0" }, { name: "Lead 2" }]);
    await key.query("mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }", {
      id: leads[0]?.id,
    });
    expect((await key.query(MEMBERS, { id })).data.leads.totalCount).toBe(3);
  });

  test("who is on a list needs the scope of lists, and of leads", async () => {
    const { id } = await created();
    const leadsOnly = await workspace.createKey(["leads:read"]);
    const answer = await leadsOnly.query(MEMBERS, { id });
    expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
      403,
      ["lists:read"],
    ]);
    const listsOnly = await workspace.createKey(["lists:read"]);
    const counted = await listsOnly.query("query ($id: ID!) { list(id: $id) { name leadCount } }", {
      id,
    });
    expect(counted.data.list).toEqual({ name: "Hot", leadCount: 0 });
  });

  test("a lead has the lists that it is on, the newest first", async () => {
    const lists = [await created(), await created(), await created()];
    const [lead] = await workspace.insertLeads(1);
    for (const { id } of lists) await add(id, lead ? [lead] : []);
    const { data } = await key.query(
      "query ($id: ID!) { lead(id: $id) { all: lists { id } two: lists(first: 2) { id } } }",
      { id: lead?.id },
    );
    const ids = lists.map(({ id }) => ({ id })).reverse();
    expect(data.lead).toEqual({ all: ids, two: ids.slice(0, 2) });
    const none = await key.query("query ($id: ID!) { lead(id: $id) { lists(first: 0) { id } } }", {
      id: lead?.id,
    });
    expect(none.status).toBe(400);
  });

  test("lists are found by part of their name and sorted", async () => {
    for (const name of ["Été chaud", "ete froid", "50% off"]) await created({ name });
    const find = async (filter: Record<string, unknown>) =>
      (
        await key.query(
          "query ($filter: LeadListFilter) { lists(filter: $filter, order: NAME_DESC) { nodes { name } } }",
          { filter },
        )
      ).data.lists.nodes.map(({ name }: { name: string }) => name);
    expect(await find({ search: "ÉTÉ" })).toEqual(["ete froid", "Été chaud"]);
    expect(await find({ search: "%" })).toEqual(["50% off"]);
  });

  test("a page of 100 leads with their lists and campaigns takes four statements", async () => {
    const leads = await workspace.insertLeads(100);
    for (let index = 0; index < 3; index += 1) await add((await created()).id, leads);
    const query = `query ($first: Int) { leads(first: $first) {
      nodes { id name campaign { name } lists { id name } }
    } }`;
    const count = async (first: number) =>
      (await countStatements(server.database, () => key.query(query, { first }))).length;
    expect(await count(100)).toBe(4);
    expect(await count(1)).toBe(4);
  });

  test("a page of lists with their counts and campaigns takes three statements", async () => {
    await created({ campaignId: workspace.campaigns[0].id });
    const statements = await countStatements(server.database, () =>
      key.query("{ lists(first: 100) { nodes { name leadCount campaign { name } } } }"),
    );
    expect(statements).toHaveLength(3);
  });
});

describeOnEachDatabase("lists under a campaign-limited key", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let limited: TestKey;
  const lists = new Map<string, string>();

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["lists:write", "leads:read"]);
    const [own] = workspace.campaigns;
    limited = await workspace.createKey(["lists:write", "leads:read"], { campaign: own });
    // Lead 0 is the first campaign's, lead 1 the second's.
    const [mine, theirs] = await workspace.insertLeads(2);
    lists.set("mixed", await workspace.createList(mine, theirs));
    lists.set("theirs", await workspace.createList(theirs));
    lists.set("empty", await workspace.createList());
  });
  afterAll(() => server.stop());

  test("sees the lists that hold a lead of its campaign, and counts those leads alone", async () => {
    const { data } = await limited.query("{ lists { totalCount nodes { id leadCount } } }");
    expect(data.lists).toEqual({
      totalCount: 1,
      nodes: [{ id: lists.get("mixed"), leadCount: 1 }],
    });
    for (const name of ["theirs", "empty"]) {
      const id = lists.get(name);
      expect(
        (await limited.query("query ($id: ID!) { list(id: $id) { id } }", { id })).status,
      ).toBe(404);
      expect((await limited.query(MEMBERS, { id })).status).toBe(404);
    }
    const members = await limited.query(MEMBERS, { id: lists.get("mixed") });
    expect(members.data.leads.totalCount).toBe(1);
  });

  test("makes lists of its campaign, and changes no others", async () => {
    const [own, other] = workspace.campaigns;
    const create = (input: Record<string, unknown>) =>
      limited.query(mutation("createList", "list { id leadCount }"), { input });
    expect((await create({ name: "L", campaignId: other.id })).status).toBe(403);
    const { id } = (await create({ name: "L" })).data.createList.list;
    const named = await limited.query(mutation("updateList", "list { name }"), {
      input: { id, name: "Mine" },
    });
    expect(named.data.updateList.list).toEqual({ name: "Mine" });
    for (const [list, status] of [
      ["mixed", 403],
      ["theirs", 404],
    ] as const) {
      const input = { id: lists.get(list) };
      expect((await limited.query(mutation("updateList", "list { id }"), { input })).status).toBe(
        status,
      );
      expect((await limited.query(mutation("deleteList", "deletedId"), { input })).status).toBe(
        status,
      );
    }
    const found = await key.query(
      "query ($campaignId: ID!) { lists(filter: { campaignId: $campaignId }) { nodes { id } } }",
      { campaignId: own.id },
    );
    expect(found.data.lists.nodes).toEqual([{ id }]);
  });

  test("adds and removes its campaign's leads only, and a campaign's list takes no others", async () => {
    const [own, other] = workspace.campaigns;
    const [mine] = await workspace.insertLeads(1, own);
    const [theirs] = await workspace.insertLeads(1, other);
    const change = (name: string, caller: TestCaller, id: string | undefined, leadId?: string) =>
      caller.query(mutation(name, "list { leadCount }"), { input: { id, leadIds: [leadId] } });
    const mixed = lists.get("mixed");
    const added = await change("addLeadsToList", limited, mixed, mine?.id);
    expect(added.data.addLeadsToList.list).toEqual({ leadCount: 2 });
    expect((await change("removeLeadsFromList", limited, mixed, mine?.id)).status).toBe(200);
    for (const name of ["addLeadsToList", "removeLeadsFromList"]) {
      expect((await change(name, limited, mixed, theirs?.id)).status).toBe(404);
    }
    const input = { name: "Own", campaignId: own.id };
    const { id } = (await key.query(mutation("createList", "list { id }"), { input })).data
      .createList.list;
    const refused = await change("addLeadsToList", key, id, theirs?.id);
    expect([refused.status, Object.keys(refused.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["input.leadIds"],
    ]);
  });
});
