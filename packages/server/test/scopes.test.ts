import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ALL_SCOPES, expandScopes, missingScopes, type Scope, scopeInfo } from "@latchkey/shared";
import { parse } from "graphql";
import { readFieldRules } from "../dist/admission/field-rules.js";
import { OperationPlanner } from "../dist/admission/operation-plan.js";
import { createSchema } from "../dist/schema.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { everyFieldOperation } from "./testkit/selections.js";
import { TestServer } from "./testkit/test-server.js";
import { createPerson, TestCaller, TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const schema = createSchema(null);
const rules = readFieldRules(schema);
const planner = new OperationPlanner(schema, rules);
const operations = distinctBy(
  // The shortest way comes last and is kept: a longer one can be deeper than a document may be.
  everyFieldOperation(schema).sort((one, other) => other.operation.length - one.operation.length),
  ({ name, operation }) => `${name} ${scopesOf(operation).sort()}`,
);
const grantable = ALL_SCOPES.filter((scope) => scopeInfo(scope).isGrantable);

/** Of the many ways to a field, one for each set of scopes they need. */
function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}

function scopesOf(operation: string): Scope[] {
  const document = parse(operation);
  const [definition] = document.definitions;
  if (definition?.kind !== "OperationDefinition") throw new Error("Not an operation");
  return [...planner.plan(document, definition).scopes];
}

function isOpenToAnyone(operation: string): boolean {
  const document = parse(operation);
  const [definition] = document.definitions;
  if (definition?.kind !== "OperationDefinition") throw new Error("Not an operation");
  return planner.plan(document, definition).isAnonymous;
}

describe("the schema's statements", () => {
  test("every field is reached by at least one generated operation", () => {
    const reached = new Set(operations.map(({ name }) => name));
    expect([...rules.keys()].filter((name) => !reached.has(name))).toEqual([]);
  });

  test("only signing in and out and accepting an invitation is open to anyone", () => {
    const open = [...rules].filter(([, rule]) => rule.isAnonymous).map(([name]) => name);
    expect(open.sort()).toEqual([
      "Mutation.acceptInvitation",
      "Mutation.signIn",
      "Mutation.signOut",
      "Query.invitationOffer",
    ]);
  });
});

