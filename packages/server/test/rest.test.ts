import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getNamedType, isLeafType, isObjectType } from "graphql";
import { readFieldRules } from "../dist/admission/field-rules.js";
import { REPRESENTATIONS } from "../dist/http/rest/representations.js";
import { restDocument } from "../dist/http/rest/rest-document.js";
import { REST_OPERATIONS } from "../dist/http/rest/rest-operations.js";
import { createSchema } from "../dist/schema.js";
import type { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { sendRest } from "./testkit/rest-client.js";
import { insertRestFixture, type RestSample, restSamples } from "./testkit/rest-samples.js";
import { countStatements } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

/** Fields of the resources that REST leaves to GraphQL, and why. */
const WITHOUT_ROUTE: Readonly<Record<string, string>> = {};

const schema = createSchema(null);
const NOWHERE = {
  campaignId: "campaign",
  emptyCampaignId: "campaign",
  leadIds: ["one", "two", "three"],
  listId: "list",
  contactId: "contact",
  conversationId: "conversation",
} as const;
const SAMPLES = restSamples(NOWHERE).map(({ operation, path }, index): [string, number] => [
  `${operation}${path.includes("totalCount") ? ", counted" : ""}`,
  index,
]);

describeOnEachDatabase("REST beside GraphQL", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey([
      "leads:write",
      "campaigns:write",
      "lists:write",
      "contacts:write",
      "conversations:read",
    ]);
  });
  afterAll(() => server.stop());

  /** One of the samples, about rows that no other request has touched. */
  const newSample = async (index: number): Promise<RestSample> => {
    const sample = restSamples(await insertRestFixture(workspace))[index];
    if (!sample) throw new RangeError(`There is no sample ${index}`);
    return sample;
  };
  const overRest = ({ operation, path, body }: RestSample): Promise<Answer> =>
    sendRest(server, operation.split(" ")[0] ?? "", path, key.headers, body);
  const overGraphql = (sample: RestSample): Promise<Answer> =>
    key.query(textOf(sample.operation), sample.variables);
  const rowOf = async ({ requestId }: Answer) => {
    await server.flush();
    const [row] = await server.database.query(
      `SELECT apiKeyId, campaignId, operationName, operationType, rootFields, units, scopesNeeded,
         errorCode, method, endpoint, statusCode FROM request_logs WHERE id = ?`,
      [requestId],
    );
    return row;
  };

  test.each(SAMPLES)("%s tells what GraphQL tells, for as much", async (_name, index) => {
    const sample = await newSample(index);
    const isRead = sample.operation.startsWith("GET");
    const twin = isRead ? sample : await newSample(index);
    let rest: Answer | undefined;
    let graphql: Answer | undefined;
    const restStatements = await countStatements(server.database, async () => {
      rest = await overRest(sample);
    });
    const graphqlStatements = await countStatements(server.database, async () => {
      graphql = await overGraphql(twin);
    });
    if (!rest || !graphql) throw new Error("Nothing was answered");

    expect([rest.status, rest.text]).toEqual([sample.status, expect.any(String)]);
    const told = sample.told(graphql.data);
    const body = rest.text === "" ? null : JSON.parse(rest.text);
    expect(withoutIdentity(body)).toEqual(withoutIdentity(told));
    if (isRead && sample.operation !== "GET /context") expect(body).toEqual(told);
    expect(restStatements).toEqual(graphqlStatements);

    const [path = ""] = sample.path.split("?");
    expect(await rowOf(rest)).toEqual({
      ...(await rowOf(graphql)),
      method: sample.operation.split(" ")[0],
      endpoint: `/api/v1${path}`,
      statusCode: sample.status,
    });
    const spent = [rest, graphql].map(({ headers }) => headers.get("x-ratelimit-remaining"));
    expect(Number(spent[0]) - Number(spent[1])).toBe(1);
  });

  test("what is created is found where its answer says", async () => {
    for (const [name, index] of SAMPLES) {
      const sample = await newSample(index);
      if (sample.status !== 201) continue;
      const created = await overRest(sample);
      const location = created.headers.get("location") ?? "";
      expect([name, location]).toEqual([
        name,
        expect.stringMatching(/^\/api\/v1\/\w+\/[0-9a-f-]+$/),
      ]);
      const found = await fetch(server.url + location, { headers: key.headers });
      expect(await found.json()).toEqual(JSON.parse(created.text));
    }
  });

  test("what is deleted is gone, and what is taken off a list is still there", async () => {
    for (const [, index] of SAMPLES) {
      const sample = await newSample(index);
      if (sample.status !== 204) continue;
      const { headers, text } = await overRest(sample);
      expect([text, headers.get("content-type"), headers.get("cache-control")]).toEqual([
        "",
        null,
        "no-store",
      ]);
      const one = sample.path.replace(/^\/lists\/[^/]+\/leads/, "/leads");
      const again = await sendRest(server, "GET", one, key.headers);
      expect([sample.operation, again.status]).toEqual([
        sample.operation,
        one === sample.path ? 404 : 200,
      ]);
    }
  });

  test("a change touches what it names, and null takes it away", async () => {
    const { leadIds } = await insertRestFixture(workspace);
    const path = `/leads/${leadIds[0]}`;
    const patch = async (body: object) =>
      JSON.parse((await sendRest(server, "PATCH", path, key.headers, body)).text);
    const changed = await patch({ company: "Åkers", phone: "123", customFields: { a: 1, b: 2 } });
    const { company, phone, customFields, version } = await patch({
      phone: null,
      customFields: { a: null },
      version: changed.version,
    });
    expect({ company, phone, customFields, version }).toEqual({
      company: "Åkers",
      phone: null,
      customFields: { b: 2 },
      version: changed.version + 1,
    });
    const stale = await sendRest(server, "PATCH", path, key.headers, { version: 1, phone: "1" });
    expect([stale.status, stale.error.extensions.code]).toEqual([409, "CONFLICT"]);
  });

  test("all pages together hold every row once", async () => {
    const own = await TestWorkspace.create(server);
    await own.insertLeads(7);
    const reader = await own.createKey(["leads:read"]);
    const names: string[] = [];
    let after = "";
    do {
      const search = `?first=3&order=NAME_ASC${after && `&after=${encodeURIComponent(after)}`}`;
      const page = JSON.parse(
        (await sendRest(server, "GET", `/leads${search}`, reader.headers)).text,
      );
      names.push(...page.data.map(({ name }: { name: string }) => name));
      expect(Object.keys(page)).toEqual(["data", "pageInfo"]);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : "";
    } while (after);
    expect(names).toEqual([0, 1, 2, 3, 4, 5, 6].map((index) => `Lead ${index}`));
  });

  test("a session with its workspace is let in, too", async () => {
    const answer = await sendRest(server, "GET", "/context", workspace.admin.headers);
    expect(JSON.parse(answer.text)).toMatchObject({
      apiKey: null,
      user: { email: workspace.admin.user.email },
      workspace: { slug: workspace.slug },
    });
  });
});

