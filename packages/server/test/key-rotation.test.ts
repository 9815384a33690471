import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { describeOnEachDatabase } from "./testkit/databases.js";
import { KeyLife } from "./testkit/key-life.js";
import { TestKey } from "./testkit/test-workspace.js";

describeOnEachDatabase("the rotation of a key", (kind) => {
  let life: KeyLife;

  beforeAll(async () => {
    life = await KeyLife.start(kind);
  });
  beforeEach(() => {
    life.now = new Date();
  });
  afterAll(() => life.server.stop());

  test("rotating gives a new secret to the same key, and the old one stops at once", async () => {
    const key = await life.createKey({
      expiration: "ONE_DAY",
      scopes: ["leads:write"],
      ipAllowlist: ["192.0.2.1"],
    });
    const before = await life.read(key.id);
    const { secret, apiKey } = (await life.rotate(key.id)).data.rotateApiKey;
    expect(secret).not.toBe(key.secret);
    const same = ["id", "name", "scopes", "expiresAt", "ipAllowlist", "status", "owner"];
    for (const field of same) expect(apiKey[field]).toEqual(before[field]);
    expect([apiKey.start, apiKey.lastFour]).toEqual([secret.slice(0, 12), secret.slice(-4)]);
    expect((await life.from(key, "192.0.2.1")).refusal).toEqual([
      401,
      "Invalid or inactive API key",
    ]);
    expect((await life.from(new TestKey(life.server, key.id, secret), "192.0.2.1")).status).toBe(
      200,
    );
  });

  test("with an overlap both secrets work until it ends, and it can be seen who uses which", async () => {
    const key = await life.createKey();
    const next = new TestKey(
      life.server,
      key.id,
      (await life.rotate(key.id, 3600)).data.rotateApiKey.secret,
    );
    await life.from(key, "192.0.2.1", "old/1");
    await life.from(next, "192.0.2.2", "new/2");
    let secrets = (await life.read(key.id)).secrets;
    while (!secrets.every((secret: { firstUsedAt: string | null }) => secret.firstUsedAt)) {
      secrets = (await life.read(key.id)).secrets;
    }
    expect(secrets).toEqual([
      expect.objectContaining({
        closesAt: null,
        lastUsedIp: "192.0.2.2",
        lastUsedUserAgent: "new/2",
      }),
      expect.objectContaining({
        closesAt: new Date(life.now.getTime() + 3_600_000).toISOString(),
        lastUsedIp: "192.0.2.1",
        lastUsedUserAgent: "old/1",
      }),
    ]);
    life.pass(3_600_000 - 1);
    expect((await life.from(key, "192.0.2.1")).status).toBe(200);
    life.pass(1);
    expect((await life.from(key, "192.0.2.1")).status).toBe(401);
    expect((await life.from(next, "192.0.2.1")).status).toBe(200);
  });

  test("an old secret can be closed now or extended, and once closed stays closed", async () => {
    const key = await life.createKey();
    await life.rotate(key.id, 3600);
    const oldId = async () => (await life.read(key.id)).secrets[1].id;
    const presentId = (await life.read(key.id)).secrets[0].id;
    await life.act("extendApiKeySecret", { id: await oldId(), overlapSeconds: 7200 });
    life.pass(5400_000);
    expect((await life.from(key, "192.0.2.1")).status).toBe(200);
    expect((await life.act("closeApiKeySecret", { id: await oldId() })).status).toBe(200);
    expect((await life.from(key, "192.0.2.1")).status).toBe(401);
    expect(
      (await life.act("extendApiKeySecret", { id: await oldId(), overlapSeconds: 60 })).status,
    ).toBe(400);
    expect((await life.act("closeApiKeySecret", { id: await oldId() })).status).toBe(200);
    expect((await life.act("closeApiKeySecret", { id: presentId })).status).toBe(400);
  });

  test("a rotation during an overlap leaves two secrets, not three", async () => {
    const key = await life.createKey();
    const next = async () => {
      const { secret } = (await life.rotate(key.id, 3600)).data.rotateApiKey;
      return new TestKey(life.server, key.id, secret);
    };
    const second = await next();
    const third = await next();
    const statuses = [];
    for (const each of [key, second, third])
      statuses.push((await life.from(each, "192.0.2.1")).status);
    expect(statuses).toEqual([401, 200, 200]);
  });

  test.each([[-1], [2_592_001]])("an overlap of %i seconds is 400", async (overlapSeconds) => {
    const key = await life.createKey();
    const answer = await life.rotate(key.id, overlapSeconds);
    expect([answer.status, Object.keys(answer.error.extensions["fields"] ?? {})]).toEqual([
      400,
      ["input.overlapSeconds"],
    ]);
    expect((await life.from(key, "192.0.2.1")).status).toBe(200);
  });

  test("a rotated inactive key is still inactive", async () => {
    const key = await life.createKey();
    await life.act("deactivateApiKey", { id: key.id });
    const { secret, apiKey } = (await life.rotate(key.id)).data.rotateApiKey;
    expect(apiKey.status).toBe("INACTIVE");
    expect((await life.from(new TestKey(life.server, key.id, secret), "192.0.2.1")).status).toBe(
      401,
    );
  });
});
