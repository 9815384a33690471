import { randomInt } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { buildKey } from "@latchkey/shared";
import { parseAddressRanges } from "../dist/base/address-ranges.js";
import { networkOf } from "../dist/base/network.js";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { countKeyReads } from "./testkit/statements.js";
import { TestServer } from "./testkit/test-server.js";
import { type TestKey, TestWorkspace } from "./testkit/test-workspace.js";

const ASK = "{ context { scopes } }";

describeOnEachDatabase("guessing keys", (kind) => {
  let server: TestServer;
  let workspace: TestWorkspace;

  beforeAll(async () => {
    const { ranges } = parseAddressRanges("127.0.0.1");
    server = await TestServer.start(kind, { config: { trustedProxies: ranges } });
    workspace = await TestWorkspace.create(server);
  });
  afterAll(() => server.stop());

  const guess = () => buildKey("lk", "LIVE", randomInt);
  const ask = (secret: string, from: string) =>
    server.post(ASK, {}, { "x-api-key": secret, "x-forwarded-for": from });
  const flood = (count: number, from: (index: number) => string) =>
    Promise.all(Array.from({ length: count }, (_, index) => ask(guess(), from(index))));

  test("of 500 unknown keys from one address at most one in ten comes to the database, and all are 401", async () => {
    const reads = await countKeyReads(server.database, async () => {
      const answers = await flood(500, () => "198.51.100.1");
      for (const { status } of answers) expect(status).toBe(401);
    });
    expect(reads).toBeLessThanOrEqual(50);
  });

  test("addresses of one /64 count as one", async () => {
    const reads = await countKeyReads(server.database, () =>
      flood(500, (index) => `2001:db8:1:2::${index.toString(16)}`),
    );
    expect(reads).toBeLessThanOrEqual(50);
  });

  test("a valid key behind the same address is let in meanwhile, remembered or not", async () => {
    const known = await workspace.createKey(["leads:read"]);
    await ask(known.secret, "198.51.100.2");
    const fresh = await Promise.all(
      Array.from({ length: 10 }, () => workspace.createKey(["leads:read"])),
    );
    const flooding = flood(400, () => "198.51.100.2");
    const answers = await Promise.all(
      [known, ...fresh].map(({ secret }: TestKey) => ask(secret, "198.51.100.2")),
    );
    for (const { status } of answers) expect(status).toBe(200);
    await flooding;
    expect((await ask(known.secret, "198.51.100.2")).status).toBe(200);
  });

  test("one unknown key sent again and again is looked up once in a while", async () => {
    const secret = guess();
    const reads = await countKeyReads(server.database, async () => {
      for (let index = 0; index < 50; index += 1) await ask(secret, "198.51.100.3");
    });
    expect(reads).toBeLessThanOrEqual(5);
  });

  test("what is no key by its checksum never comes to the database", async () => {
    const reads = await countKeyReads(server.database, async () => {
      for (let index = 0; index < 20; index += 1) {
        const { status } = await ask(`${guess().slice(0, -1)}_`, "198.51.100.4");
        expect(status).toBe(401);
      }
    });
    expect(reads).toBe(0);
  });

  test("unknown, revoked, expired and deactivated keys are refused in the same words", async () => {
    const stop = async (operation: string) => {
      const key = await workspace.createKey(["leads:read"]);
      await workspace.admin.query(
        `mutation { ${operation}(input: { id: "${key.id}" }) { apiKey { id } } }`,
      );
      return key.secret;
    };
    const expired = await workspace.createKey(["leads:read"]);
    await server.database.query("UPDATE api_keys SET expiresAt = ? WHERE id = ?", [
      new Date(Date.now() - 1_000),
      expired.id,
    ]);
    const secrets = [
      guess(),
      expired.secret,
      await stop("revokeApiKey"),
      await stop("deactivateApiKey"),
      await stop("deleteApiKey"),
    ];
    const told = [];
    for (const secret of secrets) {
      const { status, error, headers } = await ask(secret, "198.51.100.5");
      const { decisionId, ...extensions } = error.extensions;
      const names = [...headers.keys()].filter((name) => name !== "date");
      told.push({ status, message: error.message, extensions, names });
    }
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
  });
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["::ffff:203.0.113.9", "203.0.113.9"],
  ["2001:db8::1", "2001:db8::/64"],
  ["2001:db8:0:0:ffff::1", "2001:db8::/64"],
  ["2001:db8:0:1::1", "2001:db8:0:1::/64"],
  ["unknown", "unknown"],
])("%s is counted under %s", (address, network) => {
  expect(networkOf(address)).toBe(network);
});
