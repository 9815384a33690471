import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { REST_OPERATIONS } from "../dist/http/rest/rest-operations.js";
import type { Answer } from "./testkit/answer.js";
import { sendRest } from "./testkit/rest-client.js";
import { insertRestFixture, type RestSample, restSamples } from "./testkit/rest-samples.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

interface Operation {
  readonly operationId: string;
  readonly "x-required-scopes": readonly string[];
  readonly responses: Readonly<Record<string, { readonly $ref?: string }>>;
  readonly requestBody?: unknown;
}

const FILE = fileURLToPath(new URL("../../../docs/openapi.json", import.meta.url));
const DOCUMENT = JSON.parse(readFileSync(FILE, "utf8"));

let server: TestServer;
let workspace: TestWorkspace;
let key: TestKey;

beforeAll(async () => {
  server = await TestServer.start("sqlite");
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

const newSample = async (index: number): Promise<RestSample> => {
  const sample = restSamples(await insertRestFixture(workspace))[index];
  if (!sample) throw new RangeError(`There is no sample ${index}`);
  return sample;
};
const send = ({ operation, path, body }: RestSample): Promise<Answer> =>
  sendRest(server, operation.split(" ")[0] ?? "", path, key.headers, body);
const SAMPLES = [
  ...restSamples({
    campaignId: "",
    emptyCampaignId: "",
    leadIds: ["", "", ""],
    listId: "",
    contactId: "",
    conversationId: "",
  }).entries(),
].map(([index, { operation }]): [string, number] => [operation, index]);

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  expect(await validator.validate(structuredClone(DOCUMENT))).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
});

test("anyone may read it, caches may keep it, and it names the headers that keys go into", async () => {
  const url = "/api/v1/openapi.json";
  const response = await fetch(server.url + url);
  expect(await response.json()).toEqual(DOCUMENT);
  expect(response.headers.get("cache-control")).toBe("public, max-age=300");
  const etag = response.headers.get("etag") ?? "";
  const again = await fetch(server.url + url, { headers: { "if-none-match": etag } });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  const posted = await fetch(server.url + url, { method: "POST" });
  expect([posted.status, posted.headers.get("allow")]).toEqual([405, "GET"]);

  const other = await TestServer.start("sqlite", {
    config: { keyHeaders: ["x-acrity-key", "x-api-key"] },
  });
  try {
    const { components, security } = JSON.parse(await (await fetch(other.url + url)).text());
    expect(components.securitySchemes).toMatchObject({
      apiKey: { name: "x-acrity-key", in: "header" },
      apiKey2: { name: "x-api-key", in: "header" },
    });
    expect(security).toEqual([{ apiKey: [] }, { apiKey2: [] }]);
  } finally {
    await other.stop();
  }
});

test("it tells of every operation once, and of nothing else", () => {
  const told = Object.entries<Record<string, Operation>>(DOCUMENT.paths).flatMap(
    ([path, operations]) =>
      Object.entries(operations).map(([method, { operationId }]) => [
        `${method.toUpperCase()} ${path}`,
        operationId,
      ]),
  );
  expect(told.map(([name]) => name).sort()).toEqual(
    REST_OPERATIONS.map(
      ({ method, path }) => `${method} /api/v1${path.replace(/:(\w+)/g, "{$1}")}`,
    ).sort(),
  );
  const ids = told.map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each(SAMPLES)("%s takes and answers what the document says", async (name, index) => {
  const operation = told(name);
  const sample = await newSample(index);
  expect(operation["x-required-scopes"]).toEqual(sample.scope === null ? [] : [sample.scope]);

  const takes =
    "requestBody" in operation ? checkAt("document", [...placeOf(name), ...BODY]) : () => false;
  expect(takes(sample.body)).toBe(sample.body !== undefined);
  expect(takes({ ...sample.body, colour: "blue" })).toBe(false);

  const answer = await send(sample);
  expect([answer.status, answer.text]).toEqual([sample.status, expect.any(String)]);
  const answers = DOCUMENT.paths[pathOf(name)][methodOf(name)].responses[sample.status];
  for (const header of Object.keys(answers.headers)) {
    expect([header, answer.headers.has(header)]).toEqual([header, true]);
  }
  if (sample.status === 204) {
    expect(answers).not.toHaveProperty("content");
    return;
  }
  const validate = checkAt("closed", [
    ...placeOf(name),
    "responses",
    String(sample.status),
    ...CONTENT,
  ]);
  expect([validate(JSON.parse(answer.text)), validate.errors]).toEqual([true, null]);
});

test("refusals are told of, and are as they are told", async () => {
  const sample = restSamples(await insertRestFixture(workspace));
  const create = sample.find(({ operation }) => operation === "POST /leads");
  const poor = await workspace.createKey(["logs:read"], {
    rateLimits: [{ windowSeconds: 3600, limit: 1 }],
  });
  const taken = { ...create?.body, externalId: "taken" };
  const post = (headers: Readonly<Record<string, string>>, body: unknown) =>
    sendRest(server, "POST", "/leads", headers, body);
  await post(key.headers, taken);
  const refused = [
    await post({}, {}),
    await post(poor.headers, taken),
    await post(poor.headers, taken),
    await post(key.headers, {}),
    await post(key.headers, taken),
    await post(key.headers, { ...taken, campaignId: "unknown" }),
    await post(key.headers, { notes: "x".repeat(200_000) }),
    await post({ ...key.headers, "content-type": "text/plain" }, "{}"),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 403, 429, 400, 409, 404, 413, 415]);
  for (const { status, text, headers } of refused) {
    const { $ref = "" } = told("POST /leads").responses[status] ?? {};
    const [, , , name = ""] = $ref.split("/");
    const validate = checkAt("closed", ["components", "responses", name, ...CONTENT]);
    expect([status, validate(JSON.parse(text)), validate.errors]).toEqual([status, true, null]);
    const ofStatus = { 401: "www-authenticate", 429: "retry-after" }[status];
    if (ofStatus) expect(headers.has(ofStatus)).toBe(true);
  }
});

const CONTENT = ["content", "application/json", "schema"];
const BODY = ["requestBody", ...CONTENT];
const ajv = formats.default(new Ajv2020({ strict: false }));
ajv.addSchema({ $id: "document", ...DOCUMENT });
ajv.addSchema({ $id: "closed", ...closed(DOCUMENT) });

/** Whether a value is as one place of the document says; the closed one has no properties that are not told. */
function checkAt(id: "document" | "closed", at: readonly string[]) {
  const pointer = at.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1"));
  return ajv.compile({ $ref: `${id}#/${pointer.map(encodeURIComponent).join("/")}` });
}

function placeOf(name: string): string[] {
  return ["paths", pathOf(name), methodOf(name)];
}

function told(name: string): Operation {
  return DOCUMENT.paths[pathOf(name)][methodOf(name)];
}

function pathOf(name: string): string {
  return `/api/v1${(name.split(" ")[1] ?? "").replace(/:(\w+)/g, "{$1}")}`;
}

function methodOf(name: string): string {
  return (name.split(" ")[0] ?? "").toLowerCase();
}

/** The same, where objects have no properties that are not told. */
function closed(value: unknown): object {
  return JSON.parse(
    JSON.stringify(value, (_name, inner) =>
      inner?.type === "object" && inner.properties && !("additionalProperties" in inner)
        ? { ...inner, additionalProperties: false }
        : inner,
    ),
  );
}
