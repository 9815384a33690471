import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const LEAD = `id externalId name email phone company title source status notes customFields version
  createdAt updatedAt campaign { id }`;
const CREATE = `mutation ($input: CreateLeadInput!) { createLead(input: $input) { lead { ${LEAD} } } }`;
const UPDATE = `mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { ${LEAD} } } }`;
const UPDATE_FIELDS = UPDATE.replace(LEAD, "customFields");
const DELETE = "mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }";
const FIND = `query ($filter: LeadFilter, $order: ListOrder, $first: Int, $after: String) {
  leads(filter: $filter, order: $order, first: $first, after: $after) {
    totalCount nodes { name } pageInfo { endCursor hasNextPage }
  }
}`;

describeOnEachDatabase("leads", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let campaignId: string;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write", "campaigns:read"]);
    campaignId = workspace.campaigns[0].id;
  });
  afterAll(() => server.stop());

  const create = (input: Record<string, unknown>) =>
    key.query(CREATE, { input: { campaignId, name: "A", email: "a@b.example", ...input } });
  const created = async (input: Record<string, unknown>) =>
    (await create(input)).data.createLead.lead;
  const update = (input: Record<string, unknown>) => key.query(UPDATE, { input });

  test("a lead keeps everything it is created with, and gives it back", async () => {
    const given = {
      externalId: "crm-1",
      name: "Ada Lovelace",
      email: "ada@example.com",
      phone: "+1 555 0100",
      company: "Analytical Engines",
      title: "Countess",
      source: "Referral",
      status: "REPLIED",
      notes: "First line.\nSecond line.",
      customFields: { employees: 12, newsletter: true, tier: "gold 🔑", nothing: null },
    };
    const lead = await created(given);
    const { nothing: _, ...customFields } = given.customFields;
    expect(lead).toMatchObject({
      ...given,
      customFields,
      version: 1,
      campaign: { id: campaignId },
    });
    const read = await key.query(
      `query ($id: ID!) { lead(id: $id) { ${LEAD} } leads(first: 1) { nodes { ${LEAD} } } }`,
      { id: lead.id },
    );
    expect(read.data).toEqual({ lead, leads: { nodes: [lead] } });
  });

  test("custom fields can be written in the document itself, without variables in them", async () => {
    const write = (declared: string, tier: string) =>
      key.query(
        `mutation ${declared} { createLead(input: { campaignId: "${campaignId}", name: "A", email: "a@b.example", customFields: { size: 3, tier: ${tier} } }) { lead { customFields } } }`,
        { tier: "x" },
      );
    const answer = await write("", '"x"');
    expect(answer.data.createLead.lead.customFields).toEqual({ size: 3, tier: "x" });
    const lost = await write("($tier: String)", "$tier");
    expect([lost.status, lost.error.message]).toEqual([
      400,
      expect.stringContaining("hand over all of them as one"),
    ]);
    const odd = await key.query(
      `mutation { createLead(input: { campaignId: "${campaignId}", name: "A", email: "a@b.example", customFields: { __proto__: "x" } }) { lead { id } } }`,
    );
    expect([odd.status, odd.error.message]).toEqual([
      400,
      expect.stringContaining("A custom field's name cannot be __proto__."),
    ]);
  });

  test("an update changes what it names and nothing else, and null takes away", async () => {
    const before = await created({
      phone: "1",
      notes: "n",
      customFields: { kept: 1, gone: 2, changed: 3 },
    });
    const answer = await update({
      id: before.id,
      version: 1,
      company: " Acme ",
      notes: null,
      customFields: { gone: null, changed: "x", added: false },
    });
    const { lead } = answer.data.updateLead;
    expect(lead).toEqual({
      ...before,
      company: "Acme",
      notes: null,
      customFields: { added: false, changed: "x", kept: 1 },
      version: 2,
      updatedAt: lead.updatedAt,
    });
    const found = await key.query(`query ($id: ID!) { lead(id: $id) { ${LEAD} } }`, {
      id: before.id,
    });
    expect(found.data.lead).toEqual(lead);
  });

  test("an update that changes nothing is no new version", async () => {
    const lead = await created({ phone: "1", customFields: { b: 1, a: 2 } });
    const same = { id: lead.id, name: " A", phone: "1", customFields: { a: 2, b: 1 } };
    expect((await update(same)).data.updateLead.lead).toEqual(lead);
  });

  test("of two editors the second is told of the first", async () => {
    const { id } = await created({});
    expect((await update({ id, version: 1, title: "One" })).status).toBe(200);
    const second = await update({ id, version: 1, title: "Two" });
    expect([second.status, second.error.extensions.code]).toEqual([409, "CONFLICT"]);
    const racing = await Promise.all(
      ["a", "b", "c", "d"].map((title) => update({ id, version: 2, title })),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  });

  test("each bad field is named, and no value is repeated", async () => {
    const answer = await create({
      name: " ",
      email: "nobody",
      phone: "5".repeat(41),
      notes: "n".repeat(5001),
      customFields: {
        deep: { inner: "secret-value" },
        long: "x".repeat(1001),
        list: [1],
        " padded": 1,
        fine: 1,
      },
    });
    expect(answer.status).toBe(400);
    expect(answer.error.extensions["fields"]).toEqual({
      "input.name": "Name is required.",
      "input.email": "E-mail must look like name@example.com.",
      "input.phone": "Phone can have at most 40 characters.",
      "input.notes": "Notes can have at most 5000 characters.",
      "input.customFields.deep": "A custom field is a text, a number, true, false or null.",
      "input.customFields.long": "A custom field can have at most 1000 characters.",
      "input.customFields.list": "A custom field is a text, a number, true, false or null.",
      "input.customFields": "A custom field's name cannot begin or end with space.",
    });
    expect(answer.text).not.toContain("secret-value");
    const { id } = await created({});
    const edit = await update({ id, name: null, email: "" });
    expect(edit.error.extensions["fields"]).toEqual({
      "input.name": "Name is required.",
      "input.email": "E-mail is required.",
    });
    const noObject = await create({ customFields: "secret-value" });
    expect([noObject.status, noObject.text.includes("secret-value")]).toEqual([400, false]);
  });

  test("custom fields have bounds together, also over several updates", async () => {
    const fields = (from: number, count: number, value: unknown) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${from + index}`, value]));
    const { id } = await created({ customFields: fields(0, 50, 1) });
    const more = await update({ id, customFields: fields(50, 1, 1) });
    expect(more.error.extensions["fields"]).toEqual({
      "input.customFields": "At most 50 custom fields.",
    });
    expect((await update({ id, customFields: { f0: null, f50: 1 } })).status).toBe(200);
    const large = await create({ customFields: fields(0, 17, "x".repeat(1000)) });
    expect(large.error.extensions["fields"]).toEqual({
      "input.customFields": "Custom fields can have at most 16000 characters of JSON together.",
    });
    expect((await create({ customFields: fields(0, 15, "€".repeat(1000)) })).status).toBe(200);
  });

  test("an external id is taken once in a campaign, and free in others", async () => {
    const other = await TestWorkspace.create(server);
    const otherKey = await other.createKey(["leads:write"]);
    const externalId = "once";
    const first = await created({ externalId });
    for (const answer of [
      await create({ externalId }),
      await update({ id: (await created({})).id, externalId }),
    ]) {
      expect(answer.status).toBe(409);
      expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual(["input.externalId"]);
    }
    expect((await create({ externalId, campaignId: workspace.campaigns[1].id })).status).toBe(200);
    const input = {
      campaignId: other.campaigns[0].id,
      name: "B",
      email: "a@b.example",
      externalId,
    };
    expect((await otherKey.query(CREATE.replace(LEAD, "id"), { input })).status).toBe(200);
    const { data } = await key.query(FIND, { filter: { externalId, campaignId } });
    expect(data.leads).toMatchObject({ totalCount: 1, nodes: [{ name: first.name }] });
  });

  test("a deleted lead is gone", async () => {
    const { id } = await created({});
    expect((await key.query(DELETE, { id })).data.deleteLead).toEqual({ deletedId: id });
    expect((await key.query(DELETE, { id })).status).toBe(404);
    expect((await update({ id, name: "B" })).status).toBe(404);
    expect((await key.query("query ($id: ID!) { lead(id: $id) { id } }", { id })).status).toBe(404);
  });

  test("a campaign-limited key changes and deletes its campaign's leads only", async () => {
    const limited = await workspace.createKey(["leads:write"], {
      campaign: workspace.campaigns[1],
    });
    const { id } = await created({});
    const asLimited = (input: Record<string, unknown>) => limited.query(UPDATE_FIELDS, { input });
    expect((await asLimited({ id, name: "B" })).status).toBe(404);
    expect((await limited.query(DELETE, { id })).status).toBe(404);
    const own = await created({ campaignId: workspace.campaigns[1].id });
    // The names of custom fields are the caller's own.
    const named = { id: own.id, customFields: { campaignId, scopes: "workspaces:write" } };
    const answer = await asLimited(named);
    expect(answer.data.updateLead.lead.customFields).toEqual(named.customFields);
    expect((await limited.query(DELETE, { id: own.id })).status).toBe(200);
  });
});

describeOnEachDatabase("the list of leads", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    const other = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write", "campaigns:read"]);
    const foreign = await other.createKey(["leads:write", "campaigns:read"]);
    const people = [
      ["José Árbol", "jose@alpha.example", "Ümlaut Works"],
      ["josephine baker", "jb@beta.example", null],
      ["Zoë", "joz@gamma.example", "josef & sons"],
      ["100% Anna_", "anna@delta.example", "Ordinary"],
      ["Émile", "emile@alpha.example", "Ordinary"],
      ["Emil", "emil@omega.example", "ordinary"],
      ["Mary Jane van der Steen", "mj@omega.example", null],
    ] as const;
    for (const [name, email, company] of people) {
      const input = { campaignId: workspace.campaigns[0].id, name, email, company };
      ids.set(name, (await key.query(CREATE, { input })).data.createLead.lead.id);
      const theirs = { ...input, campaignId: other.campaigns[0].id };
      await foreign.query(CREATE.replace(LEAD, "id"), { input: theirs });
    }
  });
  afterAll(() => server.stop());

  const find = async (variables: Record<string, unknown>) => {
    const { leads } = (await key.query(FIND, variables)).data;
    const names = leads.nodes.map(({ name }: { name: string }) => name);
    expect(leads.totalCount).toBe(names.length);
    return names;
  };

  test.each([
    ["JOSE", ["Zoë", "josephine baker", "José Árbol"]],
    ["josé á", ["José Árbol"]],
    ["umlaut", ["José Árbol"]],
    ["joz@", ["Zoë"]],
    ["emile@Alpha", ["Émile"]],
    ["100%", ["100% Anna_"]],
    ["%%", []],
    ["ARBO", ["José Árbol"]],
    ["ste", ["Mary Jane van der Steen"]],
    ["van", []],
    ["works", []],
  ])(
    "text %p finds what first or last name, company or e-mail begin with: %p",
    async (text, names) => {
      expect(await find({ filter: { text } })).toEqual(names);
    },
  );

  test("text has 2 to 100 characters", async () => {
    for (const text of ["", "a", " a ", "a".repeat(101)]) {
      const answer = await key.query(FIND, { filter: { text } });
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        ["filter.text"],
      ]);
    }
  });

  test("names are sorted whatever their case and accents, and back again", async () => {
    const sorted = [
      ...["100% Anna_", "Emil", "Émile", "José Árbol", "josephine baker"],
      ...["Mary Jane van der Steen", "Zoë"],
    ];
    expect(await find({ order: "NAME_ASC" })).toEqual(sorted);
    expect(await find({ order: "NAME_DESC" })).toEqual([...sorted].reverse());
  });

  test("a lead that was changed last comes first, and is found by when", async () => {
    const id = ids.get("Emil");
    const { updatedAt } = (await key.query(UPDATE, { input: { id, title: "Changed" } })).data
      .updateLead.lead;
    const [first] = await find({ order: "UPDATED_AT_DESC" });
    expect(first).toBe("Emil");
    expect((await find({ order: "UPDATED_AT_ASC" })).at(-1)).toBe("Emil");
    expect(await find({ filter: { updatedFrom: updatedAt } })).toEqual(["Emil"]);
    expect(await find({ filter: { updatedTo: updatedAt } })).not.toContain("Emil");
  });

  test("leads are found by when they were created", async () => {
    const { data } = await key.query("query ($id: ID!) { lead(id: $id) { createdAt } }", {
      id: ids.get("100% Anna_"),
    });
    const { createdAt } = data.lead;
    const later = await find({ filter: { createdFrom: createdAt } });
    const earlier = await find({ filter: { createdTo: createdAt } });
    expect(later).toEqual(expect.arrayContaining(["100% Anna_", "Émile", "Emil"]));
    expect(earlier).not.toContain("100% Anna_");
    expect([...later, ...earlier].sort()).toEqual([...ids.keys()].sort());
  });

  test("conditions add up", async () => {
    const filter = { text: "jo", email: " JB@beta.example ", status: "NEW" };
    expect(await find({ filter })).toEqual(["josephine baker"]);
    expect(await find({ filter: { ...filter, status: "WON" } })).toEqual([]);
  });

  test.each([
    "CREATED_AT_ASC",
    "CREATED_AT_DESC",
    "UPDATED_AT_ASC",
    "UPDATED_AT_DESC",
    "NAME_ASC",
    "NAME_DESC",
  ])("pages by %s hold each row once, also while rows are added", async (order) => {
    const [campaign] = workspace.campaigns;
    const all = await find({ order });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { leads }: { leads: { nodes: { name: string }[]; pageInfo: PageInfo } } = (
        await key.query(FIND, { order, first: 2, after })
      ).data;
      seen.push(...leads.nodes.map(({ name }) => name));
      after = leads.pageInfo.hasNextPage ? leads.pageInfo.endCursor : null;
      await workspace.insertLeads(1, campaign);
    } while (after !== null);
    expect(seen.filter((name) => name !== "Lead 0")).toEqual(all);
    await server.database.query("DELETE FROM leads WHERE name = 'Lead 0'");
  });

  test("a cursor of another order, or none at all, is refused", async () => {
    const cursor = (text: string) => Buffer.from(text).toString("base64url");
    const id = ids.get("Emil");
    const byName = (await key.query(FIND, { order: "NAME_ASC", first: 1 })).data.leads.pageInfo;
    for (const [order, after] of [
      ["NAME_DESC", byName.endCursor],
      ["CREATED_AT_DESC", byName.endCursor],
      ["NAME_ASC", cursor(`${id}`)],
      ["UPDATED_AT_ASC", cursor(`${id}:UPDATED_AT_ASC:yesterday`)],
      ["UPDATED_AT_ASC", cursor(`${id}:UPDATED_AT_ASC:999999999999999`)],
      ["CREATED_AT_ASC", "nonsense"],
    ]) {
      const answer = await key.query(FIND, { order, after });
      expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
        400,
        ["after"],
      ]);
    }
  });
});

interface PageInfo {
  readonly endCursor: string;
  readonly hasNextPage: boolean;
}
