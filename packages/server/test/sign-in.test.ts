import { BlockList } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { hashPassword, verifyPassword } from "../dist/resources/users/password.js";
import { User } from "../dist/resources/users/user.entity.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, TestWorkspace } from "./testkit/test-workspace.js";

const PASSWORD = "correct horse battery";
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { user { id email } } }`;
const WHO = "{ context { workspace { slug } scopes user { email role isPlatformAdmin } } }";

describe("password hashing", () => {
  test("a hash verifies its own password and no other, and is salted", async () => {
    const [first, second] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
    expect(first).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$/);
    expect(first).not.toBe(second);
    expect(await verifyPassword(PASSWORD, first)).toBe(true);
    expect(await verifyPassword(`${PASSWORD}x`, first)).toBe(false);
    await expect(verifyPassword(PASSWORD, "plain")).rejects.toThrow("damaged");
  });
});

describeOnEachDatabase("signing in", (kind) => {
  let server: TestServer;
  let now = new Date();
  let workspace: TestWorkspace;
  let email: string;

  beforeAll(async () => {
    const trustedProxies = new BlockList();
    trustedProxies.addAddress("127.0.0.1");
    server = await TestServer.start(kind, {
      clock: { now: () => now },
      config: { trustedProxies },
    });
    workspace = await TestWorkspace.create(server);
    email = workspace.editor.user.email;
    await server.database
      .getRepository(User)
      .update({ id: workspace.editor.user.id }, { passwordHash: await hashPassword(PASSWORD) });
  });
  afterAll(() => server.stop());

  const signIn = (input: { email: string; password: string }, headers = {}) =>
    server.post(SIGN_IN, { input }, headers);
  const cookieOf = (answer: Answer) => answer.headers.get("set-cookie") ?? "";
  const sessionOf = (answer: Answer) => ({ cookie: cookieOf(answer).split(";")[0] ?? "" });

  test("the answer sets an HttpOnly, SameSite=Strict cookie that opens the workspace", async () => {
    const answer = await signIn({ email: ` ${email.toUpperCase()} `, password: PASSWORD });
    expect(answer.data.signIn.user).toEqual({ id: workspace.editor.user.id, email });
    expect(cookieOf(answer)).toMatch(
      /^latchkey_session=[\w-]{43}; Path=\/; Expires=.*; HttpOnly; SameSite=Strict$/,
    );
    const who = await server.post(WHO, {}, { ...sessionOf(answer), "x-workspace": workspace.slug });
    expect(who.data.context).toMatchObject({
      workspace: { slug: workspace.slug },
      user: { email, role: "EDITOR", isPlatformAdmin: false },
    });
  });

  test("behind TLS the cookie is Secure", async () => {
    const answer = await signIn({ email, password: PASSWORD }, { "x-forwarded-proto": "https" });
    expect(cookieOf(answer)).toContain("; Secure");
  });

  test("a wrong password and an unknown address are refused in the same words", async () => {
    for (const input of [
      { email, password: "wrong" },
      { email: "nobody@example.com", password: PASSWORD },
    ]) {
      const answer = await signIn(input);
      expect([answer.status, answer.error.message]).toEqual([401, "Wrong email or password"]);
      expect(cookieOf(answer)).toBe("");
    }
  });

  test("an empty form is 400 with a sentence for each field", async () => {
    const answer = await signIn({ email: "", password: "" });
    expect(answer.error.extensions["fields"]).toEqual({
      "input.email": "E-mail is required.",
      "input.password": "Password is required.",
    });
  });

  test("after signing out the same cookie opens nothing", async () => {
    const session = sessionOf(await signIn({ email, password: PASSWORD }));
    expect((await server.post(WHO, {}, session)).status).toBe(200);
    const out = await server.post("mutation { signOut { signedOut } }", {}, session);
    expect(out.data.signOut.signedOut).toBe(true);
    expect(cookieOf(out)).toMatch(/^latchkey_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await server.post(WHO, {}, session)).status).toBe(401);
    expect((await server.post("mutation { signOut { signedOut } }")).status).toBe(200);
  });

  test("signing in again ends the session before", async () => {
    const before = sessionOf(await signIn({ email, password: PASSWORD }));
    const after = sessionOf(await signIn({ email, password: PASSWORD }, before));
    expect((await server.post(WHO, {}, before)).status).toBe(401);
    expect((await server.post(WHO, {}, after)).status).toBe(200);
  });

  test("a wrong password leaves the session before as it is", async () => {
    const session = sessionOf(await signIn({ email, password: PASSWORD }));
    expect((await signIn({ email, password: "wrong" }, session)).status).toBe(401);
    expect((await server.post(WHO, {}, session)).status).toBe(200);
  });

  test("nobody signs in with a key", async () => {
    const key = await workspace.createKey(["leads:read"]);
    const answer = await signIn({ email, password: PASSWORD }, key.headers);
    expect([answer.status, cookieOf(answer)]).toEqual([400, ""]);
  });

  test("a session is over after 12 hours", async () => {
    const session = sessionOf(await signIn({ email, password: PASSWORD }));
    const start = now;
    now = new Date(start.getTime() + 12 * 3_600_000 - 1000);
    expect((await server.post(WHO, {}, session)).status).toBe(200);
    now = new Date(start.getTime() + 12 * 3_600_000);
    expect((await server.post(WHO, {}, session)).status).toBe(401);
    now = start;
  });

  test("guessing is stopped with 429 before the password is looked at, for one address only", async () => {
    const from = (address: string) => ({ "x-forwarded-for": address });
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, index) =>
        signIn({ email, password: `guess ${index}` }, from("198.51.100.9")),
      ),
    );
    const statuses = guesses.map((answer) => answer.status).sort();
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    const refused = await signIn({ email, password: PASSWORD }, from("198.51.100.9"));
    expect([refused.status, refused.error.message]).toEqual([429, "Too Many Requests"]);
    expect(refused.error.extensions).toMatchObject({ limit: 10, windowSeconds: 900 });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(600);
    const elsewhere = await signIn({ email, password: PASSWORD }, from("198.51.100.10"));
    expect(elsewhere.status).toBe(200);
  });

  test("all addresses of an IPv6 /64 count as one, so that none of them is worth another guess", async () => {
    const guess = (address: string) =>
      signIn({ email, password: "a guess" }, { "x-forwarded-for": address });
    const guesses = await Promise.all(
      Array.from({ length: 14 }, (_, index) => guess(`2001:db8:1:2::${index + 1}`)),
    );
    const statuses = guesses.map((answer) => answer.status).sort();
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);
    expect((await guess("2001:db8:1:3::1")).status).toBe(401);
  });

  test("a session that names no workspace may only look around, and is told what is missing", async () => {
    const person = workspace.admin.sessionHeaders;
    const who = await server.post(
      `{ context { workspace { slug } scopes } workspaces { role workspace { slug } } }`,
      {},
      person,
    );
    expect(who.data).toEqual({
      context: { workspace: null, scopes: [] },
      workspaces: [{ role: "ADMIN", workspace: { slug: workspace.slug } }],
    });
    const answer = await server.post("{ leads { totalCount } }", {}, person);
    expect(answer.status).toBe(400);
    expect(answer.error.extensions["fields"]).toEqual({
      "x-workspace": "Name the workspace's slug in the x-workspace header.",
    });
  });

  test("a platform admin enters every workspace with every scope, and makes new ones", async () => {
    const boss = await createPerson(server, null, "VIEWER", { isPlatformAdmin: true });
    const inside = await server.post(WHO, {}, { ...boss.headers, "x-workspace": workspace.slug });
    expect(inside.data.context.user).toMatchObject({ role: null, isPlatformAdmin: true });
    expect(inside.data.context.scopes).toContain("members:write");
    const create = (caller: { headers: Readonly<Record<string, string>> }, slug: string) =>
      server.post(
        `mutation ($slug: String!) { createWorkspace(input: { name: "New", slug: $slug }) { workspace { slug } } }`,
        { slug },
        caller.headers,
      );
    expect((await create(boss, "brand-new")).data.createWorkspace.workspace.slug).toBe("brand-new");
    const taken = await create(boss, "brand-new");
    expect([taken.status, taken.error.extensions["fields"]]).toEqual([
      409,
      { "input.slug": "This address is taken." },
    ]);
    expect((await create(boss, "No Good")).status).toBe(400);
    expect((await create(boss, "sign-in")).status).toBe(400);
    expect((await create(workspace.admin, "another")).status).toBe(403);
  });
});
