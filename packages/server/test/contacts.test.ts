import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestCaller, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const FIELDS = "id name email phone company title notes version createdAt updatedAt";
const mutation = (name: string, answer = `contact { ${FIELDS} }`) =>
  `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${answer} } }`;
const LIST = `query ($filter: ContactFilter, $order: ListOrder) {
  contacts(filter: $filter, order: $order) { totalCount nodes { name } }
}`;
const LEADS = `query ($id: ID!) { leads(filter: { contactId: $id }) { nodes { id contact { id } } } }`;

describeOnEachDatabase("contacts", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  let limited: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["contacts:write", "leads:read"]);
    limited = await workspace.createKey(["contacts:write", "leads:read"], {
      campaign: workspace.campaigns[0],
    });
  });
  afterAll(() => server.stop());

  const run = (name: string, input: Record<string, unknown>, caller: TestCaller = key) =>
    caller.query(mutation(name), { input });
  const created = async (input: Record<string, unknown> = {}, caller: TestCaller = key) =>
    (await run("createContact", { name: "Ada", ...input }, caller)).data.createContact.contact;
  const remove = (id: string, caller: TestCaller = key) =>
    caller.query(mutation("deleteContact", "deletedId"), { input: { id } });
  const get = (id: string, caller: TestCaller = key) =>
    caller.query(`query ($id: ID!) { contact(id: $id) { ${FIELDS} } }`, { id });

  test("a contact is created, found, changed and deleted", async () => {
    const contact = await created({
      name: " Ada ",
      email: "ADA@example.com",
      phone: " ",
      company: "Engines",
      title: "Countess",
      notes: "One.\nTwo.",
    });
    expect(contact).toMatchObject({
      name: "Ada",
      email: "ada@example.com",
      phone: null,
      company: "Engines",
      title: "Countess",
      notes: "One.\nTwo.",
      version: 1,
    });
    const { id } = contact;
    expect((await get(id)).data.contact).toEqual(contact);
    const input = { id, version: 1, email: null, phone: "1", title: "Author" };
    const changed = (await run("updateContact", input)).data.updateContact.contact;
    expect(changed).toMatchObject({ email: null, phone: "1", company: "Engines", title: "Author" });
    expect((await run("updateContact", input)).status).toBe(409);
    expect((await get(id)).data.contact).toEqual(changed);
    expect((await remove(id)).data.deleteContact).toEqual({ deletedId: id });
    expect((await remove(id)).status).toBe(404);
  });

  test("each bad field is named", async () => {
    const answer = await run("createContact", {
      name: "",
      email: "nobody",
      leadIds: Array(101).fill("x"),
    });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      {
        "input.name": "Name is required.",
        "input.email": "E-mail must look like name@example.com.",
        "input.leadIds": "At most 100 leads.",
      },
    ]);
  });

  test("contacts are found by what first or last name, company or address begin with, and sorted", async () => {
    await created({ name: "Zoë Quartz" });
    await created({ name: "Ann", company: "Quartz & Sons" });
    await created({ name: "Bob", email: "quartz@example.com" });
    const found = await key.query(LIST, { filter: { text: "QUA" }, order: "NAME_ASC" });
    expect(found.data.contacts.nodes.map(({ name }: { name: string }) => name)).toEqual([
      "Ann",
      "Bob",
      "Zoë Quartz",
    ]);
    const exact = await key.query(LIST, { filter: { email: "Quartz@Example.com" } });
    expect(exact.data.contacts.nodes).toEqual([{ name: "Bob" }]);
    expect((await key.query(LIST, { filter: { text: "q" } })).status).toBe(400);
  });

  test("a contact's leads are linked, replaced and taken over by another contact", async () => {
    const [one, two, three] = await workspace.insertLeads(3);
    const ada = await created({ leadIds: [one?.id, two?.id] });
    const leadsOf = async (id: string) =>
      (await key.query(LEADS, { id })).data.leads.nodes.map((lead: { id: string }) => lead.id);
    expect(await leadsOf(ada.id)).toEqual([two?.id, one?.id]);
    await run("updateContact", { id: ada.id, leadIds: [two?.id, three?.id] });
    expect(await leadsOf(ada.id)).toEqual([three?.id, two?.id]);
    await run("updateContact", { id: ada.id, name: "Ada L." });
    expect(await leadsOf(ada.id)).toEqual([three?.id, two?.id]);
    const bob = await created({ name: "Bob", leadIds: [two?.id] });
    expect([await leadsOf(ada.id), await leadsOf(bob.id)]).toEqual([[three?.id], [two?.id]]);
    const before = (await key.query(LIST)).data.contacts.totalCount;
    const failed = await run("createContact", { name: "C", leadIds: [one?.id, "nobody"] });
    expect(failed.status).toBe(404);
    expect((await key.query(LIST)).data.contacts.totalCount).toBe(before);
    const { id } = bob;
    await remove(id);
    const lead = await key.query("query ($id: ID!) { lead(id: $id) { contact { id } } }", {
      id: two?.id,
    });
    expect(lead.data.lead).toEqual({ contact: null });
  });

  test("a lead's contact needs the scope of contacts, by whatever way", async () => {
    const reader = await workspace.createKey(["leads:read"]);
    const { id } = await created();
    for (const answer of [
      await reader.query("{ leads { nodes { contact { id } } } }"),
      await reader.query(LEADS.replace("contact { id }", ""), { id }),
    ]) {
      expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
        403,
        ["contacts:read"],
      ]);
    }
  });

  test("a page of 100 leads with their contacts takes three statements", async () => {
    const leads = await workspace.insertLeads(100);
    for (const lead of leads.slice(0, 5)) await created({ leadIds: [lead.id] });
    const statements = await countStatements(server.database, () =>
      key.query("{ leads(first: 100) { nodes { name contact { name } } } }"),
    );
    expect(statements).toHaveLength(3);
  });

  test("a campaign-limited key has the contacts that are its campaign's leads, and changes those that are no others'", async () => {
    const [own, other] = workspace.campaigns;
    const [mine] = await workspace.insertLeads(1, own);
    const [shared] = await workspace.insertLeads(1, own);
    const [theirs] = await workspace.insertLeads(1, other);
    const both = await created({ name: "Both", leadIds: [shared?.id, theirs?.id] });
    const hidden = await created({ name: "Hidden" });
    expect((await run("createContact", { name: "A" }, limited)).status).toBe(400);
    const foreign = { name: "A", leadIds: [theirs?.id] };
    expect((await run("createContact", foreign, limited)).status).toBe(404);
    const contact = await created({ name: "Mine", leadIds: [mine?.id] }, limited);
    const filter = { campaignId: own.id };
    const seen = (await limited.query(LIST)).data.contacts;
    expect(seen.nodes.slice(0, 2)).toEqual([{ name: "Mine" }, { name: "Both" }]);
    expect((await key.query(LIST, { filter })).data.contacts).toEqual(seen);
    expect((await limited.query(LIST, { filter: { campaignId: other.id } })).status).toBe(403);
    expect((await get(hidden.id, limited)).status).toBe(404);
    expect((await limited.query(LEADS, { id: both.id })).data.leads.nodes).toEqual([
      { id: shared?.id, contact: { id: both.id } },
    ]);
    for (const [id, status] of [
      [both.id, 403],
      [hidden.id, 404],
      [contact.id, 200],
    ] as const) {
      expect((await run("updateContact", { id, title: "T" }, limited)).status).toBe(status);
      expect((await remove(id, limited)).status).toBe(status);
    }
  });
});