describeOnEachDatabase("scopes over HTTP", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  const keys = new Map<string, TestKey>();

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    // One key for each scope a field can lack: it holds everything that does not include it.
    for (const scope of new Set(operations.flatMap(({ operation }) => scopesOf(operation)))) {
      const held = grantable.filter((candidate) => !expandScopes([candidate]).has(scope));
      keys.set(scope, await workspace.createKey(held));
    }
  });
  afterAll(() => server.stop());

  test.each(operations.filter(({ operation }) => scopesOf(operation).length > 0))(
    "a key that lacks one scope of $operation is refused, whichever it is",
    async ({ operation }) => {
      const needed = scopesOf(operation);
      for (const scope of needed) {
        const key = keys.get(scope);
        if (!key) throw new Error(`There is no key without ${scope}`);
        const held = new Set(grantable.filter((held) => !expandScopes([held]).has(scope)));
        const answer = await key.query(operation);
        expect([answer.status, answer.error.message]).toEqual([403, "Insufficient permissions"]);
        expect(answer.error.extensions["missingScopes"]).toEqual(
          missingScopes(needed, expandScopes(held)),
        );
        expect(answer.body.data).toBeUndefined();
      }
    },
  );

  test.each(operations.filter(({ operation }) => !isOpenToAnyone(operation)))(
    "a stranger is refused $operation",
    async ({ operation }) => {
      const answer = await server.post(operation);
      expect([answer.status, answer.error.message]).toEqual([401, "Missing API key"]);
    },
  );

  test("aliases, fragments, and directives do not hide a field from the plan", async () => {
    const key = await workspace.createKey(["campaigns:read"]);
    const hidden = [
      `{ campaigns: leads { nodes { id } } }`,
      `{ ...F } fragment F on Query { leads { totalCount } }`,
      `{ ... on Query { ... { leads { totalCount } } } }`,
      `query ($no: Boolean = true) { campaigns { totalCount } leads @skip(if: $no) { totalCount } }`,
      `{ campaigns { totalCount } ...A } fragment A on Query { ...B } fragment B on Query { lead(id: "x") { id } }`,
    ];
    for (const operation of hidden) {
      const answer = await key.query(operation);
      expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([
        403,
        ["leads:read"],
      ]);
    }
  });

  test("that there is something, and how much of it, takes the scope to read it", async () => {
    const key = await workspace.createKey(["leads:read"]);
    for (const [field, scope] of [
      ["lists { __typename }", "lists:read"],
      ["contact { __typename }", "contacts:read"],
      ["campaign { a: __typename }", "campaigns:read"],
      ["lists { ... { __typename } }", "lists:read"],
    ]) {
      const answer = await key.query(`{ leads { nodes { ${field} } } }`);
      expect([answer.status, answer.error.extensions["missingScopes"]]).toEqual([403, [scope]]);
    }
    expect(
      (await key.query("{ __typename leads { __typename nodes { __typename } } }")).status,
    ).toBe(200);
  });

  test("only the operation that is run is judged", async () => {
    const key = await workspace.createKey(["campaigns:read"]);
    const query = "query A { campaigns { totalCount } } query B { leads { totalCount } }";
    const run = (operationName: string) =>
      server.postBody(JSON.stringify({ query, operationName }), key.headers);
    expect((await run("A")).status).toBe(200);
    expect((await run("B")).status).toBe(403);
  });

  test("a write includes its read", async () => {
    const key = await workspace.createKey(["leads:write"]);
    const answer = await key.query("{ leads { totalCount } context { scopes } }");
    expect(answer.data.context.scopes).toEqual(["leads:read", "leads:write"]);
  });

  test("a denied mutation changes nothing, even beside an allowed one", async () => {
    const writer = await workspace.createKey(["leads:write", "campaigns:read"]);
    const limited = await workspace.createKey(["leads:write"], {
      campaign: workspace.campaigns[0],
    });
    const [own, other] = workspace.campaigns;
    const create = (alias: string, campaignId: string) =>
      `${alias}: createLead(input: { campaignId: "${campaignId}", name: "A", email: "a@b.example" }) { lead { id } }`;
    const key = `createApiKey(input: { name: "K", scopes: ["leads:read"] }) { secret }`;
    const denied: Array<[TestCaller, string]> = [
      [writer, `mutation { ${create("a", own.id)} ${key} }`],
      [writer, `mutation { ${key} ${create("a", own.id)} }`],
      [limited, `mutation { ${create("a", own.id)} ${create("b", other.id)} }`],
      [
        limited,
        `mutation { ${create("a", own.id)} ...F } fragment F on Mutation { ${create("b", other.id)} }`,
      ],
    ];
    const leadsBefore = await workspace.countLeads();
    for (const [caller, operation] of denied) {
      const answer = await caller.query(operation);
      expect([answer.status, answer.body.data]).toEqual([403, undefined]);
    }
    const create2 = (declared: string, id: string) =>
      `mutation (${declared}) { ${create("a", own.id)} b: createLead(input: { campaignId: ${id}, name: "B", email: "b@b.example" }) { lead { id } } }`;
    for (const answer of [
      await limited.query(create2(`$id: ID! = "${other.id}"`, "$id")),
      await limited.query(create2("$id: ID!", "$id"), { id: 5 }),
      await limited.query(create2("$id: ID!", "$id"), { id: "" }),
    ]) {
      expect([answer.status, answer.body.data]).toEqual([403, undefined]);
    }
    const maker = await workspace.createKey(["leads:write", "credentials:write"]);
    const stronger = await maker.query(
      `mutation { ${create("a", own.id)} createApiKey(input: { name: "K", scopes: ["webhooks:write"] }) { secret } }`,
    );
    expect([stronger.status, stronger.error.extensions["missingScopes"]]).toEqual([
      403,
      ["webhooks:write"],
    ]);
    const byVariable = await limited.query(
      `mutation ($a: CreateLeadInput!, $b: CreateLeadInput!) {
        a: createLead(input: $a) { lead { id } } b: createLead(input: $b) { lead { id } }
      }`,
      {
        a: { campaignId: own.id, name: "A", email: "a@b.example" },
        b: { campaignId: other.id, name: "B", email: "b@b.example" },
      },
    );
    expect(byVariable.status).toBe(403);
    expect(await workspace.countLeads()).toBe(leadsBefore);
  });

  test("what was done beside a failure is told beside it", async () => {
    const writer = await workspace.createKey(["leads:write"]);
    const answer = await writer.query(`mutation {
      done: createLead(input: { campaignId: "${workspace.campaigns[0].id}", name: "A", email: "a@b.example" }) { lead { name } }
      failed: createLead(input: { campaignId: "nowhere", name: "A", email: "a@b.example" }) { lead { name } }
    }`);
    expect(answer.status).toBe(200);
    expect(answer.body.data).toEqual({ done: { lead: { name: "A" } }, failed: null });
    expect(answer.error).toMatchObject({ path: ["failed"], extensions: { code: "NOT_FOUND" } });
  });

  test("a key has no more than its owner's role allows now", async () => {
    const key = await workspace.createKey(["leads:write", "credentials:read"], {
      as: workspace.editor,
    });
    const scopes = async () => (await key.query("{ context { scopes } }")).data.context.scopes;
    expect(await scopes()).toEqual(["leads:read", "leads:write", "credentials:read"]);
    const id = workspace.editor.user.id;
    await workspace.admin.query(
      `mutation { updateMember(input: { id: "${id}", role: VIEWER }) { member { id } } }`,
    );
    expect(await scopes()).toEqual(["leads:read", "credentials:read"]);
  });

  test("a key whose owner is no member any more can do nothing", async () => {
    const stranger = await createPerson(
      server,
      { id: workspace.id, slug: workspace.slug },
      "EDITOR",
    );
    const key = await workspace.createKey(["leads:write"], { as: stranger });
    await server.database.query("DELETE FROM members WHERE userId = ?", [stranger.user.id]);
    const { data } = await key.query("{ context { scopes } }");
    expect(data.context.scopes).toEqual([]);
  });
});
