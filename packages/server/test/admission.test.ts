import { IncomingMessage } from "node:http";
import { BlockList, Socket } from "node:net";
import "reflect-metadata";
import { describe, expect, test } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { clientAddress, isSecure } from "../dist/admission/client-address.js";
import { readCredentials } from "../dist/admission/credentials.js";
import { readFieldRules, UnstatedFieldsError } from "../dist/admission/field-rules.js";
import { OperationPlanner } from "../dist/admission/operation-plan.js";
import { checkKey, judgeKey } from "../dist/resources/api-keys/key-verdict.js";

const DIRECTIVES = `
  directive @requiresScope(scope: String!) repeatable on OBJECT | FIELD_DEFINITION
  directive @public(anonymous: Boolean! = false) on OBJECT | FIELD_DEFINITION
`;

function incoming(
  headers: Record<string, string | string[]>,
  options: { url?: string; from?: string } = {},
) {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: options.from ?? "192.0.2.1" });
  const message = new IncomingMessage(socket);
  message.url = options.url ?? "/graphql";
  for (const [name, value] of Object.entries(headers)) {
    for (const single of [value].flat()) message.rawHeaders.push(name, single);
    message.headersDistinct[name] = [value].flat();
    message.headers[name] = [value].flat().join(", ");
  }
  return message;
}

describe("the rules of fields", () => {
  test("a field that states neither scope nor @public stops the start, and all such are named", () => {
    const schema = buildSchema(`${DIRECTIVES}
      type Query { stated: Thing @public, silent: Thing }
      type Thing { also: Int, open: Int @public }
      type Kept @requiresScope(scope: "leads:read") { field: Int }
    `);
    expect(() => readFieldRules(schema)).toThrow(UnstatedFieldsError);
    expect(() => readFieldRules(schema)).toThrow("Query.silent, Thing.also");
  });

  test("a root field must speak for itself, whatever its type says", () => {
    const schema = buildSchema(`${DIRECTIVES} type Query @public { silent: Int }`);
    expect(() => readFieldRules(schema)).toThrow("Query.silent");
  });
});

