import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ApolloClient, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema, getIntrospectionQuery, parse, print, version } from "graphql";
import { findBrokenLimit } from "../dist/admission/broken-limit.js";
import { DOCUMENT_LIMITS } from "../dist/admission/document-limits.js";
import { Documents } from "../dist/admission/documents.js";
import { PersistedQueries } from "../dist/http/persisted-queries.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const times = (count: number, write: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => write(index)).join(" ");

interface LimitCase {
  readonly figure: string;
  readonly max: number;
  /** The type that the content is a selection of. */
  readonly root: "Query" | "Lead";
  /** A selection that has so many of what is limited. */
  readonly content: (count: number) => string;
  /** Whether the schema has a document that is as large as the limit allows. */
  readonly isValid: boolean;
}

const LIMITS: readonly LimitCase[] = [
  {
    figure: "depth",
    max: 8,
    root: "Lead",
    content: (count) => `${"campaign { ".repeat(count - 1)} id ${"} ".repeat(count - 1)}`,
    isValid: false,
  },
  {
    figure: "aliases",
    max: 15,
    root: "Lead",
    content: (count) => times(count, (index) => `a${index}: ${index % 2 ? "__typename" : "id"}`),
    isValid: true,
  },
  {
    figure: "root fields",
    max: 10,
    root: "Query",
    content: (count) =>
      times(count, (index) => (index % 2 ? "__typename" : `a${index}: context { scopes }`)),
    isValid: true,
  },
  {
    figure: "directives",
    max: 10,
    root: "Lead",
    content: (count) =>
      times(count, (index) => (index % 2 ? "id @skip(if: false)" : "name @include(if: true)")),
    isValid: true,
  },
  {
    figure: "selections",
    max: 500,
    root: "Lead",
    content: (count) => "id ".repeat(count),
    isValid: true,
  },
];

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

  const send = (query: string, operationName?: string) =>
    server.postBody(JSON.stringify({ query, operationName }), key.headers);

  describe.each(LIMITS)("the limit of $max $figure", ({ figure, max, root, content, isValid }) => {
    const isCounted = figure === "selections" ? 1 : 0;
    const inside = root === "Query" ? 0 : figure === "depth" || figure === "selections" ? 2 : 0;
    const wrap = (text: string) => (root === "Query" ? text : `leads { nodes { ${text} } }`);
    const plain = (count: number) => wrap(content(count - inside));
    const hidden = (count: number, text: (inner: string) => string) =>
      wrap(text(content(count - inside - isCounted)));

    test.each<[string, (count: number) => string]>([
      ["in the open", (count) => `{ ${plain(count)} }`],
      [
        "in a fragment",
        (count) =>
          `{ ${wrap("...F")} } fragment F on ${root} { ${content(count - inside - isCounted)} }`,
      ],
      [
        "in a fragment of a fragment",
        (count) =>
          `{ ${wrap("...F")} } fragment F on ${root} { ...G } fragment G on ${root} { ${content(count - inside - 2 * isCounted)} }`,
      ],
      [
        "in an inline fragment",
        (count) => `{ ${hidden(count, (inner) => `... on ${root} { ${inner} }`)} }`,
      ],
      [
        "in an inline fragment without a type",
        (count) => `{ ${hidden(count, (inner) => `... { ${inner} }`)} }`,
      ],
      [
        "in an operation that is not run",
        (count) => `query Run { context { scopes } } query Hidden { ${plain(count)} }`,
      ],
    ])("holds %s", async (where, document) => {
      const operationName = where.includes("not run") ? "Run" : undefined;
      const within = await send(document(max), operationName);
      if (isValid) expect(within.data).toBeDefined();
      else expect(within.text).not.toContain("are allowed");
      const over = await send(document(max + 1), operationName);
      expect([over.status, over.error.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
      expect(over.error.message).toContain(` ${max + 1} `);
      expect(over.error.message).toContain(`at most ${max} are allowed. `);
      expect(over.error.extensions["fields"]).toEqual({ query: over.error.message });
      expect(over.body.errors).toHaveLength(1);
    });

    test("holds in a fragment that nothing spreads", async () => {
      const document = (count: number) =>
        `{ context { scopes } } fragment Unused on ${root} { ${content(count)} }`;
      expect((await send(document(max))).text).not.toContain("are allowed");
      // Of a fragment's fields nobody knows whether they stand at a root.
      const words = figure === "root fields" ? "never used" : `at most ${max} are allowed`;
      expect((await send(document(max + 1))).error.message).toContain(words);
    });
  });

  describe("a document", () => {
    test("has its fragments counted each time that they are spread", async () => {
      const spread = (count: number) =>
        `{ leads { nodes { ...F } edges { node { ...F } } } } fragment F on Lead { ${times(count, (index) => `a${index}: id`)} }`;
      expect((await send(spread(7))).status).toBe(200);
      expect((await send(spread(8))).error.message).toContain("16 aliases");
    });

    test("whose fragments multiply each other is refused, not expanded", async () => {
      const fragments = times(
        60,
        (index) => `fragment F${index} on Lead { ...F${index + 1} ...F${index + 1} }`,
      );
      const answer = await send(
        `{ lead(id: "x") { ...F0 } } ${fragments} fragment F60 on Lead { id }`,
      );
      expect(answer.error.message).toContain("more than 100000 selections");
    });

    test.each([
      ["itself", "fragment F on Lead { id ...F }"],
      ["each other", "fragment F on Lead { ...G } fragment G on Lead { campaign { id } ...F }"],
    ])("whose fragments hold %s is refused", async (_name, fragments) => {
      const answer = await send(`{ leads { nodes { ...F } } } ${fragments}`);
      expect(answer.error.message).toContain("within itself");
    });

    test("of 1000 tokens is read, and one of 1001 is not", async () => {
      const values = (count: number) =>
        `{ apiKeys(filter: { statuses: [${"ACTIVE ".repeat(count)}] }) { totalCount } }`;
      expect((await send(values(984))).status).toBe(200);
      const over = await send(values(985));
      expect([over.status, over.error.extensions["fields"]]).toEqual([
        400,
        { query: expect.stringContaining("more than 1000 tokens. Split it") },
      ]);
    });

    test("of 65 KB that repeats a field is refused by its tokens, before anything looks at its fields", async () => {
      for (const hostile of [
        `{ ${"leads { nodes { id } } ".repeat(2900)} }`,
        `{ ${"__typename ".repeat(6000)} }`,
        `{ leads { ${"...{".repeat(6000)} totalCount ${"}".repeat(6000)} } }`,
        `query ${"@include(if: true) ".repeat(3500)} { __typename }`,
      ]) {
        expect(hostile.length).toBeGreaterThan(29_000);
        expect((await send(hostile)).body.errors).toEqual([
          expect.objectContaining({ message: expect.stringContaining("more than 1000 tokens") }),
        ]);
      }
    });
  });

  describe("the objects that an answer could hold", () => {
    const keys = times(9, (index) => `k${index}: apiKeys(first: 100) { nodes { secrets { id } } }`);

    test.each<[string, (leads: number) => [query: string, variables?: Record<string, unknown>]]>([
      ["by a literal", (leads) => [`{ ${keys} leads(first: ${leads}) { nodes { id } } }`]],
      [
        "by a variable",
        (leads) => [
          `query ($first: Int!) { ${keys} leads(first: $first) { nodes { id } } }`,
          { first: leads },
        ],
      ],
      [
        "by a variable's default",
        (leads) => [
          `query ($first: Int! = ${leads}) { ${keys} leads(first: $first) { nodes { id } } }`,
        ],
      ],
      [
        "in fragments",
        (leads) => [
          `{ ...F ... { ${keys} } } fragment F on Query { leads(first: ${leads}) { ...P ...P } } fragment P on LeadConnection { nodes { id } }`,
        ],
      ],
    ])("are 10000 at most, page sizes given %s", async (_how, ask) => {
      const within = await key.query(...ask(90));
      expect(within.data).toBeDefined();
      const beyond = await key.query(...ask(91));
      expect([beyond.status, beyond.body.data]).toEqual([400, undefined]);
      expect(beyond.error.extensions["fields"]).toEqual({
        query: expect.stringContaining("could hold 10001 objects; at most 10000 are allowed. Ask"),
      });
    });
  });

  describe("introspection", () => {
    test.each([
      ["graphql-js's standard query", getIntrospectionQuery()],
      [
        "graphql-js's query with all options",
        getIntrospectionQuery({
          descriptions: true,
          specifiedByUrl: true,
          directiveIsRepeatable: true,
          schemaDescription: true,
          inputValueDeprecation: true,
          oneOf: true,
        }),
      ],
      [
        "graphql-js's query with GraphiQL's options",
        getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
      ],
      ["a type's fields", `{ __type(name: "Lead") { fields { name type { name } } } }`],
    ])("by %s is answered to any key and session", async (_name, query) => {
      const least = await workspace.createKey(["contacts:read"]);
      for (const caller of [least, workspace.viewer, workspace.admin]) {
        expect(Object.keys((await caller.query(query)).data)).toHaveLength(1);
      }
      expect((await server.post(query)).status).toBe(401);
    });

    test("has a depth of its own, and every other limit", async () => {
      const deep = (count: number) =>
        `{ __type(name: "Lead") { ${"ofType { ".repeat(count - 2)} name ${"} ".repeat(count - 2)} } }`;
      expect((await send(deep(20))).status).toBe(200);
      expect((await send(deep(21))).error.message).toContain("introspection is 21 fields deep");
      const aliased = `{ __type(name: "Lead") { ${times(16, (index) => `a${index}: name`)} } }`;
      expect((await send(aliased)).error.message).toContain("16 aliases");
    });

    test("is no way around the depth of data", async () => {
      const beside = `{ __typename __type(name: "Lead") { name } ${LIMITS[0]?.content(9) ?? ""} }`;
      expect((await send(beside)).error.message).toContain("9 fields deep");
    });
  });

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

  describe("automatic persisted queries", () => {
    const persist = (text: string | null, sha256Hash: string, version = 1) =>
      JSON.stringify({
        ...(text === null ? {} : { query: text }),
        extensions: { persistedQuery: { version, sha256Hash } },
      });
    const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

    test("work with Apollo Client's own link: the hash, the text once, then the hash alone", async () => {
      const sent: string[] = [];
      const client = new ApolloClient({
        cache: new InMemoryCache(),
        link: new PersistedQueryLink({ sha256 }).concat(
          new HttpLink({
            uri: `${server.url}/graphql`,
            headers: { ...key.headers },
            fetch: (uri, init) => {
              const body = JSON.parse(String(init?.body));
              sent.push(
                [body.extensions && "hash", body.query && "text"].filter(Boolean).join("+"),
              );
              return fetch(uri, init);
            },
          }),
        ),
      });
      const query = gql`
        query Persisted($first: Int!) {
          leads(first: $first) {
            totalCount
          }
        }
      `;
      for (const first of [1, 2, 3]) {
        const { data } = await client.query({ query, variables: { first } });
        expect(data).toMatchObject({ leads: { totalCount: 0 } });
      }
      client.stop();
      expect(sent).toEqual(["hash", "hash+text", "hash", "hash"]);
    });

    test("ask for an unknown text with 200 and PersistedQueryNotFound, which counts as no error", async () => {
      const answer = await server.postBody(persist(null, sha256("{ unknown }")), key.headers);
      expect([answer.status, answer.body]).toEqual([
        200,
        {
          errors: [
            {
              message: "PersistedQueryNotFound",
              extensions: { code: "PERSISTED_QUERY_NOT_FOUND", decisionId: answer.requestId },
            },
          ],
        },
      ]);
      await server.flush();
      const [row] = await server.database.query(
        "SELECT statusCode, errorCode, operationType FROM request_logs WHERE id = ?",
        [answer.requestId],
      );
      expect(row).toEqual({ statusCode: 200, errorCode: null, operationType: null });
    });

    test.each<[string, string, string]>([
      ["another text's hash", persist("{ context { scopes } }", sha256("{ leads }")), "sha256Hash"],
      ["a hash that is none", persist(null, "abc"), "sha256Hash"],
      ["another version", persist(null, sha256("x"), 2), "version"],
    ])("refuse %s with 400", async (_name, body, field) => {
      const answer = await server.postBody(body, key.headers);
      expect(answer.status).toBe(400);
      expect(Object.keys(answer.error.extensions["fields"] ?? {})).toEqual([
        `extensions.persistedQuery.${field}`,
      ]);
      expect((await server.postBody(body)).status).toBe(401);
    });

    test("keep no text that is refused, and run the kept one only for whom it may", async () => {
      const invalid = "{ context { nothing } }";
      const before = server.running.app.measureDocuments().persisted.entries;
      const refused = await server.postBody(persist(invalid, sha256(invalid)), key.headers);
      expect(refused.status).toBe(400);
      expect(server.running.app.measureDocuments().persisted.entries).toBe(before);
      const text = "{ members { id } }";
      const admin = workspace.admin.headers;
      expect((await server.postBody(persist(text, sha256(text)), admin)).status).toBe(200);
      expect((await server.postBody(persist(null, sha256(text)), admin)).data).toBeDefined();
      expect((await server.postBody(persist(null, sha256(text)), key.headers)).status).toBe(403);
    });

    test("keep no text of a request that was not let in", async () => {
      const stopped = await workspace.createKey(["leads:read"], {
        rateLimits: [{ windowSeconds: 3600, limit: 1 }],
      });
      await stopped.query("{ __typename }");
      const text = "{ leads { totalCount } } # over the limit";
      const before = server.running.app.measureDocuments().persisted.entries;
      const answer = await server.postBody(persist(text, sha256(text)), stopped.headers);
      expect(answer.status).toBe(429);
      expect(server.running.app.measureDocuments().persisted.entries).toBe(before);
    });

    test("are neither kept nor found for a stranger", async () => {
      const text = "mutation { signOut { signedOut } } # persisted";
      const before = server.running.app.measureDocuments().persisted.entries;
      expect((await server.postBody(persist(text, sha256(text)))).status).toBe(200);
      expect(server.running.app.measureDocuments().persisted.entries).toBe(before);
      // Its session ends with that; nobody uses it afterwards.
      const { headers } = await createPerson(server, workspace, "VIEWER");
      expect((await server.postBody(persist(text, sha256(text)), headers)).status).toBe(200);
      expect((await server.postBody(persist(null, sha256(text)))).status).toBe(401);
    });
  });

  describe("the rate limit", () => {
    const limited = (limit: number) =>
      workspace.createKey(["leads:read"], { rateLimits: [{ windowSeconds: 3600, limit }] });
    const remaining = (answer: Answer) => Number(answer.headers.get("x-ratelimit-remaining"));

    test("is spent by each root field that runs, whatever alias or fragment it comes by", async () => {
      const spender = await limited(100);
      for (const [query, left] of [
        ["{ context { scopes } }", 99],
        ["{ a: context { scopes } b: context { scopes } c: __typename }", 96],
        [
          "{ ...F d: leads { totalCount } } fragment F on Query { a: __typename b: __typename }",
          93,
        ],
        [`{ ${times(10, (index) => `a${index}: __typename`)} }`, 83],
      ] as const) {
        const answer = await spender.query(query);
        expect([answer.status, remaining(answer)]).toEqual([200, left]);
      }
    });

    test("is spent by what is refused, too, and then nothing is told of a document", async () => {
      const spender = await limited(6);
      const hash = "0".repeat(64);
      const unknown = JSON.stringify({
        extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
      });
      const asks = [
        () => spender.query("{ leads { nodes { nam } } }"),
        () => spender.query("{ leads {"),
        () => spender.query("{ __typename ".repeat(600)),
        () => spender.query(`{ ${times(11, () => "__typename")} }`),
        () => server.postBody(unknown, spender.headers),
        () => server.postBody(unknown.replace("0", "g"), spender.headers),
      ];
      for (const [index, ask] of asks.entries()) expect(remaining(await ask())).toBe(5 - index);
      for (const ask of asks) {
        const answer = await ask();
        expect([answer.status, answer.error.message]).toEqual([429, "Too Many Requests"]);
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

describe("the console's documents", () => {
  const folder = fileURLToPath(new URL("../../console/src/api/generated/", import.meta.url));
  const names = [
    ...readFileSync(`${folder}graphql.ts`, "utf8").matchAll(
      /export const (\w+)Document = (\{.*\}) as unknown/g,
    ),
  ];

  test("are all within the limits", () => {
    expect(names.length).toBeGreaterThan(20);
    for (const [, name, tree = ""] of names) {
      const document = print(JSON.parse(tree));
      expect([name, findBrokenLimit(parse(document, { maxTokens: 1000 }))]).toEqual([name, null]);
    }
  });
});

test("the documentation's table has the limits that hold", () => {
  const text = readFileSync(new URL("../../../docs/document-limits.md", import.meta.url), "utf8");
  const rows = [...text.matchAll(/^\| ([a-z ]+?) +\| ([\d,]+) +\|/gm)];
  const told = Object.fromEntries(
    rows.map(([, what = "", max = ""]) => [what, Number(max.replace(",", ""))]),
  );
  expect(told).toEqual({
    tokens: DOCUMENT_LIMITS.tokensMax,
    depth: DOCUMENT_LIMITS.depthMax,
    "depth of introspection": DOCUMENT_LIMITS.introspectionDepthMax,
    aliases: DOCUMENT_LIMITS.aliasesMax,
    "root fields": DOCUMENT_LIMITS.rootFieldsMax,
    directives: DOCUMENT_LIMITS.directivesMax,
    selections: DOCUMENT_LIMITS.selectionsMax,
    "objects in the answer": DOCUMENT_LIMITS.objectsMax,
    "validation errors": DOCUMENT_LIMITS.validationErrorsMax,
  });
});

test("graphql is pinned to one exact version, not older than 16.15.0", () => {
  const root = new URL("../../../", import.meta.url);
  const read = (file: string) => readFileSync(new URL(file, root), "utf8");
  expect(read("pnpm-workspace.yaml")).toContain(`\n  graphql: ${version}\n`);
  const [major = 0, minor = 0] = version.split(".").map(Number);
  // Older ones take seconds to validate one document of 65 KB; 17 needs Node 22.
  expect([major, minor >= 15]).toEqual([16, true]);
  const installed = [...read("pnpm-lock.yaml").matchAll(/^ {2}graphql@([^:(]+):/gm)];
  expect(new Set(installed.map(([, one]) => one))).toEqual(new Set([version]));
});

describe("persisted texts", () => {
  test("are bounded in number and bytes under a stream of new ones", () => {
    for (const length of [10, 50_000]) {
      const queries = new PersistedQueries({ entries: 50, bytes: 1_000_000 });
      for (let index = 0; index < 500; index++) queries.keep(`${index}`, "x".repeat(length));
      const { entries, bytes } = queries.measure();
      expect(entries).toBeGreaterThan(0);
      expect(entries).toBeLessThanOrEqual(50);
      expect(bytes).toBeLessThanOrEqual(1_000_000);
    }
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
