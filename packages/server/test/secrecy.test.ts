import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { Answer } from "./testkit/answer.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { dumpTables } from "./testkit/dump-tables.js";
import { listFiles } from "./testkit/list-files.js";
import { sendRest } from "./testkit/rest-client.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

describeOnEachDatabase("a secret is told once", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;
  let key: TestKey;
  const answers: string[] = [];

  beforeAll(async () => {
    server = await TestServer.start(kind);
    workspace = await TestWorkspace.create(server);
    key = await workspace.createKey(["leads:read", "credentials:read", "logs:read"]);
    const verifier = await workspace.createKey(["credentials:verify"]);
    const { secret } = key;
    const verify = (input: Record<string, unknown>) =>
      verifier.query(
        "mutation ($input: VerifyApiKeyInput!) { verifyApiKey(input: $input) { outcome missingScopes apiKey { name } } }",
        { input },
      );
    const verifyOverJson = async (body: unknown) => {
      const sent = JSON.stringify(body);
      const init = {
        method: "POST",
        headers: { ...verifier.headers, "content-type": "application/json" },
        body: sent,
      };
      return Answer.of(await fetch(`${server.url}/v1/verify`, init), sent);
    };
    const rest = (method: string, path: string, body?: unknown) =>
      sendRest(server, method, path, key.headers, body);
    const asked = [
      await key.query("{ context { apiKey { id name } } }"),
      await key.query("{ apiKeys { nodes { id name start lastFour } } }"),
      await key.query("query ($v: String) { leads(after: $v) { totalCount } }", { v: secret }),
      await key.query(`{ leads(after: "${secret}") { totalCount } }`),
      await key.query(`query Q { lead(id: "${secret}") { id } }`),
      await key.query(`{ ${secret} }`),
      await key.query(`query ${secret} { leads { totalCount } }`),
      await key.query(`query Q($v: LeadFilter) { leads(filter: $v) { totalCount } }`, {
        v: { [secret]: 1 },
      }),
      await server.post("{ leads { totalCount } }", {}, { ...key.headers, "user-agent": secret }),
      await server.post(
        "{ context { scopes } }",
        {},
        { ...key.headers, "user-agent": `v2${secret}` },
      ),
      await key.query(`query Import_${secret} { context { scopes } }`),
      await server.post("{ context { scopes } }", {}, { "x-api-key": `${secret}x` }),
      await server.post(
        "{ context { scopes } }",
        {},
        { "x-api-key": secret, "user-agent": "curl" },
      ),
      await server.post(
        "{ context { scopes } }",
        {},
        { "x-api-key": secret, cookie: `latchkey_session=${secret}` },
      ),
      await server.postBody("{", key.headers, `?api_key=${secret}`),
      await verify({ key: secret, scopes: ["leads:write"], address: "192.0.2.1" }),
      await verify({ key: secret }),
      await verify({ key: `${secret}x` }),
      await verify({ key: secret, scopes: [secret], address: secret }),
      await verify({ key: secret, address: secret }),
      await verify({ key: secret, cost: secret, [secret]: secret }),
      await verify({ key: [[secret]] }),
      await verifier.query(`mutation { verifyApiKey(input: { key: "${secret}" }) { outcome } }`),
      await verifier.query(`mutation { verifyApiKey(input: { key: "${secret}" }) { nothing } }`),
      await verifier.query(
        `mutation ${secret} { ${secret}: verifyApiKeys(input: { requests: [{ key: "${secret}", cost: -1 }] }) { results { outcome } } }`,
      ),
      await verifyOverJson({ key: secret }),
      await verifyOverJson({ requests: [{ key: secret }, { key: secret, [secret]: secret }] }),
      await verifyOverJson({ key: { [secret]: secret } }),
      await verifyOverJson(secret),
      await rest("GET", `/leads?text=${secret}`),
      await rest("GET", `/leads?${secret}=1`),
      await rest("GET", `/leads/${secret}`),
      await rest("GET", `/${secret}`),
      await rest("GET", `/leads/%20${secret}`),
      await rest("POST", "/leads", { [secret]: secret, name: [secret] }),
      await rest("PATCH", `/leads/${secret}`, { notes: secret }),
      await workspace.admin.query(
        "mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { apiKey { id } } }",
        { id: key.id },
      ),
      await key.query("{ context { scopes } }"),
    ];
    answers.push(...asked.map((answer) => answer.text + JSON.stringify([...answer.headers])));
  });
  afterAll(() => server.stop());

  test("its bytes are in no later answer", () => {
    for (const answer of answers) expectNoSecret(answer, key.secret);
  });

  test("a document that somebody wrote it into is not kept, nor is its text", async () => {
    const verifier = await workspace.createKey(["credentials:verify"]);
    const { documents, kept } = spreadOf(key.secret);
    const before = server.running.app.measureDocuments();
    for (const query of documents) {
      const extensions = {
        persistedQuery: {
          version: 1,
          sha256Hash: createHash("sha256").update(query).digest("hex"),
        },
      };
      const answer = await server.postBody(JSON.stringify({ query, extensions }), verifier.headers);
      expect([200, 400]).toContain(answer.status);
    }
    expect(server.running.app.measureDocuments()).toEqual(before);
    await server.post(kept, { key: key.secret }, verifier.headers);
    expect(server.running.app.measureDocuments().callers.entries).toBe(before.callers.entries + 1);
  });

  test("its bytes are in no table", async () => {
    await server.flush();
    const dump = await dumpTables(server.database);
    expect(dump).toContain(key.id);
    expectNoSecret(dump, key.secret);
  });

  test("its bytes are in no file of the data folder", () => {
    const files = listFiles(server.config.dataDir);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expectNoSecret(readFileSync(file, "latin1"), key.secret);
  });

  test("its bytes are in no line of the server's own log", () => {
    expect(server.logLines.length).toBeGreaterThan(0);
    expectNoSecret(server.logLines.join("\n"), key.secret);
  });

  test("the log knows the true reasons that the callers were not told", async () => {
    const rows = await server.database.query(
      "SELECT reason FROM request_logs WHERE statusCode = 401",
    );
    const reasons = rows.map((row: { reason: string }) => row.reason).sort();
    expect(reasons).toEqual([
      "Not a key: it has 45 characters where a key has 44",
      "The key is revoked",
    ]);
  });
});

/** Documents that hold the secret in the places there are, and one that leaves it to a variable. */
function spreadOf(secret: string): { documents: readonly string[]; kept: string } {
  const verify = (key: string) => `verifyApiKey(input: { key: ${key} }) { outcome }`;
  return {
    documents: [
      `mutation { ${verify(`"${secret}"`)} }`,
      `mutation { ${verify(`"""${secret}"""`)} }`,
      `mutation ($key: String! = "${secret}") { ${verify("$key")} }`,
      `mutation { ${secret}: ${verify(`"x"`)} }`,
      `mutation { ${verify(`"x"`)} } # ${secret}`,
      `{ ${secret} }`,
    ],
    kept: `mutation ($key: String!) { kept: ${verify("$key")} }`,
  };
}

/** The whole secret, and its random part in each encoding it could have slipped out in. */
function expectNoSecret(text: string, secret: string): void {
  const random = secret.slice("lk_live_".length);
  const forms = [
    random,
    Buffer.from(secret).toString("hex"),
    Buffer.from(secret).toString("base64").replace(/=+$/, ""),
    random.slice(4, -4),
  ];
  for (const form of forms) expect(text.includes(form)).toBe(false);
}