describe("the plan", () => {
  const schema = buildSchema(`${DIRECTIVES}
    type Query { node: Node @public, any: Any @public, lead: Lead @requiresScope(scope: "leads:read"), hello: String @public(anonymous: true) }
    interface Node { id: ID }
    union Any = Lead | Campaign
    type Lead implements Node @requiresScope(scope: "leads:read") { id: ID, campaign: Campaign, notes: String @requiresScope(scope: "conversations:read") }
    type Campaign implements Node @requiresScope(scope: "campaigns:read") { id: ID, lead: Lead }
  `);
  const planner = new OperationPlanner(schema, readFieldRules(schema));
  const plan = (text: string) => {
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== "OperationDefinition") throw new Error("Not an operation");
    return planner.plan(document, operation);
  };

  test.each([
    ["{ lead { id } }", ["leads:read"]],
    ["{ lead { campaign { id } } }", ["campaigns:read", "leads:read"]],
    ["{ lead { notes } }", ["conversations:read", "leads:read"]],
    ["{ node { id } }", ["campaigns:read", "leads:read"]],
    ["{ any { ... on Lead { id } } }", ["campaigns:read", "leads:read"]],
    ["{ lead { __typename } }", ["leads:read"]],
    ["{ __typename }", []],
    ["{ __schema { types { name } } }", []],
  ])("%s needs %j", (text, scopes) => {
    expect([...plan(text).scopes].sort()).toEqual(scopes);
  });

  test("a document is planned once", () => {
    const document = parse("{ lead { id } }");
    const [operation] = document.definitions;
    if (operation?.kind !== "OperationDefinition") throw new Error("Not an operation");
    expect(planner.plan(document, operation)).toBe(planner.plan(document, operation));
  });

  test("a fragment spread a thousand ways is walked once a type", () => {
    const fragments = Array.from(
      { length: 60 },
      (_, index) => `fragment F${index} on Lead { ...F${index + 1} ...F${index + 1} }`,
    ).join(" ");
    expect([
      ...plan(`{ lead { ...F0 } } ${fragments} fragment F60 on Lead { notes }`).scopes,
    ]).toContain("conversations:read");
  });

  test.each([
    ["{ hello }", 1],
    ["{ a: hello b: hello }", 2],
    ["{ hello hello }", 1],
    ["{ ...F lead { id } ... { c: hello } } fragment F on Query { a: hello b: hello }", 4],
    ["{ ...F ...F } fragment F on Query { a: hello b: hello }", 2],
    ["{ hello @skip(if: true) }", 1],
    ["{ __typename __schema { types { name } } }", 2],
    ["{ lead { id notes campaign { id } } }", 1],
  ])("%s costs as many units as the root fields it runs: %i", (text, units) => {
    expect(plan(text).units).toBe(units);
  });

  const pages = buildSchema(`
    type Query { things(first: Int! = 20): Things!, plain: [Thing!]!, one: Thing, any: [Any] }
    type Things { nodes: [Thing!]!, edges: [Edge!]!, total: Int! }
    type Edge { node: Thing! }
    type Thing { id: ID, tags: [String!]!, parts: [Part!]!, more(first: Int): Things }
    type Part { id: ID }
    union Any = Thing | Part
  `);
  const pagesPlanner = new OperationPlanner(pages, new Map());

  test.each<[string, object, number]>([
    ["{ __typename __schema { types { name } } }", {}, 0],
    ["{ one { id tags } }", {}, 1],
    ["{ plain { id } }", {}, 10],
    ["{ plain { parts { id } } }", {}, 110],
    ["{ things { total } }", {}, 1],
    ["{ things { nodes { id } } }", {}, 21],
    ["{ things(first: 3) { edges { node { id } } } }", {}, 7],
    ["{ things(first: 3) { nodes { id } edges { node { id } } } }", {}, 10],
    ["{ things(first: 3) { nodes { more(first: 5) { nodes { parts { id } } } } } }", {}, 172],
    ["{ things(first: 3) { nodes { more { total } } } }", {}, 7],
    ["{ a: things(first: 3) { nodes { id } } b: things(first: 4) { nodes { id } } }", {}, 9],
    [
      "{ things(first: 3) { nodes { id } } ...F } fragment F on Query { things(first: 3) { nodes { id } } }",
      {},
      4,
    ],
    ["{ any { ... on Thing { parts { id } } ... on Part { id } } }", {}, 110],
    ["{ things(first: 3) { nodes @include(if: false) { id } } }", {}, 4],
    ["query ($n: Int!) { things(first: $n) { nodes { id } } }", { n: 7 }, 8],
    ["query ($n: Int! = 5) { things(first: $n) { nodes { id } } }", { n: 5 }, 6],
    ["query ($n: Int) { one { more(first: $n) { nodes { id } } } }", {}, 102],
    ["{ things(first: 2000000) { nodes { id } } }", {}, 101],
    ["{ things(first: -5) { nodes { id } } }", {}, 2],
  ])("of %s under %j counts %i objects", (text, variables, count) => {
    const document = parse(text);
    const [operation] = document.definitions;
    if (operation?.kind !== "OperationDefinition") throw new Error("Not an operation");
    const planned = pagesPlanner.plan(document, operation);
    expect(planned.countObjects({ ...variables })).toBe(count);
  });

  test("strangers may run what is open to anyone, and nothing beside it", () => {
    expect(plan("{ hello }").isAnonymous).toBe(true);
    expect(plan("{ a: hello node { id } }").isAnonymous).toBe(false);
    expect(plan("{ hello __schema { types { name } } }").isAnonymous).toBe(false);
  });
});

describe("credentials", () => {
  const settings = { keyHeaders: ["x-api-key", "x-acme-key"], keyPrefix: "lk" };
  const read = (headers: Record<string, string | string[]>, url?: string) =>
    readCredentials(incoming(headers, url === undefined ? {} : { url }), settings);

  test("a key may come in any configured header, with space around it", () => {
    expect(read({ "x-api-key": " k " })).toEqual({ kind: "key", key: "k" });
    expect(read({ "x-acme-key": "k" })).toEqual({ kind: "key", key: "k" });
  });

  test("a session names its workspace", () => {
    expect(read({ cookie: "a=b; latchkey_session=token", "x-workspace": "acme" })).toEqual({
      kind: "session",
      token: "token",
      workspaceSlug: "acme",
    });
  });

  test.each([
    [{ "x-api-key": ["a", "b"] }],
    [{ "x-api-key": "a", "x-acme-key": "b" }],
    [{ "x-api-key": "a", cookie: "latchkey_session=t" }],
  ])("%j is refused", (headers) => {
    expect(read(headers as Record<string, string | string[]>)).toMatchObject({
      kind: "refused",
      error: { code: "BAD_USER_INPUT" },
    });
  });

  test.each([
    "/graphql?apiKey=x",
    "/graphql?x-acme-key=",
    "/graphql?q=lk_live_abc",
    "/graphql?lk_live_abc",
    "/graphql?token=Bearer%20lk_live_abc",
    "/graphql?a=1&b=%20lk_test_x",
  ])("a key in the address %s is refused", (url) => {
    expect(read({ "x-api-key": "k" }, url)).toMatchObject({ kind: "refused", hasKey: true });
  });

  test("other parameters are nobody's business", () => {
    expect(read({ "x-api-key": "k" }, "/graphql?operation=leads")).toEqual({
      kind: "key",
      key: "k",
    });
  });
});