test("every query and mutation about the data behind the keys has its route, or a reason", () => {
  const routed = new Set(REST_OPERATIONS.map(({ field }) => field));
  const rules = readFieldRules(schema);
  const ofData = /^(context$|(leads|campaigns|lists|contacts|conversations):)/;
  const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((root) =>
    Object.keys(root?.getFields() ?? {}).filter(
      (name) =>
        name === "context" ||
        (rules.get(`${root?.name}.${name}`)?.scopes ?? []).some((scope) => ofData.test(scope)),
    ),
  );
  expect([...routed, ...Object.keys(WITHOUT_ROUTE)].sort()).toEqual(fields.sort());
});

test("every operation has its sample", () => {
  const sampled = new Set(restSamples(NOWHERE).map(({ operation }) => operation));
  expect([...sampled].sort()).toEqual(
    REST_OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

test("a resource has every field of its type that its scope alone opens", () => {
  const rules = readFieldRules(schema);
  for (const { name, type: typeName, fields: text } of REPRESENTATIONS) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) throw new TypeError(`${typeName} is no object type`);
    const least = Math.min(
      ...Object.keys(type.getFields()).map(
        (field) => rules.get(`${typeName}.${field}`)?.scopes.length ?? 0,
      ),
    );
    const open = Object.values(type.getFields())
      .filter((field) => rules.get(`${typeName}.${field.name}`)?.scopes.length === least)
      .filter((field) => field.args.length === 0 && isLeafType(getNamedType(field.type)))
      .map((field) => field.name);
    const told = new Set(text.replace(/\{[^}]*\}/g, "").match(/\w+/g));
    expect([name, open.filter((field) => !told.has(field))]).toEqual([name, []]);
  }
});

function textOf(name: string): string {
  const operation = REST_OPERATIONS.find(({ method, path }) => `${method} ${path}` === name);
  if (!operation) throw new Error(`There is no operation ${name}`);
  return restDocument(schema, operation).text;
}

/** An answer without what two requests never have in common: ids, instants, counters that tell them apart. */
function withoutIdentity(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, inner) => {
      if (name === "remaining") return "REMAINING";
      if (typeof inner !== "string") return inner;
      return inner
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "ID")
        .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "AT")
        .replace(/^row-\d+(?=$|@)/, "ROW");
    }),
  );
}
