import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";
import { untilWaiting } from "./testkit/until-waiting.js";

const ASK = "{ context { scopes } }";

describeOnEachDatabase("members", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
  });
  beforeEach(async () => {
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:write"], { as: workspace.editor });
  });
  afterAll(() => server.stop());

  const remove = (input: Record<string, unknown>) =>
    workspace.admin.query(
      "mutation ($input: RemoveMemberInput!) { removeMember(input: $input) { removedId keyCount } }",
      { input: { id: workspace.editor.user.id, ...input } },
    );
  const setRole = (id: string, role: string) =>
    workspace.admin.query(
      "mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { member { role } } }",
      { input: { id, role } },
    );

  test("are listed by name, with their roles and how many keys they have", async () => {
    const answer = await workspace.admin.query("{ members { id email role keyCount } }");
    expect(answer.data.members).toEqual(
      [workspace.admin, workspace.editor, workspace.viewer].map(({ user }, index) => ({
        id: user.id,
        email: user.email,
        role: ["ADMIN", "EDITOR", "VIEWER"][index],
        keyCount: index === 1 ? 1 : 0,
      })),
    );
    expect((await workspace.editor.query("{ members { id } }")).status).toBe(403);
  });

  test("a demoted owner's key is narrower at its next request", async () => {
    expect((await key.query(ASK)).data.context.scopes).toEqual(["leads:read", "leads:write"]);
    const answer = await setRole(workspace.editor.user.id, "VIEWER");
    expect(answer.data.updateMember.member.role).toBe("VIEWER");
    expect((await key.query(ASK)).data.context.scopes).toEqual(["leads:read"]);
  });

  test("removing one with keys asks what happens to them, and changes nothing until then", async () => {
    const answer = await remove({});
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      { "input.keys": "One key belongs to this member: hand over or revoke." },
    ]);
    expect((await remove({ keys: "HAND_OVER" })).status).toBe(400);
    const self = workspace.editor.user.id;
    expect((await remove({ keys: "HAND_OVER", handOverToId: self })).status).toBe(400);
    // Nobody's id, whatever a database makes of what is behind the first one's end.
    expect((await remove({ keys: "HAND_OVER", handOverToId: `${self}\0` })).status).toBe(404);
    expect((await key.query(ASK)).data.context.scopes).toEqual(["leads:read", "leads:write"]);
  });

  test("handed-over keys work on under the new owner's role", async () => {
    expect((await key.query(ASK)).data.context.scopes).toEqual(["leads:read", "leads:write"]);
    const answer = await remove({ keys: "HAND_OVER", handOverToId: workspace.viewer.user.id });
    expect(answer.data.removeMember).toEqual({ removedId: workspace.editor.user.id, keyCount: 1 });
    expect((await key.query(ASK)).data.context.scopes).toEqual(["leads:read"]);
    expect((await workspace.editor.query(ASK)).status).toBe(404);
  });

  test("revoked keys stop with the membership", async () => {
    expect((await key.query(ASK)).status).toBe(200);
    await remove({ keys: "REVOKE" });
    expect((await key.query(ASK)).status).toBe(401);
  });

  test("the last admin stays, and stays admin", async () => {
    const { id } = workspace.admin.user;
    expect((await setRole(id, "VIEWER")).status).toBe(409);
    expect((await remove({ id, keys: "REVOKE" })).status).toBe(409);
    await setRole(workspace.viewer.user.id, "ADMIN");
    expect((await setRole(id, "VIEWER")).status).toBe(200);
  });

  test("what happened is in the audit log, the keys' part too", async () => {
    await setRole(workspace.editor.user.id, "VIEWER");
    await remove({ keys: "REVOKE" });
    const { data } = await workspace.admin.query(
      "{ auditEvents { nodes { action subjectKind subjectId } } auditVerification { isWhole } }",
    );
    expect(data.auditEvents.nodes.slice(0, 3)).toEqual([
      { action: "removeMember", subjectKind: "member", subjectId: workspace.editor.user.id },
      { action: "revokeApiKey", subjectKind: "apiKey", subjectId: key.id },
      { action: "updateMember", subjectKind: "member", subjectId: workspace.editor.user.id },
    ]);
    expect(data.auditVerification.isWhole).toBe(true);
  });

  test("are removed with their keys as somebody else has just edited them", async () => {
    const other = server.database.createQueryRunner();
    await other.startTransaction();
    await other.query("UPDATE api_keys SET name = 'Theirs', version = version + 1 WHERE id = ?", [
      key.id,
    ]);
    const answer = remove({ keys: "REVOKE" });
    // The database tells no more than the beginning of a statement.
    await untilWaiting(server.database, "ApiKey_id");
    await other.commitTransaction();
    await other.release();
    expect((await answer).data.removeMember.keyCount).toBe(1);
    const kept = await workspace.admin.query(
      "query ($id: ID!) { apiKey(id: $id) { name status version } }",
      { id: key.id },
    );
    expect(kept.data.apiKey).toEqual({ name: "Theirs", status: "REVOKED", version: 3 });
  });

  test("and whoever edits their keys wait for one another, and both come to their end", async () => {
    await workspace.insertLeads(30);
    const other = server.database.createQueryRunner();
    await other.startTransaction();
    // The one that has written more is the one that the database lets go on.
    await other.query("UPDATE leads SET notes = 'theirs' WHERE workspaceId = ?", [workspace.id]);
    await other.query("UPDATE audit_heads SET sequence = sequence WHERE workspaceId = ?", [
      workspace.id,
    ]);
    const answer = workspace.admin.query(
      'mutation ($id: ID!) { updateApiKey(input: { id: $id, name: "Ours" }) { apiKey { name } } }',
      { id: key.id },
    );
    await untilWaiting(server.database, workspace.id);
    await other.query("UPDATE api_keys SET description = 'Theirs' WHERE id = ?", [key.id]);
    await other.commitTransaction();
    await other.release();
    expect((await answer).data.updateApiKey.apiKey).toEqual({ name: "Ours" });
  });
});
