import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { hashPassword } from "../dist/resources/users/password.js";
import { User } from "../dist/resources/users/user.entity.js";
import { Member } from "../dist/resources/workspaces/member.entity.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { dumpTables } from "./testkit/dump-tables.js";
import { listFiles } from "./testkit/list-files.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, type TestCaller, TestWorkspace } from "./testkit/test-workspace.js";

const PASSWORD = "correct horse battery";
const DAY_MS = 86_400_000;
const INVITE = `mutation ($input: InviteMemberInput!) {
  inviteMember(input: $input) {
    token invitation { id email role status invitedBy createdAt expiresAt }
  }
}`;
const LIST = "{ invitations { id email role status } }";
const OFFER = `query ($token: String!) {
  invitationOffer(token: $token) { email role hasAccount workspace { name slug } }
}`;
const ACCEPT = `mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) { user { id email name } workspace { slug } }
}`;
const WHO = "{ context { workspace { slug } user { email role } } }";

describeOnEachDatabase("an invitation", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let now = new Date();
  let email: string;
  let counter = 0;

  beforeAll(async () => {
    server = await TestServer.start(kind, { clock: { now: () => now } });
  });
  beforeEach(async () => {
    workspace = await TestWorkspace.create(server);
    counter += 1;
    email = `newcomer-${counter}@example.com`;
  });
  afterAll(() => server.stop());

  const invite = (input: object = {}, as: TestCaller = workspace.admin) =>
    as.query(INVITE, { input: { email, role: "EDITOR", ...input } });
  const tokenOf = async (input: object = {}, as?: TestCaller): Promise<string> =>
    (await invite(input, as)).data.inviteMember.token;
  const offer = (token: string) => server.post(OFFER, { token });
  const accept = (token: string, input: object = {}, headers = {}) =>
    server.post(
      ACCEPT,
      { input: { token, name: "Nova Newcomer", password: PASSWORD, ...input } },
      headers,
    );
  const revoke = (id: string) =>
    workspace.admin.query(
      "mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { revokedId } }",
      { id },
    );
  const cookieOf = (answer: Answer) => answer.headers.get("set-cookie") ?? "";
  const sessionOf = (answer: Answer) => ({ cookie: cookieOf(answer).split(";")[0] ?? "" });
  const members = async () =>
    (await workspace.admin.query("{ members { email role } }")).data.members;
  const expectInvalid = (answer: Answer) => {
    expect([answer.status, answer.error.message]).toEqual([401, "Invalid or expired invitation"]);
    expect(cookieOf(answer)).toBe("");
  };

  test("makes a new person an account, a membership and a session", async () => {
    const token = await tokenOf({ email: ` ${email.toUpperCase()} ` });
    expect((await offer(token)).data.invitationOffer).toEqual({
      email,
      role: "EDITOR",
      hasAccount: false,
      workspace: { name: expect.any(String), slug: workspace.slug },
    });
    const answer = await accept(token, { name: "  Nova Newcomer " });
    expect(answer.data.acceptInvitation).toEqual({
      user: { id: expect.any(String), email, name: "Nova Newcomer" },
      workspace: { slug: workspace.slug },
    });
    expect(cookieOf(answer)).toMatch(/^latchkey_session=[\w-]{43}; .*HttpOnly; SameSite=Strict$/);
    const who = await server.post(WHO, {}, { ...sessionOf(answer), "x-workspace": workspace.slug });
    expect(who.data.context).toEqual({
      workspace: { slug: workspace.slug },
      user: { email, role: "EDITOR" },
    });
    const again = await server.post(
      "mutation ($input: SignInInput!) { signIn(input: $input) { user { email } } }",
      { input: { email, password: PASSWORD } },
    );
    expect(again.data.signIn.user.email).toBe(email);
  });

  test("lets somebody who has an account in with that one's password only", async () => {
    await accept(await tokenOf());
    const other = await TestWorkspace.create(server);
    const token = await tokenOf({ role: "VIEWER" }, other.admin);
    expect((await offer(token)).data.invitationOffer.hasAccount).toBe(true);
    const wrong = await accept(token, { password: "another password" });
    expect([wrong.status, wrong.error.extensions["fields"]]).toEqual([
      400,
      { "input.password": "This is not the password of your account." },
    ]);
    expect(cookieOf(wrong)).toBe("");
    const answer = await accept(token, { name: "Somebody Else" });
    expect(answer.data.acceptInvitation.user.name).toBe("Nova Newcomer");
    const { data } = await server.post(
      "{ workspaces { role workspace { slug } } }",
      {},
      sessionOf(answer),
    );
    expect(data.workspaces).toEqual([
      { role: "EDITOR", workspace: { slug: workspace.slug } },
      { role: "VIEWER", workspace: { slug: other.slug } },
    ]);
  });

  test("tells its token once, and is listed until it is accepted", async () => {
    const { invitation, token } = (await invite()).data.inviteMember;
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(invitation).toMatchObject({ invitedBy: workspace.admin.user.name });
    expect(Date.parse(invitation.expiresAt) - Date.parse(invitation.createdAt)).toBe(7 * DAY_MS);
    const listed = { id: invitation.id, email, role: "EDITOR", status: "PENDING" };
    expect((await workspace.admin.query(LIST)).data.invitations).toEqual([listed]);
    await accept(token);
    expect((await workspace.admin.query(LIST)).data.invitations).toEqual([]);
    expect(await members()).toContainEqual({ email, role: "EDITOR" });
  });

  test("sent again replaces the one before, in its role too", async () => {
    const before = await tokenOf();
    const token = await tokenOf({ role: "VIEWER" });
    expectInvalid(await accept(before));
    expect((await workspace.admin.query(LIST)).data.invitations).toHaveLength(1);
    await accept(token);
    expect(await members()).toContainEqual({ email, role: "VIEWER" });
  });

  test("that is wrong, used, revoked or expired is refused in the same words, and its offer too", async () => {
    const used = await tokenOf();
    await accept(used);
    const taken = (await invite({ email: `x-${email}` })).data.inviteMember;
    expect((await revoke(taken.invitation.id)).data.revokeInvitation.revokedId).toBe(
      taken.invitation.id,
    );
    expect((await revoke(taken.invitation.id)).status).toBe(404);
    const late = await tokenOf({ email: `y-${email}` });
    for (const token of [used, taken.token, "", "x".repeat(43)]) {
      expectInvalid(await accept(token));
      expectInvalid(await offer(token));
    }
    const start = now;
    now = new Date(start.getTime() + 7 * DAY_MS - 1000);
    expect((await offer(late)).status).toBe(200);
    now = new Date(start.getTime() + 7 * DAY_MS);
    expectInvalid(await accept(late));
    expectInvalid(await offer(late));
    expect((await workspace.admin.query(LIST)).data.invitations).toMatchObject([
      { status: "EXPIRED" },
    ]);
    now = start;
  });

  test("is worth nothing once its sender may no longer invite", async () => {
    const second = await createPerson(server, workspace, "ADMIN");
    const token = await tokenOf({ role: "ADMIN" }, second);
    const setRole = (role: string) =>
      workspace.admin.query(
        "mutation ($input: UpdateMemberInput!) { updateMember(input: $input) { member { role } } }",
        { input: { id: second.user.id, role } },
      );
    await setRole("EDITOR");
    expectInvalid(await accept(token));
    expect((await workspace.admin.query(LIST)).data.invitations).toMatchObject([
      { status: "VOID" },
    ]);
    await setRole("ADMIN");
    expect((await accept(token)).status).toBe(200);
  });

  test("is an admin's to send, to see and to revoke", async () => {
    const { id } = (await invite()).data.inviteMember.invitation;
    for (const person of [workspace.editor, workspace.viewer]) {
      expect((await invite({}, person)).status).toBe(403);
      expect((await person.query(LIST)).status).toBe(403);
      const revocation = `mutation { revokeInvitation(input: { id: "${id}" }) { revokedId } }`;
      expect((await person.query(revocation)).status).toBe(403);
    }
    expect((await workspace.admin.query(LIST)).data.invitations).toHaveLength(1);
  });

  test("goes to an address that is one, and that is no member's", async () => {
    expect((await invite({ email: "nobody" })).error.extensions["fields"]).toEqual({
      "input.email": "E-mail must look like name@example.com.",
    });
    const member = await invite({ email: workspace.viewer.user.email });
    expect([member.status, member.error.extensions["fields"]]).toEqual([
      409,
      { "input.email": "This person is a member already." },
    ]);
  });

  test("asks a new person for a name and a password that is hard to guess, and is not used up by asking", async () => {
    const token = await tokenOf();
    const fieldsOf = async (input: object) =>
      (await accept(token, input)).error.extensions["fields"];
    expect(await fieldsOf({ name: " ", password: "" })).toEqual({
      "input.name": "Name is required.",
      "input.password": "Password is required.",
    });
    for (const password of ["too short", "aaaaaaaaaaaaaaaa", email, "x".repeat(201)]) {
      expect(Object.keys((await fieldsOf({ password })) ?? {})).toEqual(["input.password"]);
    }
    expect((await accept(token)).status).toBe(200);
  });

  test("is accepted once, however many accept it at the same moment", async () => {
    const token = await tokenOf();
    const answers = await Promise.all([accept(token), accept(token), accept(token)]);
    const [won, ...lost] = answers.sort((a, b) => a.status - b.status);
    expect(won?.status).toBe(200);
    // The account made by the first is another's for those that come a moment later.
    for (const { status } of lost) expect([401, 409]).toContain(status);
    for (const answer of lost) expect(cookieOf(answer)).toBe("");
    expect(await server.database.getRepository(User).countBy({ email })).toBe(1);
    expect((await members()).filter((member: { email: string }) => member.email === email)).toEqual(
      [{ email, role: "EDITOR" }],
    );
  });

  test("of two workspaces to one new person make one account, whoever comes first", async () => {
    const other = await TestWorkspace.create(server);
    const tokens = [await tokenOf(), await tokenOf({}, other.admin)];
    const answers = await Promise.all(tokens.map((token) => accept(token)));
    for (const [index, answer] of answers.entries()) {
      expect([200, 409]).toContain(answer.status);
      if (answer.status === 409) expect((await accept(tokens[index] ?? "")).status).toBe(200);
    }
    const user = await server.database.getRepository(User).findOneByOrFail({ email });
    expect(await server.database.getRepository(Member).countBy({ userId: user.id })).toBe(2);
  });

  test("sent many times at once leaves one, with one token that works", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => invite()));
    const tokens = answers.map((answer) => answer.data.inviteMember.token);
    expect((await workspace.admin.query(LIST)).data.invitations).toHaveLength(1);
    const offers = await Promise.all(tokens.map(offer));
    expect(offers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  test("revoked while it is accepted is either accepted or revoked, not both", async () => {
    const { invitation, token } = (await invite()).data.inviteMember;
    const [accepted, revoked] = await Promise.all([accept(token), revoke(invitation.id)]);
    expect([accepted.status, revoked.status].sort()).toEqual(
      accepted.status === 200 ? [200, 404] : [200, 401],
    );
    const isMember = (await members()).some((member: { email: string }) => member.email === email);
    expect(isMember).toBe(accepted.status === 200);
  });

  test("is not for a program: with a key it is refused", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const answer = await accept(await tokenOf(), {}, key.headers);
    expect([answer.status, cookieOf(answer)]).toEqual([400, ""]);
  });

  test("accepted in a browser that is signed in ends that session", async () => {
    const before = sessionOf(await accept(await tokenOf()));
    const token = await tokenOf({ email: `second-${email}` });
    const after = sessionOf(await accept(token, {}, before));
    expect((await server.post(WHO, {}, before)).status).toBe(401);
    expect((await server.post(WHO, {}, after)).data.context.user.email).toBe(`second-${email}`);
  });

  test("leaves who sent, accepted and revoked it in the audit log", async () => {
    const sent = (await invite()).data.inviteMember;
    await accept(sent.token);
    const taken = (await invite({ email: `x-${email}` })).data.inviteMember;
    await revoke(taken.invitation.id);
    const { data } = await workspace.admin.query(
      "{ auditEvents { nodes { action actorName subjectKind subjectName after } } auditVerification { isWhole } }",
    );
    const admin = workspace.admin.user.email;
    const about = { subjectKind: "invitation", subjectName: email };
    expect(data.auditEvents.nodes).toMatchObject([
      { action: "revokeInvitation", actorName: admin, subjectName: `x-${email}` },
      { action: "inviteMember", actorName: admin, subjectName: `x-${email}` },
      { action: "acceptInvitation", actorName: email, subjectKind: "member", subjectName: email },
      { action: "inviteMember", actorName: admin, ...about, after: `{"role":"EDITOR"}` },
    ]);
    expect(data.auditVerification.isWhole).toBe(true);
  });
});

