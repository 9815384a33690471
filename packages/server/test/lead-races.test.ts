import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { TestWorkspace } from "./testkit/test-workspace.js";
import { untilWaiting } from "./testkit/until-waiting.js";

const UPSERT = `mutation ($input: UpsertLeadsInput!) { upsertLeads(input: $input) { results {
  outcome lead { id notes phone version }
} } }`;

describeOnEachDatabase("leads that somebody else is changing", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let campaignId: string;
  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    campaignId = workspace.campaigns[0].id;
  });
  afterAll(() => server.stop());

  const upsert = (leads: unknown[]) =>
    workspace.admin.query(UPSERT, { input: { campaignId, leads } });
  const rows = (prefix: string, total: number) =>
    Array.from({ length: total }, (_, index) => ({
      externalId: `${prefix}-${index}`,
      name: `Lead ${index}`,
      email: `${prefix}-${index}@example.com`,
    }));
  const create = async (prefix: string, total: number): Promise<string[]> =>
    (await upsert(rows(prefix, total))).data.upsertLeads.results.map(
      ({ lead }: { lead: { id: string } }) => lead.id,
    );

  test("an upsert keeps what somebody else wrote of a lead while it was under way", async () => {
    const [id = ""] = await create("kept", 1);
    const other = server.database.createQueryRunner();
    await other.startTransaction();
    await other.query("UPDATE leads SET notes = 'theirs', version = version + 1 WHERE id = ?", [
      id,
    ]);
    const answer = upsert([{ externalId: "kept-0", phone: "+1 555 0100" }]);
    await untilWaiting(server.database, id);
    await other.commitTransaction();
    await other.release();
    expect((await answer).data.upsertLeads.results).toEqual([
      { outcome: "UPDATED", lead: { id, notes: "theirs", phone: "+1 555 0100", version: 3 } },
    ]);
  });

  test("of two that wait for one another both come to their end, one after the other", async () => {
    const [first = "", last = "", ...more] = await create("deadlock", 30);
    const other = server.database.createQueryRunner();
    const note = (id: string) =>
      other.query("UPDATE leads SET notes = 'theirs', version = version + 1 WHERE id = ?", [id]);
    await other.startTransaction();
    // The one that has written more is the one that the database lets go on.
    for (const id of [last, ...more]) await note(id);
    const answer = upsert(rows("deadlock", 2).map((row) => ({ ...row, phone: "+1 555 0100" })));
    await untilWaiting(server.database, last);
    await note(first);
    await other.commitTransaction();
    await other.release();
    const { results } = (await answer).data.upsertLeads;
    expect(results).toEqual(
      [first, last].map((id) => ({
        outcome: "UPDATED",
        lead: { id, notes: "theirs", phone: "+1 555 0100", version: 3 },
      })),
    );
  });

  test("a lead is deleted although whoever links it to another contact waits for it, and it for them", async () => {
    const [id = "", ...more] = await create("linked", 30);
    const contactId = await workspace.createContact({ id });
    const other = server.database.createQueryRunner();
    await other.startTransaction();
    for (const each of more) {
      await other.query("UPDATE leads SET notes = 'theirs' WHERE id = ?", [each]);
    }
    await other.query("DELETE FROM contact_leads WHERE contactId = ?", [contactId]);
    const answer = workspace.admin.query(
      "mutation ($id: ID!) { deleteLead(input: { id: $id }) { deletedId } }",
      { id },
    );
    await untilWaiting(server.database, id);
    await other.query("UPDATE leads SET notes = 'theirs' WHERE id = ?", [id]);
    await other.commitTransaction();
    await other.release();
    expect((await answer).data.deleteLead).toEqual({ deletedId: id });
  });
});
