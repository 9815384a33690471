import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { Documents } from "../dist/admission/documents.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("documents over HTTP", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read", "campaigns:read", "credentials:read"]);
  });
  afterAll(() => server.stop());

  describe("what is wrong with a document", () => {
    test("is told by five errors at most", async () => {
      const wrong = (count: number) =>
        `{ context { ${Array.from({ length: count }, (_, index) => `wrong${index}`).join(" ")} } }`;
      for (const [sent, told] of [
        [4, 4],
        [5, 5],
        [6, 5],
        [100, 5],
      ] as const) {
        const answer = await key.query(wrong(sent));
        expect([answer.status, answer.body.errors?.length]).toEqual([400, told]);
        expect(answer.text).not.toContain("Too many");
      }
    });

    test("is told with suggestions to those with a key or a session, and to nobody else", async () => {
      for (const caller of [key, workspace.viewer]) {
        const answer = await caller.query("{ leads { nodes { nam } } }");
        expect(answer.error.message).toContain('Did you mean "name"?');
      }
      for (const query of [
        "{ leads { nodes { nam } } }",
        `mutation { signIn(input: { email: "a@b.example", password: "x" }) { usr { id } } }`,
        `mutation { signIn(input: { emial: "a@b.example", password: "x" }) { user { id } } }`,
        `mutation { signIn(inptu: 1) { user { id } } }`,
      ]) {
        const answer = await server.post(query);
        expect([answer.status, answer.error.message]).toEqual([401, "Missing API key"]);
        expect(answer.text).not.toMatch(/Did you mean|user|email|input/);
      }
    });
  });

  test("a document is read once, however often it is sent, and a refused one too", async () => {
    const before = server.running.app.measureDocuments().callers.entries;
    for (let round = 0; round < 3; round++) {
      expect((await key.query("{ context { scopes } } # once")).status).toBe(200);
      expect((await workspace.viewer.query("{ context { nothing } } # once")).status).toBe(400);
    }
    expect(server.running.app.measureDocuments().callers.entries).toBe(before + 2);
  });

  test("a stranger's documents are kept apart from everybody else's", async () => {
    const before = server.running.app.measureDocuments();
    await server.post("mutation { signOut { signedOut } } # stranger");
    await server.post("{ context { scopes } } # stranger");
    const after = server.running.app.measureDocuments();
    expect(after.callers).toEqual(before.callers);
    expect(after.strangers.entries).toBe(before.strangers.entries + 1);
  });
});

describe("documents that are kept", () => {
  const schema = buildSchema("type Query { a: Int, b(text: String): Int }");
  const keptMax = { entries: 50, bytes: 100_000 };
  const create = () => new Documents(schema, { callers: keptMax, strangers: keptMax });

  test.each([
    ["small", (index: number) => `{ a${index}: a }`],
    ["large", (index: number) => `{ ${"a ".repeat(300)} a${index}: a }`],
    ["long", (index: number) => `{ b(text: "${index}${"x".repeat(40_000)}") }`],
    ["invalid", (index: number) => `{ wrong${index} }`],
    ["unreadable", (index: number) => `{ ${index}`],
    ["too large", (index: number) => `{ b(text: "${index}") ${"a ".repeat(2000)} }`],
  ])("are bounded under a stream of %s ones that are all new", (_name, write) => {
    const documents = create();
    for (let index = 0; index < 500; index++) documents.read(write(index));
    const kept = documents.measure("callers");
    expect(kept.entries).toBeGreaterThan(0);
    expect(kept.entries).toBeLessThanOrEqual(keptMax.entries);
    expect(kept.bytes).toBeLessThanOrEqual(keptMax.bytes);
  });

  test("make room for those used last, and are read anew afterwards", () => {
    const documents = create();
    const first = documents.read("{ a }");
    const second = documents.read("{ b }");
    for (let index = 0; index < 49; index++) {
      documents.read(`{ a${index}: a }`);
      documents.read("{ a }");
    }
    expect(documents.read("{ a }")).toBe(first);
    expect(documents.read("{ b }")).not.toBe(second);
    expect(documents.read("{ b }")).toEqual(second);
  });
});