describeOnEachDatabase("an invitation's secrecy", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  test("its token is in no later answer, no table, no file and no log line", async () => {
    const input = { email: "new@example.com", role: "VIEWER" };
    const { token } = (await workspace.admin.query(INVITE, { input })).data.inviteMember;
    const wrong = { token, name: "", password: "" };
    const answers = [
      await workspace.admin.query(LIST),
      await server.post(OFFER, { token }),
      await server.post(`{ invitationOffer(token: "${token}") { nonsense } }`),
      await server.post(`{ invitationOffer(token: "${token}", other: 1) { email } }`),
      await server.post(ACCEPT, { input: wrong }),
      await server.post(ACCEPT, { input: { ...wrong, other: token } }),
      await server.post(ACCEPT, { input: token }),
      await server.post(`query { invitationOffer(token: "${token}" `),
      await workspace.admin.query(OFFER, { token }),
      await server.post(ACCEPT, { input: { token, name: "Nova", password: PASSWORD } }),
      await server.post(ACCEPT, { input: { token, name: "Nova", password: PASSWORD } }),
      await workspace.admin.query("{ auditEvents { nodes { before after subjectName } } }"),
    ];
    await server.flush();
    const texts = [
      ...answers.map((answer) => answer.text + JSON.stringify([...answer.headers])),
      await dumpTables(server.database),
      server.logLines.join("\n"),
      ...listFiles(server.config.dataDir).map((file) => readFileSync(file, "latin1")),
    ];
    const hex = Buffer.from(token, "base64url").toString("hex");
    for (const text of texts) {
      for (const form of [token, hex, token.slice(4, -4)]) expect(text.includes(form)).toBe(false);
    }
    expect(texts.join("")).toContain("acceptInvitation");
  });

  test("guessing tokens and passwords is stopped with 429, before the password is looked at", async () => {
    const guess = (token: string, password: string) =>
      server.post(ACCEPT, { input: { token, name: "Nova", password } });
    const passwordHash = await hashPassword(PASSWORD);
    const person = await createPerson(server, null, "VIEWER", { passwordHash });
    const input = { email: person.user.email, role: "VIEWER" };
    const { token } = (await workspace.admin.query(INVITE, { input })).data.inviteMember;
    const guesses = [];
    for (let index = 0; index < 11; index += 1) {
      guesses.push((await guess(token, `wrong password ${index}`)).status);
    }
    expect(guesses).toEqual([...Array(10).fill(400), 429]);
    expect((await guess(token, PASSWORD)).status).toBe(429);
    const blind = [];
    for (let index = 0; index < 100; index += 1) {
      blind.push((await server.post(OFFER, { token: `wrong ${index}` })).status);
    }
    expect(new Set(blind)).toEqual(new Set([401, 429]));
    expect(blind.at(-1)).toBe(429);
  });
});