describe("the client's address", () => {
  const proxies = new BlockList();
  proxies.addSubnet("10.0.0.0", 8, "ipv4");
  proxies.addAddress("2001:db8::1", "ipv6");

  test.each([
    ["the socket's, without proxies", "198.51.100.7", undefined, "198.51.100.7"],
    ["the socket's, when a stranger forwards", "198.51.100.7", "203.0.113.9", "198.51.100.7"],
    [
      "the right-most stranger behind a proxy",
      "10.0.0.1",
      "203.0.113.9, 198.51.100.7",
      "198.51.100.7",
    ],
    ["past several proxies", "10.0.0.1", "203.0.113.9, 198.51.100.7, 10.2.2.2", "198.51.100.7"],
    ["the left-most proxy, when all are trusted", "10.0.0.1", "10.3.3.3, 10.2.2.2", "10.3.3.3"],
    ["up to what is no address", "10.0.0.1", "198.51.100.7, nonsense, 10.2.2.2", "10.2.2.2"],
    ["an IPv4 address in IPv6 notation", "::ffff:198.51.100.7", undefined, "198.51.100.7"],
    ["a proxy in IPv6 notation of IPv4", "::ffff:10.0.0.1", "::ffff:203.0.113.9", "203.0.113.9"],
    ["behind an IPv6 proxy", "2001:db8::1", "2001:db8::9", "2001:db8::9"],
    ["without the port that a proxy adds", "10.0.0.1", "203.0.113.9:50123", "203.0.113.9"],
    ["without brackets and port", "10.0.0.1", "[2001:db8::9]:443, 10.2.2.2:80", "2001:db8::9"],
    ["up to what is no address with a port", "10.0.0.1", "203.0.113.9:x, 10.2.2.2", "10.2.2.2"],
    ["without the header behind a proxy", "10.0.0.1", undefined, "10.0.0.1"],
  ])("%s", (_name, from, forwarded, expected) => {
    const request = incoming(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }, {
      from,
    });
    expect(clientAddress(request, proxies)).toBe(expected);
  });

  test("TLS is believed of a trusted proxy only", () => {
    const headers = { "x-forwarded-proto": "https" };
    expect(isSecure(incoming(headers, { from: "10.0.0.1" }), proxies)).toBe(true);
    expect(isSecure(incoming(headers, { from: "198.51.100.7" }), proxies)).toBe(false);
    expect(isSecure(incoming({}, { from: "10.0.0.1" }), proxies)).toBe(false);
  });
});

describe("the verdict", () => {
  const now = new Date("2026-06-01T00:00:00Z");
  const earlier = new Date(now.getTime() - 1);
  const later = new Date(now.getTime() + 1);
  const good = {
    secretClosesAt: null,
    expiresAt: null,
    deactivatedAt: null,
    revokedAt: null,
    deletedAt: null,
    ipAllowlist: [],
  };
  const judge = (facts: Partial<Parameters<typeof judgeKey>[0]>, address = "203.0.113.7") =>
    judgeKey({ ...good, ...facts }, now, address);

  test.each([
    ["nothing against it", {}],
    ["an expiry to come", { expiresAt: later }],
    ["an old secret still open", { secretClosesAt: later }],
    ["an allowlist with the address", { ipAllowlist: ["203.0.113.0/24"] }],
  ])("a key with %s is let in", (_name, facts) => {
    expect(judge(facts)).toBeNull();
  });

  test.each([
    ["secret", { secretClosesAt: now, revokedAt: earlier }, "UNAUTHENTICATED"],
    ["deleted", { deletedAt: earlier, revokedAt: earlier }, "UNAUTHENTICATED"],
    [
      "revoked",
      { revokedAt: earlier, expiresAt: earlier, deactivatedAt: earlier },
      "UNAUTHENTICATED",
    ],
    ["expired", { expiresAt: now, deactivatedAt: earlier }, "UNAUTHENTICATED"],
    ["active", { deactivatedAt: later, ipAllowlist: ["::1"] }, "UNAUTHENTICATED"],
    ["address", { ipAllowlist: ["203.0.113.8", "2001:db8::/32"] }, "FORBIDDEN"],
    ["address", { ipAllowlist: ["nonsense"] }, "FORBIDDEN"],
  ] as const)("the first check that fails is told: %s", (name, facts, code) => {
    expect(
      judge({ ...facts, ipAllowlist: "ipAllowlist" in facts ? [...facts.ipAllowlist] : [] }),
    ).toMatchObject({ name, code });
  });

  test("every check has a reason and a remedy, and their order is fixed", () => {
    const checks = checkKey(good, now, "203.0.113.7");
    expect(checks.map((check) => check.name)).toEqual([
      "secret",
      "deleted",
      "revoked",
      "expired",
      "active",
      "address",
    ]);
    for (const check of checks) expect([check.reason, check.remedy]).not.toContain("");
  });
});
