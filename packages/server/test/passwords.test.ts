import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { hashPassword } from "../dist/resources/users/password.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, type TestPerson, TestWorkspace } from "./testkit/test-workspace.js";

const PASSWORD = "correct horse battery";
const NEXT = "staple of another kind";
const CHANGE = `mutation ($input: ChangePasswordInput!) {
  changePassword(input: $input) { user { email } }
}`;
const SIGN_IN = `mutation ($input: SignInInput!) { signIn(input: $input) { user { email } } }`;
const WHO = "{ context { user { email } } }";

describeOnEachDatabase("changing one's password", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let passwordHash: string;
  let person: TestPerson;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    passwordHash = await hashPassword(PASSWORD);
  });
  beforeEach(async () => {
    person = await createPerson(server, workspace, "VIEWER", { passwordHash });
  });
  afterAll(() => server.stop());

  const change = (input: object = {}, headers = person.headers) =>
    server.post(
      CHANGE,
      { input: { currentPassword: PASSWORD, newPassword: NEXT, ...input } },
      headers,
    );
  const signIn = (password: string) =>
    server.post(SIGN_IN, { input: { email: person.user.email, password } });
  const sessionOf = (answer: Answer) => ({
    cookie: (answer.headers.get("set-cookie") ?? "").split(";")[0] ?? "",
  });
  const statusOf = async (session: Record<string, string>) =>
    (await server.post(WHO, {}, session)).status;

  test("ends every session of the person, and begins a new one for who did it", async () => {
    const elsewhere = sessionOf(await signIn(PASSWORD));
    const stranger = workspace.editor.sessionHeaders;
    const answer = await change();
    expect(answer.data.changePassword.user.email).toBe(person.user.email);
    expect(await statusOf(elsewhere)).toBe(401);
    expect(await statusOf(person.sessionHeaders)).toBe(401);
    expect(await statusOf(sessionOf(answer))).toBe(200);
    expect(await statusOf(stranger)).toBe(200);
  });

  test("makes the new one the one to sign in with", async () => {
    await change();
    expect((await signIn(PASSWORD)).status).toBe(401);
    expect((await signIn(NEXT)).status).toBe(200);
  });

  test("needs the current one, and changes nothing without", async () => {
    const wrong = await change({ currentPassword: "not this one" });
    expect([wrong.status, wrong.error.extensions["fields"]]).toEqual([
      400,
      { "input.currentPassword": "This is not your current password." },
    ]);
    expect(wrong.headers.get("set-cookie")).toBeNull();
    expect(await statusOf(person.sessionHeaders)).toBe(200);
    expect((await signIn(PASSWORD)).status).toBe(200);
  });

  test.each([
    ["nothing", "", "Password is required."],
    [
      "eleven characters",
      "eleven char",
      "Password needs at least 12 characters. A few unrelated words are good.",
    ],
    [
      "a few characters repeated",
      "abababababababab",
      "Password must not repeat the same few characters.",
    ],
    ["the same", PASSWORD, "This is the password you have."],
    ["more than 200 characters", "x1y2z3".repeat(40), "Password can have at most 200 characters."],
  ])("to %s is refused with a sentence", async (_what, newPassword, sentence) => {
    const answer = await change({ newPassword });
    expect([answer.status, answer.error.extensions["fields"]]).toEqual([
      400,
      { "input.newPassword": sentence },
    ]);
  });

  test("of two changes at once one wins", async () => {
    const answers = await Promise.all([
      change({ newPassword: `${NEXT} 1` }),
      change({ newPassword: `${NEXT} 2` }),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 400]);
    const winner = answers.findIndex((answer) => answer.status === 200) + 1;
    expect((await signIn(`${NEXT} ${winner}`)).status).toBe(200);
  });

  test("leaves no session behind that was begun with the old one meanwhile", async () => {
    const changing = change();
    const early = [signIn(PASSWORD), signIn(PASSWORD), signIn(PASSWORD)];
    // Passwords are hashed in the order they came: these read the old one, and are checked after the change.
    await early[0];
    const late = Array.from({ length: 4 }, () => signIn(PASSWORD));
    const [changed, ...signedIn] = await Promise.all([changing, ...early, ...late]);
    expect(changed.status).toBe(200);
    for (const answer of signedIn) {
      // Refused, or begun before and over by now.
      if (answer.status === 200) expect(await statusOf(sessionOf(answer))).toBe(401);
    }
  });

  test("is stopped with 429 when the current one is guessed", async () => {
    const guesses = [];
    for (let index = 0; index < 11; index += 1) {
      guesses.push((await change({ currentPassword: `guess ${index}` })).status);
    }
    expect(guesses).toEqual([...Array(10).fill(400), 429]);
  });

  test("is for people: a key is refused, and a stranger", async () => {
    const key = await workspace.createKey(["leads:read"]);
    expect((await change({}, key.headers)).status).toBe(403);
    expect((await change({}, {})).status).toBe(401);
  });
});
